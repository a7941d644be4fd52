<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * Something worth telling: what is wrong, what to do, and the values that differ. docs/troubleshooting.md has them all.
 */
final class Finding
{
    /** Takes something away now. */
    public const ERROR = 'error';
    /** Will take something away, or takes a little. */
    public const WARNING = 'warning';
    /** Is worth knowing. */
    public const NOTICE = 'notice';

    /** @var array{code: string, severity: string, message: string, remedy: string, values: array<string, string>} */
    private $raw;

    /** @param array<mixed> $raw the members of a finding in JSON; what is missing is empty */
    public function __construct(array $raw)
    {
        $this->raw = [
            'code' => self::text($raw, 'code'),
            'severity' => self::text($raw, 'severity'),
            'message' => self::text($raw, 'message'),
            'remedy' => self::text($raw, 'remedy'),
            'values' => isset($raw['values']) && is_array($raw['values'])
                ? array_filter($raw['values'], 'is_string') : [],
        ];
    }

    /** The stable name, such as `expired`: never reused, never of another meaning. */
    public function code(): string
    {
        return $this->raw['code'];
    }

    /** One of the three constants above. */
    public function severity(): string
    {
        return $this->raw['severity'];
    }

    /** One sentence on what is wrong, without a full stop. Plain text: escape it for HTML. */
    public function message(): string
    {
        return $this->raw['message'];
    }

    /** One sentence on what to do, without a full stop. Plain text: escape it for HTML. */
    public function remedy(): string
    {
        return $this->raw['remedy'];
    }

    /**
     * The values in both sentences, by their names.
     *
     * @return array<string, string>
     */
    public function values(): array
    {
        return $this->raw['values'];
    }

    /** @return array{code: string, severity: string, message: string, remedy: string, values: array<string, string>} */
    public function toArray(): array
    {
        return $this->raw;
    }

    /**
     * Findings from a list in JSON; what is no finding is left out.
     *
     * @param mixed $list
     * @return list<Finding>
     */
    public static function list($list): array
    {
        $findings = [];
        foreach (is_array($list) ? $list : [] as $raw) {
            if (is_array($raw)) {
                $findings[] = new self($raw);
            }
        }
        return $findings;
    }

    /** @param array<mixed> $raw */
    private static function text(array $raw, string $name): string
    {
        return isset($raw[$name]) && is_string($raw[$name]) ? $raw[$name] : '';
    }
}
