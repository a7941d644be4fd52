<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Glpi\Words;
use Latchkey\Client\Verdict;

/**
 * How a license is got: who this installation is, and the request to send to the vendor.
 *
 * @internal
 */
final class ActivationTab
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

    public function html(Verdict $verdict): string
    {
        global $CFG_GLPI;
        $id = $verdict->installation();
        $url = (string) ($CFG_GLPI['url_base'] ?? '');
        $facts = Markup::facts([
            [$this->words->html('Installation ID'), $id === null
                ? '<span class="text-muted">' . $this->words->html('Made with the first request or import') . '</span>'
                : '<code class="fs-4 user-select-all">' . Markup::escape($id) . '</code>'],
            [$this->words->html('Address of this GLPI'), '<code>' . Markup::escape($url) . '</code><div class="fs-5 '
                . 'text-muted">' . $this->words->html('It is set in Setup, General. The license is for this address.')
                . '</div>'],
        ]);
        $steps = '';
        $sentences = [
            'Make an activation request and save the file.',
            'Send it to the vendor: by mail, on a memory stick, or as a photograph of its code.',
            'Import the license file that comes back.',
        ];
        foreach ($sentences as $sentence) {
            $steps .= '<li class="mb-1">' . $this->words->html($sentence) . '</li>';
        }
        $button = Markup::form(
            $this->page,
            'request',
            Markup::submit($this->words->html('Make an activation request'), 'ti-file-export')
        );
        return Markup::card($this->words->html('This installation'), $facts, 'ti-fingerprint')
            . Markup::card(
                $this->words->html('Activate'),
                '<ol>' . $steps . '</ol>' . $button . '<p class="fs-5 text-muted mt-3 mb-0">'
                    . $this->words->html('Nothing is sent by GLPI: the file goes only where you take it.') . '</p>',
                'ti-key'
            );
    }

    /**
     * A document that was made, to save or to copy.
     *
     * @param string $title plain text
     */
    public function document(string $title, string $note, string $name, string $bytes): string
    {
        $link = '<a class="btn btn-primary" data-latchkey="download" download="' . Markup::escape($name)
            . '" href="data:application/octet-stream;base64,' . base64_encode($bytes)
            . '"><i class="ti ti-download me-1" aria-hidden="true"></i><span>' . $this->words->html('Save %s', $name)
            . '</span></a>';
        $text = '<textarea class="form-control font-monospace fs-5 mt-3" rows="8" readonly aria-label="'
            . Markup::escape($name) . '">' . Markup::escape($bytes) . '</textarea>';
        return Markup::card(
            Markup::escape($title),
            '<p>' . Markup::escape($note) . '</p>' . $link . $text,
            'ti-file-check'
        );
    }
}
