<?php

declare(strict_types=1);

namespace Latchkey\Client\Picture;

/**
 * Bytes in the 45 characters that QR codes hold most of (RFC 9285).
 *
 * @internal
 */
final class Base45
{
    private const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

    /** Three characters for two bytes, two for a last one. */
    public static function encode(string $bytes): string
    {
        $text = '';
        foreach ($bytes === '' ? [] : str_split($bytes, 2) as $group) {
            $isPair = strlen($group) === 2;
            $value = $isPair ? ord($group[0]) << 8 | ord($group[1]) : ord($group);
            for ($count = $isPair ? 3 : 2; $count > 0; $count--) {
                $text .= self::CHARACTERS[$value % 45];
                $value = intdiv($value, 45);
            }
        }
        return $text;
    }

    /** The bytes of a text; null when it is none that encode() writes. */
    public static function decode(string $text): ?string
    {
        $bytes = '';
        foreach ($text === '' ? [] : str_split($text, 3) as $group) {
            $value = 0;
            foreach (str_split(strrev($group)) as $character) {
                $digit = strpos(self::CHARACTERS, $character);
                if ($digit === false) {
                    return null;
                }
                $value = $value * 45 + $digit;
            }
            $length = strlen($group);
            if ($length === 1 || $value >= ($length === 3 ? 65536 : 256)) {
                return null;
            }
            $bytes .= $length === 3 ? chr($value >> 8) . chr($value & 255) : chr($value);
        }
        return $bytes;
    }
}
