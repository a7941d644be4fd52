<?php

declare(strict_types=1);

namespace Latchkey\Client\Picture;

/**
 * A file as the texts of QR codes (docs/spec/transport.md).
 */
final class CodeSeries
{
    /** Most codes in a series. */
    public const MOST_CODES = 99;
    /** Characters of a code that a telephone reads from a screen at an angle: version 16 at level M (ADR 18). */
    public const CAPACITY = 656;

    /**
     * The text of each code, all of characters of a QR code's alphanumeric mode.
     *
     * @param int $capacity how many characters a code holds, at least 64
     * @return list<string> empty where PHP has no zlib, or when the file is too large
     */
    public static function texts(string $file, int $capacity = self::CAPACITY): array
    {
        $compact = CompactForm::packing($file);
        if ($compact === null) {
            return [];
        }
        // Three characters for two bytes. A part of an even length leaves no short group inside of the series.
        $room = intdiv(max($capacity, 64) - CodePart::HEAD_LENGTH, 3) * 2;
        $size = strlen($compact->bytes());
        $count = intdiv($size + $room - 1, $room);
        if ($count > self::MOST_CODES) {
            return [];
        }
        $length = (intdiv($size + $count - 1, $count) + 1) & ~1;
        $texts = [];
        foreach (str_split($compact->bytes(), $length) as $index => $bytes) {
            $texts[] = (new CodePart($index + 1, $count, $compact->check(), $bytes))->text();
        }
        return $texts;
    }
}
