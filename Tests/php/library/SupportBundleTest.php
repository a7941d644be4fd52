<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\Situation;
use Latchkey\Client\SupportBundle;
use Latchkey\Client\Tests\Support\ArrayStore;
use Latchkey\Client\Tests\Support\FakeExtension;
use Latchkey\Client\Tests\Support\Place;
use Latchkey\Client\Tests\Support\Programs;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Transport\LoadedExtension;
use PHPUnit\Framework\TestCase;

/**
 * What a vendor's support is sent: made whatever is wrong, by each way to the verifier, and without a secret.
 */
final class SupportBundleTest extends TestCase
{
    /** @return array<string, array{bool}> */
    public function ways(): array
    {
        return ['process' => [false], 'extension' => [true]];
    }

    private function scene(bool $byExtension): Scene
    {
        if ($byExtension) {
            Programs::needExtension();
        }
        $scene = Scene::licensed();
        if ($byExtension) {
            $scene->extension = new LoadedExtension();
            $scene->verifier = '/nowhere';
        }
        return $scene;
    }

    /**
     * What the vendor's own command line says about a bundle.
     *
     * @return array<string, mixed>
     */
    private function shown(SupportBundle $bundle): array
    {
        $path = Place::make() . '/acme.bundle';
        file_put_contents($path, $bundle->bytes());
        $shown = json_decode(Programs::run('latchkey-vendor', 'doctor', $path, '--json'), true);
        self::assertTrue($shown['reproduced']);
        return $shown;
    }

    /** A decoded line of a bundle; null where it has none of that key, or says that there is no such thing. */
    private static function line(SupportBundle $bundle, string $key): ?string
    {
        $isThere = preg_match("/^$key (?:unreadable )?(\S+)\$/m", $bundle->bytes(), $line) === 1;
        return $isThere && $line[1] !== 'absent' ? (string) base64_decode($line[1], true) : null;
    }

    /** @dataProvider ways */
    public function testTheVendorSeesTheVerdictAgain(bool $byExtension): void
    {
        $scene = $this->scene($byExtension);
        $scene->situation = $scene->situation->feature('reports', 'exports')->host('glpi', '11.0.2');
        $bundle = $scene->client()->supportBundle();
        self::assertTrue($bundle->isMade());
        self::assertStringStartsWith("latchkey/bundle@v1\nprogram liblatchkey ", $bundle->bytes());
        self::assertSame(['feature-not-licensed'], Scene::codes($bundle->findings()));
        $verdict = $scene->client()->verdict();
        self::assertSame($verdict->toArray(), $bundle->toArray());
        $shown = $this->shown($bundle);
        self::assertSame($verdict->licenseId(), $shown['verdict']['license']);
        self::assertSame(['full', ['feature-not-licensed']], [$shown['bundle']['mode'], $shown['bundle']['codes']]);
        self::assertSame('glpi 11.0.2', $shown['host']);
    }

    /** @dataProvider ways */
    public function testNothingIsStoredForIt(bool $byExtension): void
    {
        $scene = $this->scene($byExtension);
        $scene->now += 86400;
        $before = [scandir($scene->stateFolder()), $scene->store->load()];
        $bundle = $scene->client()->supportBundle();
        self::assertTrue($bundle->isMade());
        self::assertSame($before, [scandir($scene->stateFolder()), $scene->store->load()]);
        self::assertNotSame($before[1], self::line($bundle, 'state'), 'it holds what there is to remember');
    }

    /** @dataProvider ways */
    public function testWhatIsWrongIsInTheBundleAndDoesNotStandInItsWay(bool $byExtension): void
    {
        $broken = [
            'no product file' => ['product', null, 'product-file-unreadable', ''],
            'an empty product file' => ['product', '', 'product-file-unreadable', ''],
            'a product file that is none' => ['product', "\0rubbish", 'product-file-unreadable', "\0rubbish"],
            'a product file too large' => [
                'product', str_repeat('p', 300000), 'product-file-unreadable', '',
            ],
            'no state' => ['state', null, 'nothing-installed', null],
            'an empty state' => ['state', '', 'state-unreadable', ''],
            'a state that is none' => ['state', "rub\nbish", 'state-unreadable', "rub\nbish"],
            'a state of eight mebibytes' => [
                'state', str_repeat("\n", 8388608), 'state-unreadable', str_repeat("\n", 8388608),
            ],
            'a state too large' => ['state', str_repeat("\n", 9000000), 'state-unreadable', 'it is larger than 8 MiB'],
        ];
        foreach ($broken as $name => [$what, $bytes, $code, $held]) {
            $scene = $this->scene($byExtension);
            $path = $what === 'state' ? $scene->stateFolder() . '/state' : $scene->product;
            $bytes === null ? unlink($path) : file_put_contents($path, $bytes);
            $bundle = $scene->client()->supportBundle();
            self::assertTrue($bundle->isMade(), $name);
            self::assertSame([$code], Scene::codes($bundle->findings()), $name);
            self::assertTrue($held === self::line($bundle, $what), $name);
            self::assertSame([$code], $this->shown($bundle)['bundle']['codes'], $name);
        }
    }

