<?php

declare(strict_types=1);

namespace Latchkey\Client\Memory;

/**
 * Where there is neither APCu nor a folder: what one client remembers for itself, until it goes.
 *
 * @internal
 */
final class OwnMemory implements Memory
{
    private const MOST_RECORDS = 64;

    /** @var array<string, string> */
    private $values = [];

    public function get(string $name): ?string
    {
        return $this->values[$name] ?? null;
    }

    public function put(string $name, string $value, int $seconds): void
    {
        if (count($this->values) >= self::MOST_RECORDS) {
            $this->values = [];
        }
        $this->values[$name] = $value;
    }

    public function forget(string $name): void
    {
        unset($this->values[$name]);
    }
}
