<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Quietly;

/**
 * What the page needs in the browser for codes: the folder `pictures` beside the library's folder. `qrcode.js` and
 * `reader.wasm` in it are built; where one is not there, the page does without it.
 *
 * The page itself sends them: GLPI 10 and 11 send files of plugins from different folders, and not every kind.
 *
 * @internal
 */
final class PictureFiles
{
    /** Draws codes. */
    public const DRAWER = ['qrcode.js', 'codes.js'];
    /** Reads them. */
    public const READER = ['series.js', 'reader.js', 'pictures.js'];
    public const PROGRAM = 'reader.wasm';

    /** @var ?string */
    private static $assumed;

    /** @var string the page's URL, escaped */
    private $page;

    /** @param string $page the page's URL, escaped */
    public function __construct(string $page)
    {
        $this->page = $page;
    }

    /** Whether the page can draw codes. */
    public static function canDraw(): bool
    {
        return self::hasAll(self::DRAWER);
    }

    /** Whether the page can read them. */
    public static function canRead(): bool
    {
        return self::hasAll(array_merge(self::READER, [self::PROGRAM]));
    }

    /** Where the page sends a file, escaped; another release has another address. */
    public function url(string $name): string
    {
        $mark = Quietly::run(static function () use ($name): string {
            return dechex((int) filemtime(self::folder() . $name)) . '-' . (int) filesize(self::folder() . $name);
        });
        return $this->page . '?picture=' . $name . '&amp;v=' . $mark;
    }

    /** @param list<string> $names */
    public function scripts(array $names): string
    {
        $html = '';
        foreach ($names as $name) {
            $html .= '<script src="' . $this->url($name) . '" defer></script>';
        }
        return $html;
    }

    /** Sends the file that the request asks for, if it asks for one. */
    public static function send(): bool
    {
        $name = $_GET['picture'] ?? null;
        if (!is_string($name) || !in_array($name, array_merge(self::DRAWER, self::READER, [self::PROGRAM]), true)) {
            return false;
        }
        $bytes = Quietly::run(static function () use ($name) {
            return file_get_contents(self::folder() . $name);
        });
        if (!is_string($bytes)) {
            return false;
        }
        if (!headers_sent()) {
            $type = $name === self::PROGRAM ? 'application/wasm' : 'text/javascript; charset=utf-8';
            header("Content-Type: $type");
            header('Cache-Control: private, max-age=604800');
            header('X-Content-Type-Options: nosniff');
            header_remove('Pragma');
            header_remove('Expires');
        }
        echo $bytes;
        return true;
    }

    /** @internal for tests: another folder */
    public static function assume(?string $folder): void
    {
        self::$assumed = $folder;
    }

    private static function folder(): string
    {
        return (self::$assumed ?? dirname(__DIR__, 3) . '/pictures') . '/';
    }

    /** @param list<string> $names */
    private static function hasAll(array $names): bool
    {
        return Quietly::run(static function () use ($names): bool {
            foreach ($names as $name) {
                if (!is_file(self::folder() . $name)) {
                    return false;
                }
            }
            return true;
        });
    }
}
