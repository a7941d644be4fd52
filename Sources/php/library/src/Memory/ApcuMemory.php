<?php

declare(strict_types=1);

namespace Latchkey\Client\Memory;

/**
 * APCu: memory that all PHP processes of a server share, those of other people's sites included.
 *
 * @internal
 */
final class ApcuMemory implements Memory
{
    /** Whether APCu is loaded and switched on for this kind of PHP. */
    public static function isThere(): bool
    {
        return function_exists('apcu_enabled') && apcu_enabled()
            && function_exists('apcu_fetch') && function_exists('apcu_store') && function_exists('apcu_delete');
    }

    public function get(string $name): ?string
    {
        $value = apcu_fetch('latchkey.' . $name);
        return is_string($value) ? $value : null;
    }

    public function put(string $name, string $value, int $seconds): void
    {
        apcu_store('latchkey.' . $name, $value, $seconds);
    }

    public function forget(string $name): void
    {
        apcu_delete('latchkey.' . $name);
    }
}
