<?php

declare(strict_types=1);

namespace Latchkey\Client\Memory;

/**
 * A small place that the processes of a host share. It may forget anything at any time, and it never fails: what cannot
 * be put is forgotten.
 *
 * @internal
 */
interface Memory
{
    /** What was put under this name; null where that is forgotten. */
    public function get(string $name): ?string;

    /** Remembers for a number of seconds, or a little longer. */
    public function put(string $name, string $value, int $seconds): void;

    public function forget(string $name): void;
}
