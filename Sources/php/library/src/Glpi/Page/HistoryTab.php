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
    /** @var string */
    private $page;

    /** @param string $page the page's URL, escaped */
    public function __construct(Words $words, string $page)
    {
        $this->words = $words;
        $this->page = $page;
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
                $text('license') === '' ? '' : '<code>' . Markup::escape($text('license')) . '</code>',
                $text('codes') === '' ? '' : '<code>' . Markup::escape($text('codes')) . '</code>',
                $text('outcome') === 'returned' ? $this->receipt($text('license')) : '',
            ];
        }
        if ($rows === []) {
            return Markup::card($this->words->html('History'), '<p class="text-muted mb-0">'
                . $this->words->html('Nothing was imported yet.') . '</p>', 'ti-history');
        }
        $head = ['When', 'Who', 'File', 'What came of it', 'License', 'Findings', ''];
        return Markup::card($this->words->html('History'), Markup::table(array_map(function (string $name): string {
            return $name === '' ? '' : $this->words->html($name);
        }, $head), $rows), 'ti-history');
    }

    /** A receipt can be had again. */
    private function receipt(string $license): string
    {
        $button = '<button type="submit" class="btn btn-sm btn-outline-secondary">' . $this->words->html('Receipt')
            . '</button>';
        return Markup::form($this->page, 'return', $button, ['license' => $license, 'sure' => '1']);
    }
}
