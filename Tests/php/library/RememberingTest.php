<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\Memory\FileMemory;
use Latchkey\Client\Memory\OwnMemory;
use Latchkey\Client\Memory\SealedMemory;
use Latchkey\Client\Situation;
use Latchkey\Client\Tests\Support\ArrayStore;
use Latchkey\Client\Tests\Support\FakeExtension;
use Latchkey\Client\Tests\Support\Place;
use Latchkey\Client\Tests\Support\Programs;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Tests\Support\Vendor;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * What is remembered from load to load: a granting verdict for a minute, a failure for a minute, the last verdict for a
 * day; and nothing of it once something that it depends on is another.
 */
final class RememberingTest extends TestCase
{
    public function testAGrantingVerdictServesForAMinute(): void
    {
        $scene = Scene::licensed();
        $scene->count();
        foreach ([[0, 1], [0, 0], [59, 0], [1, 1], [59, 0], [1, 1]] as [$seconds, $runs]) {
            $scene->now += $seconds;
            $verdict = $scene->client()->verdict();
            self::assertSame([Verdict::FULL, true, 50], [
                $verdict->mode(), $verdict->allows('reports'), $verdict->limit('seats'),
            ]);
            self::assertSame($runs, $scene->runs(), "$seconds seconds later");
        }
    }

    /** @return array<string, array{callable(Scene): void}> */
    public function changes(): array
    {
        return [
            'the clock goes back' => [static function (Scene $scene): void {
                $scene->now -= 1;
            }],
            'the product file changes' => [static function (Scene $scene): void {
                $text = file_get_contents($scene->product);
                file_put_contents($scene->product, str_replace('title Demo', 'title demo', $text));
            }],
            'the state changes' => [static function (Scene $scene): void {
                $scene->client()->request();
                $scene->runs();
            }],
            'the URL changes' => [static function (Scene $scene): void {
                $scene->situation = Situation::at(Vendor::SITE . '/')->version('1.0.0');
            }],
            'the release changes' => [static function (Scene $scene): void {
                $scene->situation = $scene->situation->version('1.0.1');
            }],
            'another feature is asked about' => [static function (Scene $scene): void {
                $scene->situation = $scene->situation->feature('exports');
            }],
            'a fact changes' => [static function (Scene $scene): void {
                $scene->situation = $scene->situation->fact('instance', 'two');
            }],
            'the language changes' => [static function (Scene $scene): void {
                $scene->situation = $scene->situation->language('fr');
            }],
            'a newer log entry is seen' => [static function (Scene $scene): void {
                $scene->situation = $scene->situation->evidence($scene->now + 7200);
            }],
            'the memory is readable for others' => [static function (Scene $scene): void {
                self::eachRecord($scene, static function (string $path): void {
                    chmod($path, 0644);
                });
            }],
            'the memory is of another user' => [static function (Scene $scene): void {
                Programs::needRoot();
                self::eachRecord($scene, static function (string $path): void {
                    chown($path, 65534);
                });
            }],
            'the memory\'s folder is writable for others' => [static function (Scene $scene): void {
                chmod($scene->stateFolder() . '/cache', 0777);
            }],
            'the memory\'s folder is a link' => [static function (Scene $scene): void {
                $folder = $scene->stateFolder() . '/cache';
                rename($folder, $folder . '.real');
                symlink($folder . '.real', $folder);
            }],
            'the memory is edited' => [static function (Scene $scene): void {
                self::eachRecord($scene, static function (string $path): void {
                    file_put_contents($path, str_replace('"seats":50', '"seats":99', file_get_contents($path)));
                });
            }],
            'the memory is cut short' => [static function (Scene $scene): void {
                self::eachRecord($scene, static function (string $path): void {
                    file_put_contents($path, substr(file_get_contents($path), 0, -1));
                });
            }],
        ];
    }

