<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * How one of the installed licenses stands.
 */
final class InstalledLicense
{
    /** @var array<mixed> */
    private $raw;

    /** @param array<mixed> $raw one of the `installed` of a status in JSON */
    public function __construct(array $raw)
    {
        $this->raw = $raw;
    }

    /** Its number. */
    public function licenseId(): string
    {
        return $this->text('license');
    }

    /** `subscription`, `perpetual` or `trial`. */
    public function kind(): string
    {
        return $this->text('kind');
    }

    /** `in-force`, `in-grace`, `waiting`, `ended`, `revoked`, `refused` or `unverified`. */
    public function standing(): string
    {
        return $this->text('standing');
    }

    /** Whether the verdict is by this one. */
    public function isDeciding(): bool
    {
        return ($this->raw['deciding'] ?? null) === true;
    }

    /** Its first instant, `2026-11-21T00:00:00Z`. */
    public function starts(): string
    {
        return $this->text('starts');
    }

    /** Its last day, `2027-11-21`; null when it never ends. */
    public function lastDay(): ?string
    {
        $day = $this->text('lastDay');
        return $day === '' ? null : $day;
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

    private function text(string $name): string
    {
        return isset($this->raw[$name]) && is_string($this->raw[$name]) ? $this->raw[$name] : '';
    }
}
