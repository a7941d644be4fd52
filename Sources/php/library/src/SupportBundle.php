<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * What a vendor's support desk needs to see a verdict again: product file, state, situation, and what came of them.
 *
 * It is not signed, and holds no secret; it names the customer, the sites and the terms, so it is for the vendor only.
 */
final class SupportBundle
{
    /** @var ?string */
    private $bytes;
    /** @var array<mixed> */
    private $raw;

    /** @param array<mixed> $raw the verdict in the bundle; where there is none, `findings` that say why */
    public function __construct(?string $bytes, array $raw)
    {
        $this->bytes = $bytes;
        $this->raw = $raw;
    }

    /** Whether it was made; a product file or state that cannot be read does not stand in its way. */
    public function isMade(): bool
    {
        return $this->bytes !== null;
    }

    /** The file to hand out, to the byte; empty when it was not made. */
    public function bytes(): string
    {
        return (string) $this->bytes;
    }

    /**
     * What there is to tell: the findings of the verdict in it, or why it was not made.
     *
     * @return list<Finding>
     */
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
