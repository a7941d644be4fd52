<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Check;
use Latchkey\Client\Glpi\Words;
use Latchkey\Client\SelfTest;

/**
 * Whether all that a license needs works here, and what the vendor's support needs to see it too.
 *
 * @internal
 */
final class SupportTab
{
    private const NAMES = [
        'extension' => 'PHP extension latchkey', 'process' => 'Program latchkey-verify',
        'product' => 'Product file', 'state' => 'Stored licenses',
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

    public function html(SelfTest $test): string
    {
        $rows = [];
        $findings = '';
        foreach ($test->checks() as $check) {
            $rows[] = [$this->words->html(self::NAMES[$check->name()] ?? $check->name()), $this->outcome($check)];
            foreach ($check->findings() as $finding) {
                $findings .= Markup::finding($finding, $this->words);
            }
        }
        if ($rows === []) {
            $rows[] = [$this->words->html('Self-test'), $this->words->html('It could not be run.')];
        }
        return Markup::card(
            $this->words->html('Self-test'),
            Markup::table([$this->words->html('What was tried'), $this->words->html('Outcome')], $rows),
            'ti-stethoscope'
        ) . $findings . Markup::card(
            $this->words->html('Support bundle'),
            '<p>' . $this->words->html('It shows the vendor what decides here, and holds no secret.') . '</p>'
                . Markup::form($this->page, 'support', Markup::submit(
                    $this->words->html('Make a support bundle'),
                    'ti-lifebuoy'
                )),
            'ti-lifebuoy'
        );
    }

    private function outcome(Check $check): string
    {
        if (!$check->isPresent()) {
            return '<span class="text-muted">' . $this->words->html('Not installed, which is fine') . '</span>';
        }
        return $check->isUsable() ? Markup::badge($this->words->html('Works'), 'green')
            : Markup::badge($this->words->html('Does not work'), 'red');
    }
}
