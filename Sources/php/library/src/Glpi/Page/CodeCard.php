<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Glpi\Words;
use Latchkey\Client\Picture\CodeSeries;

/**
 * A document as QR codes, to photograph from the screen.
 *
 * @internal
 */
final class CodeCard
{
    /** @var Words */
    private $words;
    /** @var PictureFiles */
    private $files;

    /** @param string $page the page's URL, escaped */
    public function __construct(Words $words, string $page)
    {
        $this->words = $words;
        $this->files = new PictureFiles($page);
    }

    /** @return string empty where no code can be made */
    public function html(string $bytes): string
    {
        $texts = PictureFiles::canDraw() ? CodeSeries::texts($bytes) : [];
        if ($texts === []) {
            return '';
        }
        $intro = count($texts) === 1 ? 'Photograph this code and send the picture to the vendor.'
            : 'Photograph each of these codes and send all pictures to the vendor.';
        $html = '<div hidden data-latchkey="codes" data-texts="' . Markup::escape((string) json_encode($texts))
            . '" data-label="' . $this->words->html('Code %1$d of %2$d') . '"><p>' . $this->words->html($intro)
            . '</p><div class="border rounded bg-white p-2 mx-auto" style="max-width: 30rem" data-latchkey="code">'
            . '</div>'
            . '<div class="d-flex justify-content-center align-items-center gap-3 mt-3">'
            . Markup::button('code-back', $this->words->html('Back'), 'ti-chevron-left')
            . '<strong data-latchkey="code-label" aria-live="polite"></strong>'
            . Markup::button('code-on', $this->words->html('Next'), 'ti-chevron-right') . '</div></div>'
            . '<noscript>' . $this->words->html('Codes need JavaScript in this browser.') . '</noscript>'
            . $this->files->scripts(PictureFiles::DRAWER);
        return Markup::card($this->words->html('Where no memory stick is allowed'), $html, 'ti-qrcode');
    }
}
