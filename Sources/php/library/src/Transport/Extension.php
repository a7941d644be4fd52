<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

/**
 * The functions of the PHP extension `latchkey`.
 *
 * @internal
 */
interface Extension
{
    /** Whether it is loaded. */
    public function isLoaded(): bool;

    /** The version of its interface. */
    public function interfaceVersion(): int;

    /** Its release, such as `1.0.0`. */
    public function release(): string;

    /** Whether it reads documents of a type, such as `latchkey/state@v1`. */
    public function supports(string $type): bool;

    /** @return array<mixed> the parts of an answer */
    public function call(Call $call): array;
}
