<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Support;

/**
 * A temporary folder that goes when the test run ends.
 */
final class Place
{
    public static function make(): string
    {
        $path = sys_get_temp_dir() . '/latchkey-php-' . bin2hex(random_bytes(6));
        mkdir($path, 0700);
        $maker = getmypid();
        register_shutdown_function(static function () use ($path, $maker): void {
            if (getmypid() === $maker) {
                self::remove($path);
            }
        });
        return $path;
    }

    public static function remove(string $path): void
    {
        if (is_dir($path) && !is_link($path)) {
            chmod($path, 0700);
            foreach (array_diff(scandir($path), ['.', '..']) as $name) {
                self::remove("$path/$name");
            }
            rmdir($path);
        } elseif (file_exists($path) || is_link($path)) {
            unlink($path);
        }
    }
}
