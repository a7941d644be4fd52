<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Support;

use PHPUnit\Framework\Assert;

/**
 * The built programs: LATCHKEY_BIN is the folder of the command lines, LATCHKEY_VERIFY the static verifier. A test that
 * needs one that is not there is skipped by its name.
 */
final class Programs
{
    public static function verifier(): string
    {
        $path = realpath((string) getenv('LATCHKEY_VERIFY'));
        if ($path === false) {
            Assert::markTestSkipped('needs latchkey-verify: LATCHKEY_VERIFY names none');
        }
        return $path;
    }

    public static function needExtension(): void
    {
        if (!extension_loaded('latchkey')) {
            Assert::markTestSkipped('needs the PHP extension latchkey: LATCHKEY_EXTENSION names none');
        }
    }

    public static function needRoot(): void
    {
        if (fileowner('/proc/self') !== 0) {
            Assert::markTestSkipped('needs root');
        }
    }

    /** Runs a command line and gives its standard output back; it has to end well. */
    public static function run(string $program, string ...$arguments): string
    {
        $path = realpath(getenv('LATCHKEY_BIN') . '/' . $program);
        if (getenv('LATCHKEY_BIN') === false || $path === false) {
            Assert::markTestSkipped("needs $program: LATCHKEY_BIN names no folder with it");
        }
        return self::execute(array_merge([$path], $arguments));
    }

    /** @param list<string> $command */
    public static function execute(array $command): string
    {
        $errors = tmpfile();
        $process = proc_open($command, [['null'], ['pipe', 'w'], $errors], $pipes);
        $output = stream_get_contents($pipes[1]);
        $status = proc_close($process);
        rewind($errors);
        Assert::assertSame(0, $status, implode(' ', $command) . "\n" . $output . stream_get_contents($errors));
        return $output;
    }
}
