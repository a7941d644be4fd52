<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Glpi;

use Latchkey\Client\StoreException;
use Latchkey\Client\Tests\Glpi\Support\Host;
use Latchkey\Client\Tests\Glpi\Support\MariaDb;
use Latchkey\Client\Tests\Support\Place;
use PHPUnit\Framework\TestCase;

/**
 * State and seed in GLPI's database.
 */
final class StateStoreTest extends TestCase
{
    /** @var Host */
    private $host;

    protected function setUp(): void
    {
        $this->host = new Host();
    }

    public function testAStateIsReplacedOnlyByWhoKnowsTheOneBefore(): void
    {
        $store = $this->host->store();
        self::assertNull($store->load());
        self::assertTrue($store->replace(null, "one\0\n'\\\"&<"));
        self::assertFalse($this->host->store()->replace(null, 'two'));
        self::assertSame("one\0\n'\\\"&<", $store->load());
        self::assertFalse($store->replace('another', 'two'));
        self::assertFalse($store->offer('another', 'two'));
        self::assertTrue($store->offer("one\0\n'\\\"&<", 'two'));
        $other = $this->host->store();
        self::assertTrue($other->replace('two', 'three'));
        self::assertFalse($store->replace('two', 'four'), 'it was read before the other wrote');
        self::assertSame('three', $this->host->store()->load());
    }

    public function testWhatLiesInTheDatabaseIsSealedAndTheValueBeforeIsKept(): void
    {
        $store = $this->host->store();
        $store->createSeed(str_repeat('s', 32));
        $store->replace(null, 'the state');
        $store->replace('the state', 'the next state');
        foreach (['state', 'seed'] as $name) {
            $sealed = (string) $this->host->value($name);
            self::assertMatchesRegularExpression('/\A[A-Za-z0-9+\/]+=*\z/', $sealed);
            self::assertStringNotContainsString('state', (string) base64_decode($sealed));
        }
        $key = new \GLPIKey();
        self::assertSame('the next state', $key->decrypt($this->host->value('state')));
        self::assertSame('the state', $key->decrypt($this->host->value('state', 'previous')));
    }

    public function testTheFirstSeedStays(): void
    {
        $store = $this->host->store();
        self::assertNull($store->seed());
        self::assertSame(str_repeat('a', 32), $store->createSeed(str_repeat('a', 32)));
        self::assertSame(str_repeat('a', 32), $this->host->store()->createSeed(str_repeat('b', 32)));
        self::assertSame(str_repeat('a', 32), $store->seed());
    }

    public function testALoadWithTheNotebookIsOneQueryOverAnIndex(): void
    {
        global $DB;
        $this->host->store()->replace(null, 'the state');
        $DB->statements = [];
        $store = $this->host->store();
        $store->readAhead('notebook');
        self::assertSame('the state', $store->load());
        self::assertCount(1, $DB->statements);
        $plan = $DB->doQuery('EXPLAIN ' . $DB->statements[0])->fetch_assoc();
        self::assertSame('name', $plan['possible_keys']);
        self::assertSame('the state', $store->load(), 'a second load reads anew');
        self::assertCount(3, $DB->statements);
    }

    public function testAChangeOfTheKeyIsFollowedWhileThePluginIsActive(): void
    {
        global $PLUGIN_HOOKS;
        $store = $this->host->store();
        $store->createSeed(str_repeat('s', 32));
        $store->replace(null, 'one');
        $store->replace('one', 'two');
        $this->host->load();
        $columns = [Host::TABLE . '.value', Host::TABLE . '.previous'];
        self::assertSame($columns, $PLUGIN_HOOKS['secured_fields'][Host::KEY]);
        $before = $this->host->value('state');
        $store->load();
        (new \GLPIKey())->generate();
        self::assertNotSame($before, $this->host->value('state'));
        self::assertFalse($this->host->store()->replace('one', 'three'));
        self::assertFalse($store->replace('two', 'three'), 'what it read is sealed anew: it has to read again');
        self::assertSame('two', $store->load());
        self::assertTrue($store->replace('two', 'three'));
        self::assertSame(str_repeat('s', 32), $store->seed());
    }

    public function testAKeyThatWasChangedMeanwhileLeavesAnUnreadableStateThatAnAdministratorMayReplace(): void
    {
        $store = $this->host->store();
        $store->createSeed(str_repeat('s', 32));
        $store->replace(null, 'one');
        file_put_contents($this->host->folder . '/glpicrypt.key', random_bytes(32));
        foreach (['load', 'seed'] as $method) {
            try {
                $store->$method();
                self::fail("$method has to throw");
            } catch (StoreException $exception) {
                self::assertStringContainsString('does not decrypt', $exception->getMessage());
            }
        }
        $lost = $this->host->value('state');
        $over = $store->startsOver();
        self::assertNull($over->load());
        self::assertNull($over->seed());
        self::assertSame(str_repeat('t', 32), $over->createSeed(str_repeat('t', 32)));
        self::assertTrue($over->replace(null, 'new'));
        self::assertSame('new', $this->host->store()->load());
        self::assertSame($lost, $this->host->value('state', 'previous'), 'the old key would still read it');
    }

    /** After `security:change_key` by who could not read it, the value is the sealed empty text. */
    public function testAValueThatGlpiEmptiedIsUnreadableToo(): void
    {
        $this->host->store()->replace(null, 'one');
        $this->host->set('state', (new \GLPIKey())->encrypt(''));
        $this->expectExceptionMessage('does not decrypt');
        $this->host->store()->load();
    }

