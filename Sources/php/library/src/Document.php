<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * Something to hand out to the vendor, or why there is none.
 */
abstract class Document
{
    /** @var ?string */
    private $bytes;
    /** @var array<mixed> */
    private $raw;

    /** @param array<mixed> $raw what the verifier says about it */
    public function __construct(?string $bytes, array $raw)
    {
        $this->bytes = $bytes;
        $this->raw = $raw;
    }

    /** Whether it was made; else the findings say why not, and the state is as it was. */
    public function isMade(): bool
    {
        return $this->bytes !== null;
    }

    /** The file to hand out, to the byte; empty when it was not made. */
    public function bytes(): string
    {
        return (string) $this->bytes;
    }

    /** @return list<Finding> */
    public function findings(): array
    {
        return Finding::list($this->raw['findings'] ?? null);
    }

    /** @return array<mixed> */
    public function toArray(): array
    {
        return $this->raw;
    }
}