    /**
     * @dataProvider changes
     * @param callable(Scene): void $change
     */
    public function testAVerdictDoesNotServeOnceSomethingIsAnother(callable $change): void
    {
        $scene = Scene::licensed();
        $scene->situation = $scene->situation->fact('instance', 'one');
        $scene->count();
        $scene->client()->verdict();
        $scene->client()->verdict();
        self::assertSame(1, $scene->runs());
        $change($scene);
        self::assertSame(Verdict::FULL, $scene->client()->verdict()->mode());
        self::assertSame(1, $scene->runs());

        // Nor does it, where nobody can be asked.
        $scene = Scene::licensed();
        $scene->situation = $scene->situation->fact('instance', 'one');
        $scene->client()->verdict();
        $change($scene);
        $scene->verifier = '/nowhere';
        self::assertSame(Verdict::OFF, $scene->client()->verdict()->mode());
    }

    public function testTheTableOfChangesIsWhole(): void
    {
        self::assertCount(15, $this->changes());
    }

    public function testARefusalIsNeverRemembered(): void
    {
        $scene = Scene::licensed();
        $scene->situation = Situation::at('https://elsewhere.example')->version('1.0.0');
        // What has to be remembered of the mismatch is stored first.
        $scene->client()->verdict();
        $scene->count();
        for ($load = 0; $load < 3; $load++) {
            self::assertSame(['other-url'], Scene::codes($scene->client()->verdict()->findings()));
            self::assertSame(1, $scene->runs());
        }
    }

    public function testAVerdictDoesNotOutliveItsLicense(): void
    {
        $scene = Scene::licensed('--feature', 'reports', '--expires', gmdate('Y-m-d', time()));
        $end = $scene->client()->verdict()->expires()->getTimestamp();
        $scene->now = $end - 30;
        $scene->client()->verdict();
        $scene->count();
        $scene->client()->verdict();
        $scene->now = $end - 1;
        self::assertSame(Verdict::FULL, $scene->client()->verdict()->mode());
        self::assertSame(0, $scene->runs());
        $scene->now = $end;
        self::assertContains('in-grace', Scene::codes($scene->client()->verdict()->findings()));
        self::assertGreaterThan(0, $scene->runs());

        // In grace it serves until the last day of that is over.
        $scene->verifier = '/nowhere';
        $scene->now += 60;
        $verdict = $scene->client()->verdict();
        self::assertSame([Verdict::FULL, ['in-grace', 'verdict-kept', 'verifier-missing']], [
            $verdict->mode(), Scene::codes($verdict->findings()),
        ]);
    }

    public function testAKeptVerdictDoesNotOutliveItsLicense(): void
    {
        $scene = Scene::licensed('--feature', 'reports', '--expires', gmdate('Y-m-d', time() + 86400));
        $end = $scene->client()->verdict()->expires()->getTimestamp();
        $scene->now = $end - 3600;
        $scene->client()->verdict();
        $scene->verifier = '/nowhere';
        foreach ([[$end - 1, Verdict::FULL], [$end, Verdict::OFF]] as [$now, $mode]) {
            $scene->now = $now;
            self::assertSame($mode, $scene->client()->verdict()->mode());
        }
    }

    public function testAKeptVerdictDoesNotOutliveTheGraceDays(): void
    {
        $scene = Scene::licensed('--feature', 'reports', '--term', '30d', '--grace-days', '3');
        $lastDay = new \DateTimeImmutable($scene->client()->verdict()->lastDay() . ' 00:00:00 UTC');
        $end = $lastDay->getTimestamp() + 4 * 86400;
        $scene->now = $end - 7200;
        $verdict = $scene->client()->verdict();
        self::assertContains('in-grace', Scene::codes($verdict->findings()));
        $scene->verifier = '/nowhere';
        foreach ([[$end - 1, Verdict::FULL], [$end, Verdict::OFF]] as [$now, $mode]) {
            $scene->now = $now;
            self::assertSame($mode, $scene->client()->verdict()->mode());
        }
    }

