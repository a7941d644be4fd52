<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\PdoStateStore;
use Latchkey\Client\Tests\Support\Pages;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Tests\Support\Vendor;
use PHPUnit\Framework\TestCase;

/**
 * Many at once: no page load takes an import back, nor one import another.
 */
final class RaceTest extends TestCase
{
    /** @return array<string, array{bool}> */
    public function stores(): array
    {
        return ['folder' => [false], 'table' => [true]];
    }

    /** @return array<string, mixed> */
    private function page(Scene $scene, bool $inTable): array
    {
        if ($inTable && !extension_loaded('pdo_sqlite')) {
            self::markTestSkipped('needs the PHP extension pdo_sqlite');
        }
        $database = $scene->folder . '/database';
        if ($inTable && !$scene->store instanceof PdoStateStore) {
            $scene->store = new PdoStateStore(new \PDO('sqlite:' . $database), Vendor::PRODUCT);
            $scene->store->createTable();
        }
        $page = ['folder' => $scene->stateFolder(), 'product' => $scene->product, 'verifier' => $scene->verifier,
            'now' => $scene->now];
        return $inTable ? ['database' => $database] + $page : $page;
    }

    /** @dataProvider stores */
    public function testFiftyPageLoadsNeverTakeAnImportBack(bool $inTable): void
    {
        $scene = new Scene();
        $page = $this->page($scene, $inTable);
        $license = $scene->folder . '/acme.lic';
        file_put_contents($license, Vendor::shared()->issue($scene->client()->request()->bytes()));
        $scene->client()->verdict();
        $before = $scene->store->load();
        $pages = new Pages();
        for ($load = 0; $load < 50; $load++) {
            // Each has something to remember, since hours went by for it.
            $pages->start(['now' => $scene->now + 3700 * (1 + $load), 'operations' => ['verdict' => null]] + $page);
            if ($load === 25) {
                $pages->start(['operations' => ['import' => $license]] + $page);
            }
        }
        $reports = $pages->reports();
        self::assertCount(51, $reports);
        self::assertSame(['imported', []], $reports[26]['import']);
        self::assertNotSame($before, $scene->store->load());
        self::assertTrue($scene->client()->verdict()->allows('reports'));
        // Whether one of the fifty saw it is chance; whoever comes later does.
        $later = new Pages();
        for ($load = 0; $load < 5; $load++) {
            $later->start(['now' => $scene->now + 3700 * (51 + $load), 'operations' => ['verdict' => null]] + $page);
        }
        foreach ($later->reports() as $report) {
            self::assertSame('full', $report['verdict'][0]);
        }
    }

    /** @dataProvider stores */
    public function testEightImportsAtOnceAllCount(bool $inTable): void
    {
        $scene = new Scene();
        $page = $this->page($scene, $inTable);
        $request = $scene->client()->request()->bytes();
        $pages = new Pages();
        for ($import = 0; $import < 8; $import++) {
            $path = $scene->folder . "/$import.lic";
            file_put_contents($path, Vendor::shared()->issue($request, '--term', (10 + $import) . 'd'));
            $pages->start(['operations' => ['import' => $path]] + $page);
        }
        foreach ($pages->reports() as $report) {
            self::assertSame(['imported', []], $report['import']);
        }
        self::assertCount(8, $scene->client()->status()->installed());
    }

    /** @dataProvider stores */
    public function testEightFirstRequestsAtOnceAgreeOnOneInstallation(bool $inTable): void
    {
        $scene = new Scene();
        $page = $this->page($scene, $inTable);
        $pages = new Pages();
        for ($request = 0; $request < 8; $request++) {
            $pages->start(['operations' => ['request' => null]] + $page);
        }
        foreach ($pages->reports() as $report) {
            self::assertSame([true, []], $report['request']);
        }
        $seed = $scene->store->seed();
        $installation = $scene->client()->verdict()->installation();
        self::assertSame($installation, $scene->client()->request()->installation());
        self::assertSame($seed, $scene->store->seed());
    }
}
