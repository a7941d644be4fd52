<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Support;

use PHPUnit\Framework\Assert;

/**
 * Page loads in PHP processes of their own.
 */
final class Pages
{
    /** @var list<array{resource, array<resource>, string}> */
    private $running = [];

    /**
     * Starts one.
     *
     * @param array<string, mixed> $page what page.php is told
     * @param list<string> $settings of PHP, `name=value`
     */
    public function start(array $page, array $settings = []): void
    {
        $page['report'] = Place::make() . '/report';
        $command = [PHP_BINARY, '-d', 'error_reporting=-1', '-d', 'display_errors=1', '-d', 'html_errors=0'];
        foreach ($settings as $setting) {
            array_push($command, '-d', $setting);
        }
        array_push($command, __DIR__ . '/page.php', (string) json_encode($page));
        $process = proc_open($command, [['null'], ['pipe', 'w'], ['redirect', 1]], $pipes);
        $this->running[] = [$process, $pipes, $page['report']];
    }

    /**
     * Waits for all, none of which may print anything, throw or end otherwise than by itself.
     *
     * @return list<array<string, mixed>> what each reports
     */
    public function reports(): array
    {
        $reports = [];
        foreach ($this->running as [$process, $pipes, $path]) {
            $printed = stream_get_contents($pipes[1]);
            $status = proc_close($process);
            Assert::assertSame('', $printed);
            Assert::assertSame(0, $status);
            $report = json_decode((string) file_get_contents($path), true);
            Assert::assertIsArray($report);
            Assert::assertArrayNotHasKey('thrown', $report, json_encode($report));
            Assert::assertSame([true, null], $report['handler'], 'the host\'s handler is back, and heard nothing');
            $reports[] = $report;
        }
        $this->running = [];
        return $reports;
    }
}
