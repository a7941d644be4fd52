<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\Tests\Support\ArrayStore;
use Latchkey\Client\Tests\Support\Pages;
use Latchkey\Client\Tests\Support\Place;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * Hosts that take functions away, forbid folders, and throw at every warning: the client never throws, prints or warns.
 */
final class HostTest extends TestCase
{
    /** @return array<string, mixed> */
    private function page(Scene $scene): array
    {
        $license = $scene->folder . '/some.lic';
        file_put_contents($license, "rubbish\n");
        return [
            'folder' => $scene->stateFolder(), 'product' => $scene->product, 'verifier' => $scene->verifier,
            'now' => $scene->now, 'operations' => ['verdict' => null, 'status' => null, 'import' => $license,
                'preview' => $license, 'request' => null, 'return' => '01M7YQ1WE0MNGMA9RCWTSVXF8X',
                'inspect' => 'rubbish', 'supportBundle' => null, 'selfTest' => null],
        ];
    }

    public function testAllOfItWorksUnderAHandlerThatThrows(): void
    {
        $pages = new Pages();
        $pages->start($this->page(Scene::licensed()));
        $report = $pages->reports()[0];
        self::assertSame([Verdict::FULL, []], $report['verdict']);
        self::assertSame([true, []], $report['selfTest']);
        self::assertSame([true, []], $report['request']);
        self::assertSame('refused', $report['import'][0]);
        self::assertSame([true, []], $report['supportBundle']);
    }

    public function testProcOpenDisabledIsAFindingAndNothingElse(): void
    {
        foreach (['proc_open', 'proc_close', 'proc_get_status', 'proc_terminate', 'stream_select'] as $function) {
            $pages = new Pages();
            $pages->start($this->page(Scene::licensed()), ["disable_functions=$function"]);
            $report = $pages->reports()[0];
            self::assertSame([Verdict::OFF, ['cannot-verify', 'verifier-not-started']], $report['verdict'], $function);
            self::assertSame([false, ['verifier-not-started']], $report['selfTest'], $function);
            self::assertSame(['undecided', ['verifier-not-started']], $report['import'], $function);
            self::assertSame([false, ['verifier-not-started']], $report['supportBundle'], $function);
        }
    }

    public function testAnyFunctionMayBeTakenAway(): void
    {
        $source = '';
        $files = glob(__DIR__ . '/../../../Sources/php/library/src/{*,*/*}.php', GLOB_BRACE);
        self::assertGreaterThan(30, count($files));
        foreach ($files as $file) {
            $source .= file_get_contents($file);
        }
        // What reaches beyond PHP itself; the page of the test needs some of it.
        preg_match_all('/(?<![>:$\w]|function |new )([a-z][a-z0-9_]+)\(/', $source, $calls);
        $reaches = '/^(proc_|stream_|apcu_|posix_|idn_|random_|hash|f[a-z]+$|file[a-z]+$|mkdir|rmdir|rename|unlink'
            . '|is_(dir|link|executable|writable)|tempnam|ch(mod|own|grp)|l?stat$|realpath|dirname|clearstatcache'
            . '|flock|usleep|hrtime|time$|gm|base64_|extension_loaded)/';
        $functions = array_values(array_filter(array_unique($calls[1]), static function (string $name) use ($reaches) {
            $isThePages = in_array($name, ['file_put_contents', 'file_get_contents', 'set_error_handler',
                'restore_error_handler', 'function_exists'], true);
            return function_exists($name) && preg_match($reaches, $name) === 1 && !$isThePages;
        }));
        self::assertGreaterThan(45, count($functions));
        foreach (array_chunk($functions, 4) as $chunk) {
            $pages = new Pages();
            foreach ($chunk as $function) {
                $pages->start($this->page(Scene::licensed()), ["disable_functions=$function"]);
            }
            $pages->reports();
        }
    }

    public function testABasedirThatForbidsEverythingIsSurvived(): void
    {
        $scene = Scene::licensed();
        $root = realpath(__DIR__ . '/../../..');
        $page = $this->page($scene);
        $pages = new Pages();
        $pages->start(['folder' => '/root/state', 'product' => '/root/p', 'verifier' => '/root/v'] + $page, [
            "open_basedir=$root:" . sys_get_temp_dir(),
        ]);
        $forbidden = $pages->reports()[0];
        self::assertSame([Verdict::OFF, ['cannot-verify', 'verifier-missing']], $forbidden['verdict']);
    }

