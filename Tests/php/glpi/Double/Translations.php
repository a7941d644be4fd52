<?php

declare(strict_types=1);

namespace GlpiDouble;

/**
 * Plugin::loadLang() of GLPI 10.0.18 and 11.0.6, src/Plugin.php: the compiled locale of the session's language, else
 * that of GLPI's, else en_GB. Here the file is read as GNU gettext's manual lays it out ("The Format of GNU MO Files").
 */
final class Translations
{
    /** @var array<string, string> every sentence that was asked for, and its domain */
    public static $asked = [];
    /** @var array<string, array<string, string>> */
    private static $texts = [];

    public static function load(string $domain, string $folder, string $language): void
    {
        $path = "$folder/$language.mo";
        self::$texts[$domain] = self::read(is_file($path) ? $path : "$folder/en_GB.mo");
    }

    public static function of(string $sentence, string $domain): string
    {
        return self::$texts[$domain][$sentence] ?? $sentence;
    }

    /** @return array<string, string> */
    public static function read(string $path): array
    {
        $bytes = (string) file_get_contents($path);
        $head = unpack('Vmagic/Vrevision/Vcount/Voriginals/Vtranslations', $bytes);
        $texts = [];
        for ($index = 0; $index < $head['count']; $index++) {
            $old = unpack('Vlength/Vbegin', $bytes, $head['originals'] + 8 * $index);
            $new = unpack('Vlength/Vbegin', $bytes, $head['translations'] + 8 * $index);
            $texts[substr($bytes, $old['begin'], $old['length'])] = substr($bytes, $new['begin'], $new['length']);
        }
        return $texts;
    }
}
