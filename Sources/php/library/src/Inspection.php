<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * What is in a file, whether it applies here or not.
 */
final class Inspection
{
    /** @var array<mixed> */
    private $raw;

    /** @param array<mixed> $raw `items` or `findings`, as the verifier says */
    public function __construct(array $raw)
    {
        $this->raw = $raw;
    }

    /**
     * The documents: `document`, `text`, and `signatures`, each with `key`, `keyID` and `state`.
     *
     * @return list<array<string, mixed>>
     */
    public function items(): array
    {
        $items = $this->raw['items'] ?? null;
        return is_array($items) ? array_values(array_filter($items, 'is_array')) : [];
    }

    /**
     * Why there is nothing to show.
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
