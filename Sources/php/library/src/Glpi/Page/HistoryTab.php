<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Glpi\Words;

/**
 * What was imported and given back: when, by whom, and what came of it.
 *
 * @internal
 */
final class HistoryTab
{
    private const OUTCOMES = [
        'imported' => ['Installed', 'green'], 'unchanged' => ['Was installed already', 'secondary'],
        'refused' => ['Refused', 'red'], 'undecided' => ['Not decided', 'orange'],
        'returned' => ['Given back', 'azure'],
    ];

    /** @var Words */
    private $words;

    public function __construct(Words $words)
    {
        $this->words = $words;
    }

    /** @param list<array<string, mixed>> $entries */
    public function html(array $entries): string
    {
        $rows = [];
        foreach ($entries as $entry) {
            $text = static function (string $name) use ($entry): string {
                return is_scalar($entry[$name] ?? null) ? (string) $entry[$name] : '';
            };
            [$outcome, $color] = self::OUTCOMES[$text('outcome')] ?? [$text('outcome'), 'secondary'];
            $rows[] = [
                '<span class="text-nowrap">' . Markup::escape(Day::time((int) $text('time'))) . '</span>',
                Markup::escape($text('user')),
                Markup::escape($text('file')),
                Markup::badge($this->words->html($outcome), $color),
                '<code>' . Markup::escape($text('license')) . '</code>',
                '<code>' . Markup::escape($text('codes')) . '</code>',
            ];
        }
        if ($rows === []) {
            return Markup::card($this->words->html('History'), '<p class="text-muted mb-0">'
                . $this->words->html('Nothing was imported yet.') . '</p>', 'ti-history');
        }
        $head = ['When', 'Who', 'File', 'What came of it', 'License', 'Findings'];
        return Markup::card($this->words->html('History'), Markup::table(array_map(function (string $name): string {
            return $this->words->html($name);
        }, $head), $rows), 'ti-history');
    }
}