    public function testTheLastVerdictServesForADayWhileNobodyCanBeAsked(): void
    {
        $scene = Scene::licensed();
        $scene->client()->verdict();
        $begin = $scene->now;
        $verifier = $scene->verifier;
        $scene->verifier = '/nowhere';
        $rows = [[60, true], [3600, true], [86399, true], [86400, false], [90000, false]];
        foreach ($rows as [$seconds, $isKept]) {
            $scene->now = $begin + $seconds;
            $verdict = $scene->client()->verdict();
            self::assertSame($isKept, $verdict->allows('reports'), "$seconds seconds later");
            $codes = $isKept ? ['verdict-kept', 'verifier-missing'] : ['cannot-verify', 'verifier-missing'];
            self::assertSame($codes, Scene::codes($verdict->findings()), "$seconds seconds later");
            if ($isKept) {
                self::assertSame([
                    'time' => gmdate('Y-m-d\TH:i:s\Z', $begin),
                    'until' => gmdate('Y-m-d\TH:i:s\Z', $begin + 86400),
                ], $verdict->findings()[0]->values());
            }
        }
        $scene->now = $begin - 1;
        self::assertSame(Verdict::OFF, $scene->client()->verdict()->mode(), 'the clock went back');
        $scene->verifier = $verifier;
        $scene->now = $begin + 90100;
        self::assertSame([], Scene::codes($scene->client()->verdict()->findings()));
    }

    public function testAFailureIsNotTriedAgainForAMinute(): void
    {
        $scene = Scene::licensed();
        $scene->script("echo run >> '{$scene->folder}/runs'\nexit 1");
        $scene->runs();
        foreach ([[0, 1], [0, 0], [59, 0], [1, 1], [1, 0], [-2, 1]] as [$seconds, $runs]) {
            $scene->now += $seconds;
            $codes = Scene::codes($scene->client()->verdict()->findings());
            self::assertSame(['cannot-verify', 'verifier-ended'], $codes, "$seconds seconds later");
            self::assertSame($runs, $scene->runs(), "$seconds seconds later");
        }
    }

    public function testAVerifierThatFailsOnceTheStateIsStoredLeavesTheVerdictFromBefore(): void
    {
        $scene = Scene::licensed();
        $scene->now += 7200;
        $state = $scene->store->load();
        $scene->script("echo run >> '{$scene->folder}/runs'\n"
            . "[ \"\$(wc -l < '{$scene->folder}/runs')\" -gt 1 ] && exit 1\nexec \"\$REAL\" --call");
        $scene->runs();
        self::assertTrue($scene->client()->verdict()->allows('reports'));
        self::assertNotSame($state, $scene->store->load());
        $verdict = $scene->client()->verdict();
        self::assertTrue($verdict->allows('reports'), 'it is kept for the state that is stored');
        self::assertSame(['verdict-kept', 'verifier-ended'], Scene::codes($verdict->findings()));
        self::assertSame(2, $scene->runs());
    }

    public function testWhatAPersonAsksForIsTriedAtOnceAndEndsTheBackOff(): void
    {
        $scene = Scene::licensed();
        $verifier = $scene->verifier;
        $scene->verifier = '/nowhere';
        $scene->client()->verdict();
        $scene->verifier = $verifier;
        self::assertSame(Verdict::OFF, $scene->client()->verdict()->mode());
        self::assertCount(1, $scene->client()->status()->installed());
        self::assertSame(Verdict::FULL, $scene->client()->verdict()->mode());
    }

    public function testWithoutAStateNothingIsRememberedButFailures(): void
    {
        $scene = new Scene();
        mkdir($scene->stateFolder(), 0700);
        $scene->count();
        $scene->client()->verdict();
        $scene->client()->verdict();
        self::assertSame(2, $scene->runs());
        self::assertSame([], glob($scene->stateFolder() . '/cache/*'));
    }

    public function testAMemoryIsNeverMadeWhereNoStateIs(): void
    {
        $scene = new Scene();
        $scene->verifier = '/nowhere';
        $scene->client()->verdict();
        self::assertFileDoesNotExist($scene->stateFolder());
    }

