<?php

declare(strict_types=1);

namespace Glpi\Toolbox;

/**
 * What GLPI 10 does to all that is sent, before a page sees it, and how that is undone. Cited: GLPI 10.0.18,
 * src/Toolbox/Sanitizer.php, dbEscape(), encodeHtmlSpecialChars() and their opposites.
 */
class Sanitizer
{
    private const ESCAPED = ['\\' => '\\\\', "\0" => '\\0', "\n" => '\\n', "\r" => '\\r', "'" => "\\'", '"' => '\\"',
        "\x1a" => '\\Z'];
    private const ENCODED = ['&' => '&#38;', '<' => '&#60;', '>' => '&#62;'];

    public static function sanitize($value)
    {
        return is_array($value) ? array_map([self::class, 'sanitize'], $value)
            : strtr(strtr((string) $value, self::ESCAPED), self::ENCODED);
    }

    public static function unsanitize($value)
    {
        return strtr(strtr($value, array_flip(self::ENCODED)), array_flip(self::ESCAPED));
    }
}
