<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\PdoStateStore;
use Latchkey\Client\Tests\Support\Place;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Tests\Support\Vendor;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * State and seed in a table, on SQLite.
 */
final class PdoStateStoreTest extends TestCase
{
    /** @var string */
    private $path;

    protected function setUp(): void
    {
        if (!extension_loaded('pdo_sqlite')) {
            self::markTestSkipped('needs the PHP extension pdo_sqlite');
        }
        $this->path = Place::make() . '/database';
    }

    private function connection(int $errors = \PDO::ERRMODE_EXCEPTION): \PDO
    {
        $pdo = new \PDO('sqlite:' . $this->path);
        $pdo->setAttribute(\PDO::ATTR_ERRMODE, $errors);
        return $pdo;
    }

    private function store(int $errors = \PDO::ERRMODE_EXCEPTION): PdoStateStore
    {
        $store = new PdoStateStore($this->connection($errors), Vendor::PRODUCT);
        $store->createTable();
        return $store;
    }

    public function testTheWholePathWorksInATable(): void
    {
        $scene = new Scene();
        $scene->store = $this->store();
        $license = Vendor::shared()->issue($scene->client()->request()->bytes());
        self::assertTrue($scene->client()->import($license)->isInstalled());
        self::assertTrue($scene->client()->verdict()->allows('reports'));
        self::assertTrue($scene->client()->selfTest()->isGood());
        $scene->now += 7200;
        $before = $scene->store->load();
        self::assertSame([], $scene->client()->verdict()->findings());
        self::assertNotSame($before, $scene->store->load(), 'what is to be remembered is stored');
    }

    /** @return array<string, array{int}> */
    public function errorModes(): array
    {
        return [
            'silent' => [\PDO::ERRMODE_SILENT], 'warning' => [\PDO::ERRMODE_WARNING],
            'exception' => [\PDO::ERRMODE_EXCEPTION],
        ];
    }

    /** @dataProvider errorModes */
    public function testOfTwoWritersOneFindsAnotherState(int $errors): void
    {
        $one = $this->store($errors);
        $other = $this->store($errors);
        self::assertNull($one->load());
        self::assertTrue($one->replace(null, "\0one"));
        self::assertFalse($other->replace(null, 'other'));
        self::assertTrue($other->replace("\0one", 'two'));
        self::assertFalse($one->replace("\0one", 'three'));
        self::assertTrue($one->offer('two', 'three'));
        self::assertTrue($one->offer('three', 'three'));
        self::assertFalse($other->offer('two', 'four'));
        self::assertSame('three', $other->load());
        $seed = random_bytes(32);
        self::assertSame($seed, $one->createSeed($seed));
        self::assertSame($seed, $other->createSeed(random_bytes(32)));
        self::assertSame($seed, $other->seed());
    }

    /** @dataProvider errorModes */
    public function testATableThatIsNotThereIsAFinding(int $errors): void
    {
        $scene = new Scene();
        $scene->store = new PdoStateStore($this->connection($errors), Vendor::PRODUCT, 'not_there');
        $verdict = $scene->client()->verdict();
        self::assertSame([Verdict::OFF, ['state-unreadable']], [
            $verdict->mode(), Scene::codes($verdict->findings()),
        ]);
        self::assertStringContainsString('not_there', $verdict->findings()[0]->message());
        $findings = $scene->client()->request()->findings();
        self::assertSame(['state-not-written'], Scene::codes($findings));
    }

    public function testATableHoldsSeveralProducts(): void
    {
        $one = $this->store();
        $other = new PdoStateStore($this->connection(), 'other-product');
        $one->replace(null, 'one');
        $other->replace(null, 'other');
        self::assertSame(['one', 'other'], [$one->load(), $other->load()]);
    }

    public function testAPageLoadDoesNotWaitForAnotherWriter(): void
    {
        $store = $this->store();
        $store->replace(null, 'one');
        $writer = $this->connection();
        $writer->exec('BEGIN IMMEDIATE');
        $begin = hrtime(true);
        self::assertFalse($store->offer('one', 'two'));
        self::assertLessThan(0.2, (hrtime(true) - $begin) / 1e9);
        $writer->exec('ROLLBACK');
        self::assertTrue($store->offer('one', 'two'));
    }

    public function testAnImportIsNotPutIntoATransactionOfTheHost(): void
    {
        $pdo = $this->connection();
        $scene = new Scene();
        $scene->store = new PdoStateStore($pdo, Vendor::PRODUCT);
        $scene->store->createTable();
        $license = Vendor::shared()->issue($scene->client()->request()->bytes());
        $pdo->beginTransaction();
        $import = $scene->client()->import($license);
        self::assertSame(['state-not-written'], Scene::codes($import->findings()));
        self::assertTrue($pdo->inTransaction(), 'which goes on as it was');
        $pdo->rollBack();
        self::assertTrue($scene->client()->import($license)->isInstalled());
    }

    public function testATablesNameIsAName(): void
    {
        $scene = new Scene();
        $scene->store = new PdoStateStore($this->connection(), Vendor::PRODUCT, 'a; DROP TABLE b');
        self::assertSame(['state-unreadable'], Scene::codes($scene->client()->verdict()->findings()));
    }
}
