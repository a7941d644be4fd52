<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

/**
 * Days and instants as the user wants to see them: the format is the one of the user's preferences in GLPI.
 *
 * @internal
 */
final class Day
{
    /** A day, `2027-11-21`, as this user writes days. It is a day by itself, so that no time zone moves it. */
    public static function shown(string $day): string
    {
        if (preg_match('/\A(\d{4})-(\d\d)-(\d\d)\z/', $day, $part) !== 1) {
            return $day;
        }
        switch ((int) ($_SESSION['glpidate_format'] ?? 0)) {
            case 1:
                return "$part[3]-$part[2]-$part[1]";
            case 2:
                return "$part[2]-$part[3]-$part[1]";
            default:
                return $day;
        }
    }

    /** An instant, in the time zone that PHP is set to. */
    public static function time(int $seconds): string
    {
        return self::shown(date('Y-m-d', $seconds)) . ' ' . date('H:i', $seconds);
    }
}
