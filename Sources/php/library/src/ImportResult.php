<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * What became of a license file, or would.
 */
final class ImportResult
{
    /** Something new was installed. */
    public const IMPORTED = 'imported';
    /** Everything in the file was installed already. */
    public const UNCHANGED = 'unchanged';
    /** The file is not taken; the findings say why. The state is as it was. */
    public const REFUSED = 'refused';
    /** The file could not be judged, or what came of it not be stored. The state is as it was. */
    public const UNDECIDED = 'undecided';

    /** @var array<mixed> */
    private $raw;

    /** @param array<mixed> $raw `import`, a report as of docs/spec/import.md, and `verdict` */
    public function __construct(array $raw)
    {
        $this->raw = $raw;
    }

    /** One of the four constants above. */
    public function outcome(): string
    {
        $outcome = $this->report()['outcome'] ?? null;
        $known = [self::IMPORTED, self::UNCHANGED, self::REFUSED];
        return in_array($outcome, $known, true) ? $outcome : self::UNDECIDED;
    }

    /** Whether everything in the file that can be installed is installed now. */
    public function isInstalled(): bool
    {
        return in_array($this->outcome(), [self::IMPORTED, self::UNCHANGED], true);
    }

    /**
     * The documents in the file: `document`, `name`, `installed`, and `code` of a finding about it.
     *
     * @return list<array<string, mixed>>
     */
    public function items(): array
    {
        $items = $this->report()['items'] ?? null;
        return is_array($items) ? array_values(array_filter($items, 'is_array')) : [];
    }

    /**
     * What there is to tell about the file.
     *
     * @return list<Finding>
     */
    public function findings(): array
    {
        return Finding::list($this->report()['findings'] ?? null);
    }

    /** What the plugin may do with the file installed, or without it when it was not taken. */
    public function verdict(): Verdict
    {
        return new Verdict(is_array($this->raw['verdict'] ?? null) ? $this->raw['verdict'] : []);
    }

    /** @return array<mixed> */
    public function toArray(): array
    {
        return $this->raw;
    }

    /** @return array<mixed> */
    private function report(): array
    {
        return is_array($this->raw['import'] ?? null) ? $this->raw['import'] : [];
    }
}
