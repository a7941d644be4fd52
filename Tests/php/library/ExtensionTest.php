<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\Tests\Support\FakeExtension;
use Latchkey\Client\Tests\Support\Programs;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Transport\LoadedExtension;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * When the extension is used: it is of the interface, and knows the documents, at hand. Else the program is.
 */
final class ExtensionTest extends TestCase
{
    private const TYPES = ['latchkey/context@v1', 'latchkey/product@v1', 'latchkey/state@v1'];

    /** @return array<string, array{int, list<string>, ?array<string, string>}> */
    public function extensions(): array
    {
        $without = static function (string $type): array {
            return [1, array_values(array_diff(self::TYPES, [$type])), ['found' => '0.0.7', 'expected' => $type]];
        };
        return [
            'suitable' => [1, self::TYPES, null],
            'newer' => [1, array_merge(self::TYPES, ['latchkey/state@v2']), null],
            'of another interface' => [2, self::TYPES, ['found' => 'interface 2', 'expected' => 'interface 1']],
            'of none' => [0, self::TYPES, ['found' => 'interface 0', 'expected' => 'interface 1']],
            'without the context' => $without('latchkey/context@v1'),
            'without the product' => $without('latchkey/product@v1'),
            'without the state' => $without('latchkey/state@v1'),
        ];
    }

    /**
     * @dataProvider extensions
     * @param list<string> $types
     * @param ?array<string, string> $values
     */
    public function testTheExtensionIsUsedWhereItSuits(int $interface, array $types, ?array $values): void
    {
        $scene = Scene::licensed();
        $scene->count();
        $scene->extension = new FakeExtension(true, $interface, $types, static function (): array {
            $json = '{"mode":"trial","features":["by-the-extension"],"findings":[]}';
            return ['outcome' => 0, 'mode' => 3, 'allowed' => true, 'findings' => 0, 'expires' => null, 'json' => $json,
                'state' => null, 'document' => null];
        });
        $verdict = $scene->client()->verdict();
        if ($values === null) {
            self::assertSame(['by-the-extension'], $verdict->features());
            self::assertSame(0, $scene->runs());
            self::assertSame([], $verdict->findings());
            return;
        }
        self::assertSame(['reports'], $verdict->features());
        self::assertSame(1, $scene->runs());
        self::assertSame(['extension-unsuitable'], Scene::codes($verdict->findings()));
        self::assertSame('notice', $verdict->findings()[0]->severity());
        self::assertSame($values, $verdict->findings()[0]->values());
        self::assertSame(['extension-unsuitable'], Scene::codes($scene->client()->verdict()->findings()));
        self::assertSame(0, $scene->runs(), 'the program\'s verdict serves for a minute, and the notice stays');
        $test = $scene->client()->selfTest();
        self::assertTrue($test->isGood());
        self::assertSame('process', $test->transport());
        self::assertSame(['extension-unsuitable'], Scene::codes($test->findings()));
    }

    public function testAStateThatNamesNoTypeIsForTheExtensionToo(): void
    {
        $scene = Scene::licensed();
        foreach (['rubbish', 'latchkey/state@v1', "latchkey/state@vx\n", "state\n"] as $state) {
            file_put_contents($scene->stateFolder() . '/state', $state);
            $scene->extension = new FakeExtension(true, 1, self::TYPES, static function (): array {
                return ['outcome' => 2, 'mode' => 1, 'json' => '{"mode":"off","findings":[]}'];
            });
            self::assertSame([], $scene->client()->verdict()->findings());
        }
        file_put_contents($scene->stateFolder() . '/state', "latchkey/state@v2\n");
        $codes = Scene::codes($scene->client()->verdict()->findings());
        self::assertSame(['state-newer', 'extension-unsuitable'], $codes);
    }

    public function testAnExtensionThatAnswersRubbishLeavesItToTheProgram(): void
    {
        $answers = [
            'nothing' => [], 'a word' => ['json' => 'off'], 'no text' => ['outcome' => 0, 'mode' => 4, 'json' => null],
            'another mode' => ['outcome' => 0, 'mode' => 4, 'json' => '{"mode":"off"}'],
            'a number too many' => ['outcome' => 4, 'mode' => 1, 'json' => '{"mode":"off"}'],
        ];
        foreach ($answers as $name => $answer) {
            $scene = Scene::licensed();
            $scene->extension = new FakeExtension(true, 1, self::TYPES, static function () use ($answer): array {
                return $answer;
            });
            $verdict = $scene->client()->verdict();
            self::assertSame(['reports'], $verdict->features(), $name);
        }
        $scene = Scene::licensed();
        $scene->extension = new FakeExtension(true, 1, self::TYPES, static function (): array {
            throw new \Error('out of memory');
        });
        self::assertSame(['reports'], $scene->client()->verdict()->features());
    }

    public function testTheExtensionThatPhpLoadedSuits(): void
    {
        Programs::needExtension();
        $scene = Scene::licensed();
        $scene->extension = new LoadedExtension();
        $scene->verifier = '/nowhere';
        $verdict = $scene->client()->verdict();
        self::assertSame([Verdict::FULL, []], [$verdict->mode(), $verdict->findings()]);
        $test = $scene->client()->selfTest();
        self::assertSame('extension', $test->transport());
        self::assertSame(['verifier-missing'], Scene::codes($test->findings()));
        self::assertTrue($test->isGood(), 'one way is enough');
    }
}