    /** @dataProvider ways */
    public function testAStateThatTheStoreCannotReadIsNamedWithoutItsPlace(bool $byExtension): void
    {
        $reasons = [
            "cannot read '/srv/www/ann/state': Permission denied" => 'permission denied',
            "Access denied for user 'ann'@'db01.internal' (using password: YES)" => 'access denied',
            'something about /srv/www/ann' => 'the reason stays where it was found',
            '' => 'the reason stays where it was found',
        ];
        foreach ($reasons as $reason => $held) {
            $scene = $this->scene($byExtension);
            $scene->store = new ArrayStore(static function () use ($reason): void {
                throw new \RuntimeException($reason);
            });
            $bundle = $scene->client()->supportBundle();
            self::assertTrue($bundle->isMade());
            self::assertSame(['state-unreadable'], Scene::codes($bundle->findings()));
            $told = $reason === '' ? 'RuntimeException' : $reason;
            self::assertSame($told, $bundle->findings()[0]->values()['reason'], 'who asks here is told everything');
            self::assertStringContainsString("\nstate unreadable ", $bundle->bytes());
            self::assertSame($held, self::line($bundle, 'state'));
            self::assertSame($held, $this->shown($bundle)['verdict']['findings'][0]['values']['reason']);
        }
    }

    /** @dataProvider ways */
    public function testNoSecretAndNoFactIsInIt(bool $byExtension): void
    {
        $scene = $this->scene($byExtension);
        $scene->situation = Situation::at('https://ann:pass-word@glpi.acme.example/?session=token-1')
            ->fact('instance', 'uuid-4711')->fact('path', $scene->folder)->stagingAt('https://test.acme.example');
        $bundle = $scene->client()->supportBundle();
        $seed = (string) $scene->store->seed();
        $parts = [$bundle->bytes(), self::line($bundle, 'product'), self::line($bundle, 'state')];
        $secrets = [$seed, base64_encode($seed), bin2hex($seed), 'uuid-4711', $scene->folder, 'test.acme', 'pass-word'];
        foreach ($parts as $part) {
            foreach ($secrets as $secret) {
                self::assertStringNotContainsString($secret, (string) $part);
            }
        }
        self::assertSame('https://xxx:xxxx-xxxx@glpi.acme.example/?xxxxxxx=xxxxx-x', self::line($bundle, 'url'));
        self::assertSame(2, preg_match_all('/^fact (instance|path) [0-9a-f]{32}$/m', $bundle->bytes()));
    }

    public function testWhateverASituationIsGivenItFitsIntoABundle(): void
    {
        $scene = Scene::licensed();
        $scene->situation = Situation::at(str_repeat('u', 1 << 16))->version(str_repeat('v', 1 << 16));
        for ($index = 0; $index < 1000; $index++) {
            $scene->situation = $scene->situation->feature("feature-$index")->fact("fact-$index", "$index");
        }
        $bundle = $scene->client()->supportBundle();
        self::assertTrue($bundle->isMade());
        self::assertSame(128, substr_count($bundle->bytes(), "\nfeature "));
        $this->shown($bundle);
    }

    public function testWhereNobodyCanBeAskedTheFindingsSayWhy(): void
    {
        $scene = Scene::licensed();
        $scene->verifier = '/nowhere';
        $bundle = $scene->client()->supportBundle();
        self::assertSame([false, ''], [$bundle->isMade(), $bundle->bytes()]);
        self::assertSame(['verifier-missing'], Scene::codes($bundle->findings()));
    }

    public function testAnExtensionWithoutTheFunctionLeavesItToTheProgram(): void
    {
        $scene = Scene::licensed();
        $types = ['latchkey/context@v1', 'latchkey/product@v1', 'latchkey/state@v1'];
        $scene->extension = new FakeExtension(true, 1, $types, static function (): array {
            throw new \Error('Call to undefined function latchkey_support()');
        });
        $bundle = $scene->client()->supportBundle();
        self::assertTrue($bundle->isMade());
        self::assertSame(['verifier-not-started'], Scene::codes($bundle->findings()));
        self::assertSame([], $this->shown($bundle)['bundle']['codes'], 'how it was come by is not in it');
    }

    public function testAnAnswerWithoutABundleIsNone(): void
    {
        $scene = Scene::licensed();
        $scene->script('$REAL --call | sed "/^document /,\$d"');
        $bundle = $scene->client()->supportBundle();
        self::assertFalse($bundle->isMade());
        self::assertSame('', $bundle->bytes());
    }
}
