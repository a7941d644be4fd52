<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Finding;
use Latchkey\Client\Glpi\Words;
use Latchkey\Client\Status;
use Latchkey\Client\Text;
use Latchkey\Client\Verdict;

/**
 * The first thing an administrator sees: the mode, until when, how much of the term is left, and what to do.
 *
 * @internal
 */
final class StatusTab
{
    private const COLORS = [
        Verdict::FULL => 'green', Verdict::TRIAL => 'blue', Verdict::READ_ONLY => 'orange', Verdict::OFF => 'red',
    ];

    /** @var Words */
    private $words;
    /** @var Status */
    private $status;

    public function __construct(Words $words, Status $status)
    {
        $this->words = $words;
        $this->status = $status;
    }

    public function html(): string
    {
        $verdict = $this->status->verdict();
        $findings = '';
        foreach ($verdict->findings() as $finding) {
            $findings .= Markup::finding($finding, $this->words);
        }
        return '<div class="row"><div class="col-lg-7">' . $this->summary($verdict) . '</div><div class="col-lg-5">'
            . $this->next($verdict) . $this->granted($verdict) . '</div></div>' . $findings;
    }

    /** The mode by its name. */
    public static function mode(Verdict $verdict, Words $words): string
    {
        $names = [Verdict::FULL => 'Full', Verdict::TRIAL => 'Trial', Verdict::READ_ONLY => 'Read-only',
            Verdict::OFF => 'Off'];
        return Markup::badge($words->html($names[$verdict->mode()]), self::COLORS[$verdict->mode()]);
    }

    private function summary(Verdict $verdict): string
    {
        $rows = [];
        if ($verdict->customer() !== null) {
            $rows[] = [$this->words->html('Licensed to'), Markup::escape($verdict->customer())];
        }
        if ($verdict->licenseId() !== null) {
            $rows[] = [$this->words->html('License'), '<code>' . Markup::escape($verdict->licenseId()) . '</code>'];
        }
        if ($verdict->kind() !== null) {
            $kinds = ['subscription' => 'Subscription', 'perpetual' => 'Perpetual', 'trial' => 'Trial'];
            $rows[] = [$this->words->html('Kind'), $this->words->html($kinds[$verdict->kind()] ?? $verdict->kind())];
        }
        $rows[] = [$this->words->html('Last day'), $this->lastDay($verdict)];
        return Markup::card(
            $this->words->html('License') . ' <span class="ms-2">' . self::mode($verdict, $this->words) . '</span>',
            '<p class="fs-3">' . $this->words->html($this->meaning($verdict)) . '</p>' . Markup::facts($rows)
                . $this->bar($verdict),
            'ti-certificate'
        );
    }

    private function meaning(Verdict $verdict): string
    {
        $sentences = [
            Verdict::FULL => 'Everything that the license grants can be used.',
            Verdict::TRIAL => 'A trial is running.',
            Verdict::READ_ONLY => 'Data can be read and exported, not changed.',
            Verdict::OFF => 'The licensed part is off. Data can still be read and exported.',
        ];
        return $sentences[$verdict->mode()];
    }

    private function lastDay(Verdict $verdict): string
    {
        if ($verdict->neverExpires()) {
            return $this->words->html('Never ends');
        }
        $day = $verdict->lastDay();
        $left = $verdict->daysLeft();
        if ($day === null || $left === null) {
            return '<span class="text-muted">' . $this->words->html('None') . '</span>';
        }
        $shown = '<strong>' . Markup::escape(Day::shown($day)) . '</strong> ';
        if ($left < 0) {
            $ago = $this->words->html('ended, days ago: %d', -$left);
            return $shown . '<span class="text-danger">' . $ago . '</span>';
        }
        $look = $left <= 30 ? 'text-danger' : 'text-muted';
        return $shown . '<span class="' . $look . '">' . $this->words->html('days left: %d', $left) . '</span>';
    }

    /** How much of the term is over. */
    private function bar(Verdict $verdict): string
    {
        $raw = $verdict->toArray();
        $from = Text::seconds((string) ($raw['starts'] ?? ''));
        $to = $verdict->expires();
        $now = Text::seconds((string) ($raw['time'] ?? ''));
        if ($from === null || $to === null || $now === null || $to->getTimestamp() <= $from) {
            return '';
        }
        $part = ($now - $from) / ($to->getTimestamp() - $from);
        $percent = (int) round(100 * max(0, min(1, $part)));
        $color = (int) $verdict->daysLeft() <= 30 ? ((int) $verdict->daysLeft() <= 7 ? 'red' : 'orange') : 'green';
        return '<div class="progress progress-sm mt-3" role="progressbar" aria-valuemin="0" aria-valuemax="100" '
            . 'aria-valuenow="' . $percent . '" aria-label="' . $this->words->html('Term of the license') . '">'
            . '<div class="progress-bar bg-' . $color . '" style="width: ' . $percent . '%"></div></div>'
            . '<div class="d-flex justify-content-between text-muted fs-5 mt-1"><span>'
            . Markup::escape(Day::shown(gmdate('Y-m-d', $from))) . '</span><span>'
            . Markup::escape(Day::shown((string) $verdict->lastDay())) . '</span></div>';
    }

    private function next(Verdict $verdict): string
    {
        foreach ($verdict->findings() as $finding) {
            if ($finding->severity() !== Finding::NOTICE) {
                return Markup::card(
                    $this->words->html('What to do next'),
                    '<p class="mb-0">' . Markup::escape(Markup::sentence($finding->remedy())) . '</p>',
                    'ti-arrow-right'
                );
            }
        }
        return Markup::card(
            $this->words->html('What to do next'),
            '<p class="mb-0 text-muted">' . $this->words->html('Nothing has to be done.') . '</p>',
            'ti-check'
        );
    }

    private function granted(Verdict $verdict): string
    {
        $items = '';
        foreach ($verdict->features() as $feature) {
            $items .= '<li><i class="ti ti-check text-success me-1" aria-hidden="true"></i>' . Markup::escape($feature)
                . '</li>';
        }
        $limits = $verdict->toArray()['limits'] ?? [];
        foreach ($verdict->allowsUse() && is_array($limits) ? $limits : [] as $name => $limit) {
            $items .= '<li><i class="ti ti-ruler-2 text-muted me-1" aria-hidden="true"></i>'
                . Markup::escape($name . ': ' . (is_int($limit) ? (string) $limit : '')) . '</li>';
        }
        return $items === '' ? '' : Markup::card(
            $this->words->html('Granted'),
            '<ul class="list-unstyled mb-0">' . $items . '</ul>',
            'ti-list-check'
        );
    }
}
