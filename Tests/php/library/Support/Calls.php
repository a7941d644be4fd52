<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Support;

use Latchkey\Client\Transport\Call;

/**
 * One call of each kind, and some that are answered with what is wrong.
 */
final class Calls
{
    /** @return array<string, Call> */
    public static function all(Scene $scene, string $license): array
    {
        $product = (string) file_get_contents($scene->product);
        $state = (string) $scene->store->load();
        $seed = (string) $scene->store->seed();
        $context = $scene->situation->context($scene->now);
        $request = $scene->situation->context($scene->now, null, true);
        $id = (string) $scene->client()->verdict()->licenseId();
        return [
            'verify' => Call::verify($product, $state, $context),
            'verify, a day later' => Call::verify($product, $state, $scene->situation->context($scene->now + 86400)),
            'verify without a state' => Call::verify($product, null, $context),
            'verify without a product file' => Call::verify('', $state, $context),
            'verify a damaged state' => Call::verify($product, strrev($state), $context),
            'verify without a context' => Call::verify($product, $state, ''),
            'status' => Call::status($product, $state, $context),
            'import' => Call::import($product, $state, null, $license, $context),
            'import rubbish' => Call::import($product, null, $seed, 'rubbish', $context),
            'request' => Call::request($product, $state, $seed, str_repeat('n', 16), $request),
            'return' => Call::giveBack($product, $state, $seed, $id, $context),
            'inspect' => Call::inspect($product, $license),
            'support' => Call::support($product, $state, $context),
            'support without a state' => Call::support($product, null, $context),
            'support without a product file' => Call::support('', strrev($state), $context),
            'support without a context' => Call::support($product, $state, ''),
        ];
    }
}
