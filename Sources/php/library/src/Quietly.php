<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * Runs code whose functions can only warn: no warning reaches the page, or the host application's error handler.
 *
 * Functions that say what went wrong only in a warning are asked for it with reason().
 *
 * @internal
 */
final class Quietly
{
    /** @var string */
    private static $last = '';

    /**
     * Runs the body and gives back what it gives; what it throws is thrown.
     *
     * @return mixed
     */
    public static function run(callable $body)
    {
        self::$last = '';
        if (!function_exists('set_error_handler') || !function_exists('restore_error_handler')) {
            return $body();
        }
        set_error_handler(static function (int $level, string $message): bool {
            self::$last = $message;
            return true;
        });
        try {
            return $body();
        } finally {
            restore_error_handler();
        }
    }

    /**
     * The end of the last warning, which is where PHP puts the system's own words: `permission denied`.
     */
    public static function reason(): string
    {
        $colon = strrpos(self::$last, ': ');
        $reason = $colon === false ? self::$last : substr(self::$last, $colon + 2);
        return $reason === '' ? 'no reason is given' : strtolower($reason);
    }
}