    public function testStoresThatThrowAreFindingsWithTheirReason(): void
    {
        $throws = [
            'exception' => new \RuntimeException('the table is locked'),
            'error' => new \Error('Call to undefined function odbc_connect()'),
            'database' => new \PDOException('SQLSTATE[HY000] [2002] Connection refused'),
            'wordless' => new \LogicException(),
        ];
        foreach ($throws as $name => $thrown) {
            foreach (['load', 'replace', 'offer', 'seed', 'createSeed', 'probe'] as $step) {
                $scene = Scene::licensed();
                $store = new ArrayStore(static function (string $at) use ($step, $thrown): void {
                    if ($at === $step) {
                        throw $thrown;
                    }
                });
                $store->state = $step === 'createSeed' ? null : $scene->store->load();
                $store->seed = $step === 'createSeed' ? null : $scene->store->seed();
                $scene->store = $store;
                $scene->now += 7200;
                $client = $scene->client();
                $results = [
                    'verdict' => $client->verdict()->findings(),
                    'request' => $client->request()->findings(),
                    'import' => $client->import('rubbish')->findings(),
                    'return' => $client->giveBack('01M7YQ1WE0MNGMA9RCWTSVXF8X')->findings(),
                    'selfTest' => $client->selfTest()->findings(),
                ];
                $client->status();
                $client->preview('rubbish');
                $told = [];
                foreach ($results as $findings) {
                    foreach ($findings as $finding) {
                        $told[] = $finding->values()['reason'] ?? '';
                    }
                }
                $reason = $thrown->getMessage() === '' ? 'LogicException' : $thrown->getMessage();
                self::assertContains($reason, $told, "$name at $step");
            }
        }
    }

    public function testAStoreThatWarnsUnsettlesNobody(): void
    {
        $scene = Scene::licensed();
        $store = new ArrayStore(static function (): void {
            trigger_error('a deprecated driver', E_USER_DEPRECATED);
            trigger_error('a slow query', E_USER_WARNING);
        });
        $store->state = $scene->store->load();
        $scene->store = $store;
        self::assertSame(Verdict::FULL, $scene->client()->verdict()->mode());
    }

    public function testAHostThatWaitsForItsChildrenByItselfStillGetsVerdicts(): void
    {
        if (!function_exists('pcntl_signal')) {
            self::markTestSkipped('needs the PHP extension pcntl');
        }
        $scene = Scene::licensed();
        pcntl_signal(SIGCHLD, SIG_IGN);
        try {
            self::assertSame(Verdict::FULL, $scene->client()->verdict()->mode());
        } finally {
            pcntl_signal(SIGCHLD, SIG_DFL);
        }
    }

    public function testMoreOpenFilesThanCanBeSelectedAmongAreNoObstacle(): void
    {
        $limits = function_exists('posix_getrlimit') ? posix_getrlimit() : [];
        if ((int) ($limits['soft openfiles'] ?? 0) < 1200) {
            self::markTestSkipped('needs leave to open 1200 files');
        }
        $scene = Scene::licensed();
        $files = [];
        for ($count = 0; $count < 1100; $count++) {
            $files[] = fopen('/dev/null', 'r');
        }
        self::assertSame(Verdict::FULL, $scene->client()->verdict()->mode());
        array_map('fclose', $files);
    }

    public function testWhereApcuIsThereNoFileIsWritten(): void
    {
        if (!extension_loaded('apcu')) {
            self::markTestSkipped('needs the PHP extension apcu');
        }
        $scene = Scene::licensed();
        $scene->count();
        $page = $this->page($scene);
        $page['verifier'] = $scene->verifier;
        $page['operations'] = ['verdict' => null];
        $pages = new Pages();
        $pages->start($page, ['apc.enable_cli=1']);
        self::assertSame([Verdict::FULL, []], $pages->reports()[0]['verdict']);
        self::assertFileDoesNotExist($scene->stateFolder() . '/cache');
        self::assertSame(1, $scene->runs());
        Place::remove($scene->stateFolder());
    }
}
