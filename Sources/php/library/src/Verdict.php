<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * What the plugin may do right now, and why.
 *
 * Every method answers, whatever the verdict holds: a missing date is null, a missing feature is not allowed.
 */
final class Verdict
{
    /** Everything that the license grants. */
    public const FULL = 'full';
    /** A trial is running. */
    public const TRIAL = 'trial';
    /** Data can be read and exported, not changed. */
    public const READ_ONLY = 'read-only';
    /** The licensed part does nothing. */
    public const OFF = 'off';

    /** @var array<mixed> */
    private $raw;

    /** @param array<mixed> $raw a verdict in JSON, decoded (docs/spec/verdict.md) */
    public function __construct(array $raw)
    {
        $this->raw = $raw;
    }

    /** One of the four constants above. */
    public function mode(): string
    {
        $mode = $this->raw['mode'] ?? null;
        return in_array($mode, [self::FULL, self::TRIAL, self::READ_ONLY], true) ? $mode : self::OFF;
    }

    /** Whether the licensed part may be used: the mode is `full` or `trial`. */
    public function allowsUse(): bool
    {
        return in_array($this->mode(), [self::FULL, self::TRIAL], true);
    }

    /** Whether a feature may be used. */
    public function allows(string $feature): bool
    {
        return in_array($feature, $this->features(), true);
    }

    /**
     * The features that may be used.
     *
     * @return list<string>
     */
    public function features(): array
    {
        $features = $this->raw['features'] ?? null;
        return $this->allowsUse() && is_array($features) ? array_values(array_filter($features, 'is_string')) : [];
    }

    /** How many of something the license grants, such as seats; null when it says nothing about it. */
    public function limit(string $name): ?int
    {
        $limits = $this->raw['limits'] ?? null;
        $limit = $this->allowsUse() && is_array($limits) ? $limits[$name] ?? null : null;
        return is_int($limit) ? $limit : null;
    }

    /**
     * What there is to tell, errors first, then warnings, then notices.
     *
     * @return list<Finding>
     */
    public function findings(): array
    {
        return Finding::list($this->raw['findings'] ?? null);
    }

    /** When the license or trial ends; null when there is none, or no end. */
    public function expires(): ?\DateTimeImmutable
    {
        $seconds = Text::seconds((string) $this->text('expires'));
        return $seconds === null ? null : (new \DateTimeImmutable('@0'))->setTimestamp($seconds);
    }

    /** Whether the license never ends. */
    public function neverExpires(): bool
    {
        return $this->text('expires') === 'never';
    }

    /** The last day of the license or trial, `2027-11-21`: it ends when that day is over everywhere on Earth. */
    public function lastDay(): ?string
    {
        return $this->text('lastDay');
    }

    /** Days until the last day, 0 on it, negative once it is over; null as lastDay(). */
    public function daysLeft(): ?int
    {
        $days = $this->raw['daysLeft'] ?? null;
        return is_int($days) ? $days : null;
    }

    /** Whom the license is for. Plain text: escape it for HTML. */
    public function customer(): ?string
    {
        return $this->text('customer');
    }

    /** The number of the license that decides. */
    public function licenseId(): ?string
    {
        return $this->text('license');
    }

    /** `subscription`, `perpetual` or `trial`; null without a license or trial. */
    public function kind(): ?string
    {
        return $this->text('kind');
    }

    /** The ID of this installation; null before the first request or import. */
    public function installation(): ?string
    {
        return $this->text('installation');
    }

    /** @return array<mixed> the verdict's JSON, decoded */
    public function toArray(): array
    {
        return $this->raw;
    }

    private function text(string $name): ?string
    {
        return isset($this->raw[$name]) && is_string($this->raw[$name]) ? $this->raw[$name] : null;
    }
}
