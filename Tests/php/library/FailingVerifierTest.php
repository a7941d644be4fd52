<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * Everything that a program can do instead of answering. Each is a finding, in time, and leaves nothing behind.
 */
final class FailingVerifierTest extends TestCase
{
    /** What a load may take: a second for the verifier, and a little for the load itself, on a busy machine. */
    private const MOST_SECONDS = 1.3;

    /** @return array<string, array{string, string, string}> what the program does, the finding, and its value */
    public function misdeeds(): array
    {
        return [
            'sleeps' => ['sleep 3', 'verifier-too-slow', '1 s'],
            'sleeps, deaf to signals' => ["trap '' TERM INT HUP\nsleep 3", 'verifier-too-slow', '1 s'],
            'stops itself' => ['kill -STOP $$', 'verifier-too-slow', '1 s'],
            'closes its output and stays' => ["exec 1>&-\nsleep 3", 'verifier-too-slow', '1 s'],
            'says a byte now and then' => [
                'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do printf l; sleep 0.2; done', 'verifier-too-slow', '1 s',
            ],
            'leaves a child that holds its output' => ["sleep 2 &\nexit 0", 'verifier-too-slow', '1 s'],
            'answers, and stays' => ["\$REAL --call\nexec 1>&-\nsleep 3", 'verifier-too-slow', '1 s'],
            'is killed' => ['kill -9 $$', 'verifier-ended', 'signal 9'],
            'crashes' => ['kill -SEGV $$', 'verifier-ended', 'signal 11'],
            'ends with status 1' => ['cat > /dev/null; exit 1', 'verifier-ended', 'exit status 1'],
            'answers, and ends with status 1' => ["\$REAL --call\nexit 1", 'verifier-ended', 'exit status 1'],
            'refuses the call' => ['echo nonsense | $REAL --call', 'verifier-ended', 'exit status 64'],
            'says nothing' => ['cat > /dev/null', 'verifier-garbled', 'it is empty'],
            'prints rubbish' => ['cat > /dev/null; echo Segmentation fault', 'verifier-garbled', 'it is not an answer'],
            'prints its question' => ['cat', 'verifier-garbled', 'it is not an answer'],
            'prints HTML' => ['cat > /dev/null; echo "<b>Warning</b>"', 'verifier-garbled', 'it is not an answer'],
            'prints half an answer' => [
                '$REAL --call | head -c 200', 'verifier-garbled', 'it is cut short or has a part too many',
            ],
            'prints more than an answer' => [
                '$REAL --call; echo more', 'verifier-garbled', 'it is cut short or has a part too many',
            ],
            'prints two answers in one' => [
                '$REAL --call > "$0.out"; cat "$0.out"; tail -n +2 "$0.out"',
                'verifier-garbled', 'it is cut short or has a part too many',
            ],
            'answers without JSON' => [
                'cat > /dev/null; printf "latchkey/answer@v1 0 4 1 0 -1\njson 5\nfull!\n"',
                'verifier-garbled', 'its text is not JSON',
            ],
            'answers with a number of JSON' => [
                'cat > /dev/null; printf "latchkey/answer@v1 0 4 1 0 -1\njson 1\n4\n"',
                'verifier-garbled', 'its text is not JSON',
            ],
            'says one thing in its head and another in its text' => [
                "\$REAL --call | sed '1s/ 0 4 / 0 3 /'", 'verifier-garbled', 'its parts contradict each other',
            ],
            'prints 100 MB' => [
                'cat > /dev/null; head -c 100000000 /dev/zero', 'verifier-garbled', 'it is longer than 16777216 bytes',
            ],
            'is no program' => ["\1\2\3", 'verifier-ended', 'exit status 127'],
        ];
    }

    /** @dataProvider misdeeds */
    public function testAMisdeedOfTheVerifierIsAFindingInTimeAndLeavesNothingBehind(
        string $body,
        string $code,
        string $value
    ): void {
        $scene = Scene::licensed();
        $scene->script($body);
        $this->assertFinding($scene, $code, $value);
    }

    public function testTheTableOfMisdeedsIsWhole(): void
    {
        self::assertCount(24, $this->misdeeds());
    }

    public function testAVerifierThatIsNotThereIsAFinding(): void
    {
        $scene = Scene::licensed();
        $scene->verifier = $scene->folder . '/nowhere/latchkey-verify';
        $this->assertFinding($scene, 'verifier-missing', $scene->verifier);
        $scene->verifier = $scene->folder;
        $scene->now += 60;
        $this->assertFinding($scene, 'verifier-missing', $scene->verifier);
        $scene->verifier = "latchkey\0verify";
        $scene->now += 60;
        $this->assertFinding($scene, 'verifier-missing', "latchkey\u{FFFD}verify");
    }

