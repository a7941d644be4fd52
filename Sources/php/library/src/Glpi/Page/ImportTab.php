<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Glpi\Words;
use Latchkey\Client\ImportResult;

/**
 * A license file comes in: by upload or by pasting, and is shown before it is applied.
 *
 * @internal
 */
final class ImportTab
{
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

    public function html(): string
    {
        $upload = '<label class="form-label" for="latchkey-file">' . $this->words->html('License file') . '</label>'
            . '<input class="form-control mb-3" type="file" id="latchkey-file" name="file">'
            . Markup::submit($this->words->html('Look at the file'), 'ti-eye');
        $paste = '<label class="form-label" for="latchkey-pasted">' . $this->words->html('Text of the license file')
            . '</label><textarea class="form-control font-monospace fs-5 mb-3" rows="7" id="latchkey-pasted" '
            . 'name="pasted" spellcheck="false" placeholder="latchkey/license@v1"></textarea>'
            . Markup::submit($this->words->html('Look at the text'), 'ti-eye');
        return '<div class="row"><div class="col-lg-6">' . Markup::card(
            $this->words->html('Upload'),
            Markup::form($this->page, 'preview', $upload),
            'ti-upload'
        ) . '</div><div class="col-lg-6">' . Markup::card(
            $this->words->html('Paste'),
            Markup::form($this->page, 'preview', $paste) . '<p class="fs-5 text-muted mt-2 mb-0">'
                . $this->words->html('What mail programs do to a text is undone, and said.') . '</p>',
            'ti-clipboard-text'
        ) . '</div></div>' . (new PictureCard($this->words, $this->page))->html() . '<p class="text-muted">'
            . $this->words->html('Nothing changes until you have seen what the file does and apply it.') . '</p>';
    }

    /** What a file would do, with a button to do it where it does something. */
    public function preview(ImportResult $result, string $file, string $name): string
    {
        $intro = [
            ImportResult::IMPORTED => 'This file can be installed. With it:',
            ImportResult::UNCHANGED => 'Everything in this file is installed already.',
            ImportResult::REFUSED => 'This file is not taken, and nothing was changed.',
            ImportResult::UNDECIDED => 'This file could not be judged, and nothing was changed.',
        ];
        $html = '<p class="fs-3">' . $this->words->html($intro[$result->outcome()]) . '</p>';
        if ($result->outcome() === ImportResult::IMPORTED) {
            $html .= $this->effect($result);
        }
        foreach ($result->findings() as $finding) {
            $html .= Markup::finding($finding, $this->words);
        }
        $html .= $this->items($result);
        if ($result->outcome() === ImportResult::IMPORTED) {
            $html .= Markup::form($this->page, 'import', '<div class="btn-list mt-3">'
                . Markup::submit($this->words->html('Apply'), 'ti-check', 'success')
                . '<a class="btn btn-ghost-secondary" href="' . $this->page . '?tab=import">'
                . $this->words->html('Do not apply') . '</a></div>', ['file64' => base64_encode($file),
                'name' => $name]);
        }
        return Markup::card($this->words->html('Preview'), $html, 'ti-eye');
    }

    private function effect(ImportResult $result): string
    {
        $verdict = $result->verdict();
        $rows = [[$this->words->html('Mode'), StatusTab::mode($verdict, $this->words)]];
        if ($verdict->customer() !== null) {
            $rows[] = [$this->words->html('Licensed to'), Markup::escape($verdict->customer())];
        }
        if ($verdict->lastDay() !== null) {
            $rows[] = [$this->words->html('Last day'), Markup::escape(Day::shown($verdict->lastDay()))];
        }
        if ($verdict->features() !== []) {
            $rows[] = [$this->words->html('Features'), Markup::escape(implode(', ', $verdict->features()))];
        }
        $html = Markup::facts($rows);
        foreach ($verdict->findings() as $finding) {
            $html .= Markup::finding($finding, $this->words);
        }
        return $html;
    }

    /** What lies in the file. */
    private function items(ImportResult $result): string
    {
        $rows = [];
        foreach ($result->items() as $item) {
            $text = static function (string $name) use ($item): string {
                return Markup::escape(is_string($item[$name] ?? null) ? $item[$name] : '');
            };
            $rows[] = [$text('document'), '<code>' . $text('name') . '</code>', ($item['installed'] ?? null) === true
                ? '<i class="ti ti-check text-success" aria-hidden="true"></i> ' . $this->words->html('Yes')
                : $this->words->html('No'), $text('code') === '' ? '' : '<code>' . $text('code') . '</code>'];
        }
        return $rows === [] ? '' : Markup::table([$this->words->html('In the file'), $this->words->html('Name'),
            $this->words->html('Installed'), ''], $rows);
    }
}
