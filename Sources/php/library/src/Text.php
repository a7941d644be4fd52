<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * Text from elsewhere, made safe to pass on.
 *
 * @internal
 */
final class Text
{
    /** The most bytes of a value in a finding. */
    private const SHOWN_BYTES = 300;

    /**
     * A value as a finding shows it: UTF-8, cut at 300 bytes, without controls and without invisible or bidirectional
     * characters, each of which becomes U+FFFD.
     */
    public static function safe(string $text): string
    {
        $cut = substr($text, 0, self::SHOWN_BYTES);
        while ($cut !== '' && preg_match('//u', $cut) !== 1) {
            $cut = substr($cut, 0, -1);
        }
        $shown = preg_replace('/[\p{Cc}\p{Cf}\x{2028}\x{2029}]/u', "\u{FFFD}", $cut) ?? '';
        return $cut === $text ? $shown : $shown . "\u{FFFD}";
    }

    /**
     * A value of a context's line: control characters become blanks. No value is longer than what is left.
     */
    public static function lineValue(string $text): string
    {
        return trim(preg_replace('/[\x00-\x1F\x7F]/', ' ', substr($text, 0, 4096)) ?? '');
    }

    /** Whether it is a name for programs, such as a feature's. */
    public static function isToken(string $text): bool
    {
        return preg_match('/\A[a-z0-9][a-z0-9._-]{0,63}\z/', $text) === 1;
    }

    /** An instant as documents write it. */
    public static function instant(int $seconds): string
    {
        return gmdate('Y-m-d\TH:i:s\Z', max(0, min($seconds, 253402300799)));
    }

    /** The seconds of an instant as documents write it; null when it is none. */
    public static function seconds(string $instant): ?int
    {
        if (preg_match('/\A(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z\z/', $instant, $part) !== 1) {
            return null;
        }
        [, $year, $month, $day, $hour, $minute, $second] = array_map('intval', $part);
        $seconds = gmmktime($hour, $minute, $second, $month, $day, $year);
        return is_int($seconds) ? $seconds : null;
    }
}
