<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Glpi\Words;
use Latchkey\Client\InstalledLicense;
use Latchkey\Client\Status;
use Latchkey\Client\Text;

/**
 * Every installed license, and the way to give one back.
 *
 * @internal
 */
final class LicensesTab
{
    private const STANDINGS = [
        'in-force' => ['In force', 'green'], 'in-grace' => ['In grace', 'orange'], 'waiting' => ['Waiting', 'blue'],
        'ended' => ['Ended', 'secondary'], 'revoked' => ['Revoked', 'red'], 'refused' => ['Not for here', 'red'],
        'unverified' => ['Not verified', 'red'],
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

    public function html(Status $status): string
    {
        $rows = [];
        foreach ($status->installed() as $license) {
            $rows[] = $this->row($license);
        }
        if ($rows === []) {
            return Markup::card($this->words->html('Licenses'), '<p class="text-muted mb-0">'
                . $this->words->html('No license is installed.') . '</p>', 'ti-certificate');
        }
        $head = ['License', 'Kind', 'Starts', 'Last day', 'Standing', ''];
        return Markup::card($this->words->html('Licenses'), Markup::table(array_map(function (string $name): string {
            return $name === '' ? '' : $this->words->html($name);
        }, $head), $rows), 'ti-certificate') . '<p class="text-muted">' . $this->words->html(
            'A license that is given back ends here at once. The receipt tells the vendor so, who can issue it anew.'
        ) . '</p>';
    }

    /** @return list<string> */
    private function row(InstalledLicense $license): array
    {
        [$name, $color] = self::STANDINGS[$license->standing()] ?? [$license->standing(), 'secondary'];
        $starts = Text::seconds($license->starts());
        $kinds = ['subscription' => 'Subscription', 'perpetual' => 'Perpetual', 'trial' => 'Trial'];
        $codes = '';
        foreach ($license->findings() as $finding) {
            $codes .= '<div class="fs-5 text-muted">' . Markup::escape(Markup::sentence($finding->message()))
                . '</div>';
        }
        return [
            '<code>' . Markup::escape($license->licenseId()) . '</code>' . ($license->isDeciding()
                ? ' ' . Markup::badge($this->words->html('Deciding'), 'azure') : ''),
            $this->words->html($kinds[$license->kind()] ?? $license->kind()),
            $starts === null ? '' : Markup::escape(Day::shown(gmdate('Y-m-d', $starts))),
            $license->lastDay() === null ? $this->words->html('Never ends')
                : Markup::escape(Day::shown($license->lastDay())),
            Markup::badge($this->words->html($name), $color) . $codes,
            $this->giveBack($license->licenseId()),
        ];
    }

    private function giveBack(string $license): string
    {
        return '<details><summary class="btn btn-sm btn-outline-danger">' . $this->words->html('Give back…')
            . '</summary>' . Markup::form($this->page, 'return', '<label class="form-check mb-2">'
            . '<input class="form-check-input" type="checkbox" name="sure" value="1" required>'
            . '<span class="form-check-label">' . $this->words->html('Yes, it shall end here')
            . '</span></label>' . Markup::submit($this->words->html('Give back'), 'ti-arrow-back-up', 'danger'), [
                'license' => $license,
            ], 'mt-2') . '</details>';
    }
}
