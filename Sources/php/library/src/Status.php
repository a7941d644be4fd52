<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * What is installed, until when, and what the plugin may do: for a page that shows it.
 */
final class Status
{
    /** @var array<mixed> */
    private $raw;

    /** @param array<mixed> $raw a status in JSON, decoded (docs/spec/verdict.md) */
    public function __construct(array $raw)
    {
        $this->raw = $raw;
    }

    public function verdict(): Verdict
    {
        return new Verdict($this->raw);
    }

    /** Until when the installed licenses go on from one to the next: an instant, `never`, or null for not at all. */
    public function coveredUntil(): ?string
    {
        $until = $this->raw['coveredUntil'] ?? null;
        return is_string($until) ? $until : null;
    }

    /**
     * Every installed license, by its start.
     *
     * @return list<InstalledLicense>
     */
    public function installed(): array
    {
        $rows = is_array($this->raw['installed'] ?? null) ? $this->raw['installed'] : [];
        return array_map(static function (array $row): InstalledLicense {
            return new InstalledLicense($row);
        }, array_values(array_filter($rows, 'is_array')));
    }

    /** @return array<mixed> the status's JSON, decoded */
    public function toArray(): array
    {
        return $this->raw;
    }
}
