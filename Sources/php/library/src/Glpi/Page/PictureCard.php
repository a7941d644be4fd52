<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Glpi\Words;
use Latchkey\Client\Picture\CompactForm;

/**
 * A license file comes in as QR codes: before the camera, or in pictures. They are read in the browser; what was read
 * is sent as text, and goes the way of a pasted file.
 *
 * @internal
 */
final class PictureCard
{
    private const SENTENCES = [
        'camera' => 'Camera',
        'taken' => '%s: this code was read.',
        'none' => '%s: there is no code in this picture. Photograph the code so that it fills the picture.',
        'unreadable' => '%s: the code in this picture cannot be read. Photograph it again, sharp and without '
            . 'reflections.',
        'foreign' => '%s: the code in this picture is not from a license file. Choose another picture.',
        'other' => '%s: this code is from another file. Show the codes of one file, or start again.',
        'damaged' => '%s: this code is damaged. Ask the vendor to show it again.',
        'newer' => '%s: a later release wrote this code. Update the plugin.',
        'broken' => '%s: the browser cannot open this as a picture. Choose a PNG or JPEG file.',
        'closed' => 'The reader of codes could not be started (%s). Import the license as a file.',
        'noCamera' => 'There is no camera here (%s). Choose pictures instead.',
        'refused' => 'The browser gave no access to the camera (%s). Allow it for this page, or choose pictures '
            . 'instead.',
        'missing' => 'Still missing: %s',
        'whole' => 'All codes were read.',
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

    /** @return string empty where the reader was not built */
    public function html(): string
    {
        if (!PictureFiles::canRead()) {
            return '';
        }
        return Markup::card(
            $this->words->html('Camera or pictures'),
            CompactForm::isPossible() ? $this->body() : $this->words->html(IncomingCodes::NO_ZLIB),
            'ti-qrcode'
        );
    }

    private function body(): string
    {
        $words = array_map(function (string $sentence): string {
            return $this->words->text($sentence);
        }, self::SENTENCES);
        $files = new PictureFiles($this->page);
        $text = function (string $sentence): string {
            return $this->words->html($sentence);
        };
        $carrier = '<textarea name="pasted" hidden data-latchkey="texts"></textarea>';
        $send = Markup::form($this->page, 'preview', $carrier);
        return '<div hidden data-latchkey="pictures" data-reader="' . $files->url(PictureFiles::PROGRAM)
            . '" data-words="' . Markup::escape((string) json_encode($words)) . '"><div class="row">'
            . '<div class="col-lg-6"><p>' . $text('The vendor can send a license file as codes. Show them to the '
                . 'camera, or choose their pictures: in any order.') . '</p>'
            . '<div class="mb-3"><label class="form-label" for="latchkey-pictures">' . $text('Pictures of the codes')
            . '</label><input class="form-control" type="file" accept="image/*" multiple id="latchkey-pictures" '
            . 'data-latchkey="files"></div><div class="btn-list mb-3">'
            . Markup::button('camera', $text('Use the camera'), 'ti-camera', 'primary', true)
            . Markup::button('stop', $text('Stop the camera'), 'ti-camera-off', 'secondary', true)
            . Markup::button('anew', $text('Start again'), 'ti-refresh', 'ghost-secondary', true) . '</div>'
            . '<p class="text-muted" hidden data-latchkey="insecure">' . $text('Browsers give a camera only to pages '
                . 'whose address begins with https. Choose pictures instead.') . '</p>'
            . '<p class="fs-5 text-muted mb-0">' . $text('Pictures stay in this browser; only the text of the codes '
                . 'is sent to GLPI.') . '</p></div><div class="col-lg-6">'
            . '<div hidden data-latchkey="progress"><div class="mb-2" data-latchkey="numbers"></div>'
            . '<div class="progress progress-sm mb-2"><div class="progress-bar bg-success" data-latchkey="bar"></div>'
            . '</div>'
            . '<p class="mb-2"><strong data-latchkey="missing" role="status"></strong></p></div>'
            . '<video class="w-100 rounded mb-2" muted playsinline hidden data-latchkey="video"></video>'
            . '<ul class="list-unstyled mb-0" data-latchkey="said" role="log"></ul></div></div>' . $send . '</div>'
            . '<noscript>' . $text('Codes need JavaScript in this browser.') . '</noscript>'
            . $files->scripts(PictureFiles::READER);
    }
}