    /** @return array<string, array{?string}> */
    public function uselessKeys(): array
    {
        return ['missing' => [null], 'too short' => ['short'], 'empty' => ['']];
    }

    /** @dataProvider uselessKeys */
    public function testWithoutAKeyNothingIsReadOrOverwritten(?string $content): void
    {
        $this->host->store()->replace(null, 'one');
        $before = $this->host->value('state');
        $path = $this->host->folder . '/glpicrypt.key';
        $key = file_get_contents($path);
        $content === null ? unlink($path) : file_put_contents($path, $content);
        foreach ([$this->host->store(), $this->host->store()->startsOver()] as $store) {
            foreach (['load', 'seed'] as $method) {
                try {
                    self::assertNull($method === 'seed' ? $store->$method() : self::fail((string) $store->$method()));
                } catch (StoreException $exception) {
                    self::assertStringContainsString('security key cannot be read', $exception->getMessage());
                }
            }
        }
        self::assertSame($before, $this->host->value('state'));
        file_put_contents($path, $key);
        self::assertSame('one', $this->host->store()->load(), 'nothing was lost');
    }

    public function testAStateLargerThanEightMebibytesIsRefusedAndOneThatIsNotIsKept(): void
    {
        $store = $this->host->store();
        $large = str_repeat("\xFF", 8388608);
        self::assertTrue($store->replace(null, $large));
        self::assertTrue($this->host->store()->load() === $large);
        self::assertFalse($store->offer($large, $large . '!'));
        try {
            $store->replace($large, $large . '!');
            self::fail('it has to throw');
        } catch (StoreException $exception) {
            self::assertSame('the state is larger than 8 MiB', $exception->getMessage());
        }
        $this->host->set('state', str_repeat('A', 11184901));
        $this->expectExceptionMessage('too large');
        $this->host->store()->load();
    }

    public function testNothingIsWrittenToAReplicaOrInsideATransaction(): void
    {
        global $DB;
        $store = $this->host->store();
        $store->replace(null, 'one');
        $DB->slave = true;
        self::assertFalse($store->offer('one', 'two'));
        $DB->slave = false;
        $DB->beginTransaction();
        self::assertFalse($store->offer('one', 'two'));
        $calls = ['replace' => ['one', 'two'], 'createSeed' => [str_repeat('s', 32)], 'probe' => []];
        foreach ($calls as $method => $with) {
            try {
                $store->$method(...$with);
                self::fail("$method has to throw");
            } catch (StoreException $exception) {
                self::assertStringContainsString('a transaction is open', $exception->getMessage());
            }
        }
        $DB->rollBack();
        self::assertTrue($store->offer('one', 'two'));
    }

    public function testAPageLoadDoesNotWaitForARowThatSomebodyElseHolds(): void
    {
        $store = $this->host->store();
        $store->replace(null, 'one');
        $other = $this->host->connection();
        $other->beginTransaction();
        $other->doQuery('UPDATE ' . Host::TABLE . " SET previous = 'x' WHERE name = 'state'");
        $begin = microtime(true);
        self::assertFalse($store->offer('one', 'two'));
        self::assertLessThan(5.0, microtime(true) - $begin);
        $other->rollBack();
        self::assertTrue($store->offer('one', 'two'));
    }

    public function testADatabaseThatCannotBeAskedThrowsWithoutTellingWhatIsStored(): void
    {
        global $DB;
        $store = $this->host->store();
        $store->replace(null, 'one');
        $DB->doQuery('DROP TABLE ' . Host::TABLE);
        $calls = ['load' => [], 'seed' => [], 'replace' => ['one', 'two'], 'offer' => ['one', 'two'], 'probe' => []];
        foreach ($calls as $method => $with) {
            try {
                $store->$method(...$with);
                self::fail("$method has to throw");
            } catch (StoreException $exception) {
                $begin = "the table '" . Host::TABLE . "' cannot be used";
                self::assertStringStartsWith($begin, $exception->getMessage());
                self::assertStringNotContainsString('UPDATE', $exception->getMessage());
            }
        }
        $DB->close();
        $this->expectException(StoreException::class);
        $this->host->store()->load();
    }

    public function testOfManyProcessesThatCountEachCounts(): void
    {
        $this->host->store()->replace(null, '0');
        $key = $this->host->folder;
        $script = Place::make() . '/count.php';
        file_put_contents($script, '<?php require ' . var_export(__DIR__ . '/bootstrap.php', true) . ';
            GLPIKey::$folder = $argv[3];
            $table = new Latchkey\Client\Glpi\ConfigTable(new DBmysql($argv[1], $argv[2]), "' . Host::TABLE . '");
            $store = new Latchkey\Client\Glpi\GlpiStateStore($table, new Latchkey\Client\Glpi\Cipher(new GLPIKey()));
            for ($count = 0; $count < 50;) {
                $old = $store->load();
                $count += (int) $store->replace($old, (string) ($old + 1));
            }');
        $running = [];
        for ($process = 0; $process < 4; $process++) {
            $running[] = proc_open([PHP_BINARY, $script, MariaDb::shared()->socket(), $this->host->database, $key], [
                ['null'], ['pipe', 'w'], ['redirect', 1]], $pipes);
            $outputs[] = $pipes[1];
        }
        foreach ($running as $index => $process) {
            self::assertSame('', stream_get_contents($outputs[$index]));
            self::assertSame(0, proc_close($process));
        }
        self::assertSame('200', $this->host->store()->load());
    }
}