    public function testAVerifierThatMayNotBeExecutedIsAFinding(): void
    {
        $scene = Scene::licensed();
        $scene->script('exec $REAL --call');
        chmod($scene->verifier, 0644);
        $this->assertFinding($scene, 'verifier-not-executable', $scene->verifier);
        self::assertSame(0644, fileperms($scene->verifier) & 0777, 'what is not ours keeps its mode');
    }

    public function testAVerifierForAnotherMachineIsAFinding(): void
    {
        $scene = Scene::licensed();
        $path = $scene->folder . '/latchkey-verify';
        // The machine's number, in the header of every program.
        file_put_contents($path, substr_replace(file_get_contents($scene->verifier), "\xB7\0", 18, 2));
        chmod($path, 0755);
        $scene->verifier = $path;
        $codes = Scene::codes($scene->client()->verdict()->findings());
        self::assertSame('cannot-verify', $codes[0]);
        self::assertContains($codes[1], ['verifier-ended', 'verifier-garbled']);
    }

    /** @return array<string, array{string, string}> */
    public function endsOfReading(): array
    {
        return [
            'closes its input at once' => ['exec 0<&-; sleep 0.2', 'verifier-garbled'],
            'ends without reading' => ['exit 0', 'verifier-garbled'],
            'reads a little' => ['head -c 1000 > /dev/null', 'verifier-garbled'],
            'answers what it was not asked' => [
                'head -c 1000 > /dev/null; printf "latchkey/answer@v1 0 0 0 0 -1\njson 2\n{}\n"', 'verifier-garbled',
            ],
            'ends badly without reading' => ['exit 3', 'verifier-ended'],
            'reads nothing and stays' => ['sleep 3', 'verifier-too-slow'],
            'writes without reading' => ['head -c 100000000 /dev/zero', 'verifier-garbled'],
        ];
    }

    /** @dataProvider endsOfReading */
    public function testAVerifierThatDoesNotReadAStateOfEightMebibytesIsAFinding(string $body, string $code): void
    {
        $scene = Scene::licensed();
        file_put_contents($scene->stateFolder() . '/state', str_repeat("\n", 8388608));
        $scene->script($body);
        $this->assertFinding($scene, $code, null);
    }

    public function testAStateOfEightMebibytesGoesToTheVerifierAndBack(): void
    {
        $scene = Scene::licensed();
        foreach ([8388608, 8388609, 9000000] as $size) {
            file_put_contents($scene->stateFolder() . '/state', str_repeat("\n", $size));
            $codes = Scene::codes($scene->client()->verdict()->findings());
            self::assertSame(['state-unreadable'], $codes, (string) $size);
        }
    }

    public function testWhatTheVerifierSaysOnStandardErrorIsNotHeard(): void
    {
        $scene = Scene::licensed();
        $scene->script('head -c 10000000 /dev/zero >&2; exec $REAL --call');
        self::assertSame(Verdict::FULL, $scene->client()->verdict()->mode());
    }

    public function testTheVerifierInheritsNoEnvironment(): void
    {
        $scene = Scene::licensed();
        putenv('LATCHKEY_TEST_SECRET=tell-nobody');
        $scene->script("/usr/bin/env > '{$scene->folder}/environment'\nexec \$REAL --call");
        self::assertSame(Verdict::FULL, $scene->client()->verdict()->mode());
        putenv('LATCHKEY_TEST_SECRET');
        $environment = file_get_contents($scene->folder . '/environment');
        self::assertStringContainsString('PWD=', $environment);
        self::assertStringNotContainsString('LATCHKEY', $environment);
        self::assertStringNotContainsString('HOME=', $environment);
    }

    private function assertFinding(Scene $scene, string $code, ?string $value): void
    {
        $descriptors = count(scandir('/proc/self/fd'));
        $begin = hrtime(true);
        $verdict = $scene->client()->verdict();
        $seconds = (hrtime(true) - $begin) / 1e9;
        self::assertSame(Verdict::OFF, $verdict->mode());
        self::assertSame(['cannot-verify', $code], Scene::codes($verdict->findings()));
        if ($value !== null) {
            self::assertContains($value, $verdict->findings()[1]->values());
            self::assertStringContainsString($value, $verdict->findings()[1]->message());
        }
        self::assertLessThan(self::MOST_SECONDS, $seconds);
        self::assertCount($descriptors, scandir('/proc/self/fd'), 'descriptors');
        self::assertSame([], $this->children(), 'processes');
    }

    /** @return list<string> the children of this process, dead or alive */
    private function children(): array
    {
        $path = '/proc/self/task/' . getmypid() . '/children';
        self::assertFileExists($path);
        return preg_split('/ /', file_get_contents($path), -1, PREG_SPLIT_NO_EMPTY);
    }
}
