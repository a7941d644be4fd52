<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

/**
 * The extension as PHP loaded it.
 *
 * @internal
 */
final class LoadedExtension implements Extension
{
    public function isLoaded(): bool
    {
        return extension_loaded('latchkey') && function_exists('latchkey_abi_version');
    }

    public function interfaceVersion(): int
    {
        return latchkey_abi_version();
    }

    public function release(): string
    {
        return latchkey_version();
    }

    public function supports(string $type): bool
    {
        return latchkey_supports($type);
    }

    public function call(Call $call): array
    {
        $product = (string) $call->part('product');
        $state = $call->part('state');
        $seed = $call->part('seed');
        $context = (string) $call->part('context');
        switch ($call->operation()) {
            case 'verify':
                return latchkey_verify($product, $state, $context);
            case 'status':
                return latchkey_status($product, $state, $context);
            case 'support':
                return latchkey_support($product, $state, $context);
            case 'import':
                return latchkey_import($product, $state, $seed, (string) $call->part('file'), $context);
            case 'request':
                return latchkey_request($product, $state, (string) $seed, (string) $call->part('nonce'), $context);
            case 'return':
                return latchkey_return($product, $state, (string) $seed, (string) $call->part('license'), $context);
            default:
                return latchkey_inspect($product, (string) $call->part('file'));
        }
    }
}