    public function testAStoreWithoutAFolderStillWorks(): void
    {
        $scene = Scene::licensed();
        $store = new ArrayStore();
        $store->state = $scene->store->load();
        $scene->store = $store;
        $scene->count();
        $client = $scene->client();
        $client->verdict();
        $client->verdict();
        self::assertSame(1, $scene->runs(), 'a client remembers for itself');
        $scene->client()->verdict();
        self::assertSame(1, $scene->runs());
    }

    public function testWhatTheExtensionAnswersIsAskedEachTime(): void
    {
        $scene = Scene::licensed();
        $process = new \Latchkey\Client\Transport\ProcessTransport($scene->verifier, false);
        $types = ['latchkey/context@v1', 'latchkey/product@v1', 'latchkey/state@v1'];
        $extension = new FakeExtension(true, 1, $types, static function ($call) use ($process): array {
            $answer = $process->answer($call, new \Latchkey\Client\Transport\Deadline(1.0));
            $parts = ['outcome' => $answer->outcome(), 'mode' => 4, 'json' => $answer->json()];
            return $parts + ['state' => $answer->state()];
        });
        $scene->extension = $extension;
        for ($load = 1; $load <= 3; $load++) {
            self::assertSame(Verdict::FULL, $scene->client()->verdict()->mode());
            self::assertSame($load, $extension->calls);
        }
        // Once an hour its verdict is kept, for the day on which it is gone.
        $scene->now += 7200;
        $scene->client()->verdict();
        $scene->extension = new FakeExtension(false);
        $scene->verifier = '/nowhere';
        self::assertSame(['verdict-kept', 'verifier-missing'], Scene::codes($scene->client()->verdict()->findings()));
    }

    public function testAFileIsForOneNameOnly(): void
    {
        $folder = Place::make();
        $memory = new FileMemory($folder);
        $memory->put('aaa1', 'one', 60);
        self::assertSame('one', $memory->get('aaa1'));
        self::assertNull($memory->get('aaa2'));
        $memory->put('aaa2', 'two', 60);
        self::assertSame([null, 'two'], [$memory->get('aaa1'), $memory->get('aaa2')]);
        self::assertSame([0600, 0700], [fileperms("$folder/cache/aaa") & 0777, fileperms("$folder/cache") & 0777]);
        $memory->forget('aaa1');
        self::assertSame('two', $memory->get('aaa2'));
        $memory->forget('aaa2');
        self::assertNull($memory->get('aaa2'));
        $memory->put('aaa3', str_repeat('x', 1 << 19), 60);
        self::assertNull($memory->get('aaa3'), 'too much is forgotten');
        self::assertSame(['.', '..'], scandir("$folder/cache"));
    }

    public function testWhatIsNotedOfAFailureNeverTakesTheVerdictsPlace(): void
    {
        $memory = new SealedMemory(new FileMemory(Place::make()));
        for ($number = 0; $number < 1000; $number++) {
            $memory->put('verdict', "state $number", 1000, 60, []);
            $memory->put('back-off process', "installation $number", 1000, 60, []);
            self::assertNotNull($memory->get('verdict', "state $number", 1000, 60), "state $number");
        }
    }

    public function testOneClientsMemoryIsBounded(): void
    {
        $memory = new OwnMemory();
        for ($name = 0; $name < 1000; $name++) {
            $memory->put("name$name", 'value', 60);
        }
        $left = array_filter(range(0, 999), static function (int $name) use ($memory): bool {
            return $memory->get("name$name") !== null;
        });
        self::assertLessThanOrEqual(64, count($left));
        self::assertSame('value', $memory->get('name999'));
    }

    /** @param callable(string): void $change */
    private static function eachRecord(Scene $scene, callable $change): void
    {
        $paths = glob($scene->stateFolder() . '/cache/*');
        self::assertNotSame([], $paths);
        array_map($change, $paths);
    }
}
