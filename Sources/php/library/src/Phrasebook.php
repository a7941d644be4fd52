<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * Words the findings that only a host can make: about the verifier, and about storing.
 *
 * The verifier words all others itself.
 *
 * @internal
 */
final class Phrasebook
{
    /** @var string */
    private $language;

    public function __construct(string $language)
    {
        $this->language = preg_match('/\Afr(?![a-z0-9])/i', $language) === 1 ? 'fr' : 'en';
    }

    /** The finding behind a cause. */
    public function finding(Cause $cause): Finding
    {
        $table = require __DIR__ . '/FindingTable.php';
        [$severity, $texts] = $table[$cause->code()];
        $shown = [];
        foreach ($cause->values() as $name => $value) {
            $shown['{' . $name . '}'] = $name === 'reason' ? $this->reason($value) : $value;
        }
        return new Finding([
            'code' => $cause->code(),
            'severity' => $severity,
            'message' => strtr($texts[$this->language][0], $shown),
            'remedy' => strtr($texts[$this->language][1], $shown),
            'values' => $cause->values(),
        ]);
    }

    /**
     * @param list<Cause> $causes
     * @return list<array<string, mixed>> as they stand in a verdict's JSON
     */
    public function raw(array $causes): array
    {
        return array_map(function (Cause $cause): array {
            return $this->finding($cause)->toArray();
        }, $causes);
    }

    /** How a sentence shows a reason; one that is not listed is the operating system's, and stays as it is. */
    public function reason(string $reason): string
    {
        if ($this->language === 'en') {
            return $reason;
        }
        $table = require __DIR__ . '/ReasonTable.php';
        $pattern = preg_replace('/\d+/', '{}', $reason, 1, $count);
        if ($count === 1 && isset($table[$pattern]) && preg_match('/\d+/', $reason, $number) === 1) {
            return str_replace('{}', $number[0], $table[$pattern]);
        }
        return $table[$reason] ?? $reason;
    }
}
