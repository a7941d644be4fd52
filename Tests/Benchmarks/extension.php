<?php

declare(strict_types=1);

// Times latchkey_verify() against PHP's own signature check of the same license text, in turn and in one process
// (make bench-php-extension). The best of many short rounds counts, since a busy machine only ever adds.

require __DIR__ . '/../php/extension/support.inc';

const ROUNDS = 1000;
const CALLS = 20;

/** The license's text and signature, and the public key that the product file names for it. */
function signed(string $license, string $product): array
{
    $text = substr($license, 0, strpos($license, "\n\n") + 1);
    preg_match('/^— (\S+) (\S+)$/mu', $license, $line);
    preg_match('/^key license ' . preg_quote($line[1], '/') . '\+[0-9a-f]{8}\+(\S+) /m', $product, $key);
    return [substr(base64_decode($line[2]), 4), $text, substr(base64_decode($key[1]), 1)];
}

[$product, $state, $context] = calls()['latchkey_verify'];
$signed = signed(fixture('acme.lic'), $product);
$subjects = [
    'sodium_crypto_sign_verify_detached' => function () use ($signed): bool {
        return sodium_crypto_sign_verify_detached(...$signed);
    },
    'latchkey_verify' => function () use ($product, $state, $context): bool {
        return latchkey_verify($product, $state, $context)['mode'] === LATCHKEY_FULL;
    },
    'latchkey_supports' => function (): bool {
        return latchkey_supports('latchkey/state@v1');
    },
];
$best = array_fill_keys(array_keys($subjects), INF);
for ($round = 0; $round < ROUNDS; $round++) {
    foreach ($subjects as $name => $subject) {
        $start = hrtime(true);
        for ($call = 0; $call < CALLS; $call++) {
            if (!$subject()) {
                exit("$name says no\n");
            }
        }
        $best[$name] = min($best[$name], (hrtime(true) - $start) / CALLS / 1000);
    }
}
foreach ($best as $name => $microseconds) {
    printf("%-36s %8.2f µs %8.3f\n", $name, $microseconds, $microseconds / reset($best));
}
