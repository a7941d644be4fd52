<?php

declare(strict_types=1);

// What a plugin's author would write by hand: a license in JSON, signed by PHP's sodium, with dates and a site. Given a
// number of calls, times it and the extension's call in turn; prints both medians in nanoseconds, and sodium's alone.
//
// usage: by-hand.php PRODUCT STATE CONTEXT LICENSE SIGNATURE-HEX KEY-HEX

/** Whether a license lets the software run: about what every plugin with a key of its own does. */
function isLicensed(string $file, string $publicKey, string $url): bool
{
    $parts = explode('.', $file);
    if (count($parts) !== 2) {
        return false;
    }
    $text = base64_decode($parts[0], true);
    $signature = base64_decode($parts[1], true);
    if ($text === false || $signature === false || strlen($signature) !== SODIUM_CRYPTO_SIGN_BYTES) {
        return false;
    }
    if (!sodium_crypto_sign_verify_detached($signature, $text, $publicKey)) {
        return false;
    }
    $license = json_decode($text, true);
    if (!is_array($license) || ($license['product'] ?? null) !== 'glpi-demo') {
        return false;
    }
    $now = new DateTimeImmutable('now', new DateTimeZone('UTC'));
    return new DateTimeImmutable($license['starts']) <= $now && $now < new DateTimeImmutable($license['expires'])
        && rtrim($license['url'], '/') === rtrim($url, '/') && in_array('reports', $license['features'], true);
}

[$product, $state, $context, $license] = array_map('file_get_contents', array_slice($argv, 1, 4));
[$signature, $key] = array_map('hex2bin', array_slice($argv, 5, 2));
$text = substr($license, 0, strpos($license, "\n\n") + 1);
$pair = sodium_crypto_sign_keypair();
$own = json_encode([
    'id' => '01M7Z7B25GDNMBMREEJH1SP5Y0', 'product' => 'glpi-demo', 'customer' => 'ACME SA', 'kind' => 'subscription',
    'url' => 'https://glpi.acme.example/', 'issued' => '2026-01-01T00:00:00Z', 'starts' => '2026-01-01T00:00:00Z',
    'expires' => '2099-01-01T00:00:00Z', 'features' => ['reports'], 'limits' => ['seats' => 50],
]);
$file = base64_encode($own) . '.'
    . base64_encode(sodium_crypto_sign_detached($own, sodium_crypto_sign_secretkey($pair)));
$public = sodium_crypto_sign_publickey($pair);
$subjects = [
    'sodium' => static fn (): bool => sodium_crypto_sign_verify_detached($signature, $text, $key),
    'extension' => static fn (): bool => latchkey_verify($product, $state, $context)['mode'] === LATCHKEY_FULL,
    'by hand' => static fn (): bool => isLicensed($file, $public, 'https://glpi.acme.example'),
];
$rounds = array_fill_keys(array_keys($subjects), []);
for ($round = 0; $round < 201; $round++) {
    foreach ($subjects as $name => $subject) {
        $start = hrtime(true);
        for ($call = 0; $call < 50; $call++) {
            if (!$subject()) {
                fwrite(STDERR, "by-hand: error: $name says no\n");
                exit(1);
            }
        }
        $rounds[$name][] = (hrtime(true) - $start) / 50;
    }
}
foreach ($rounds as $name => $each) {
    sort($each);
    $median[$name] = (int) $each[100];
}
echo json_encode($median), "\n";
