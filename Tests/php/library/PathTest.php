<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\ImportResult;
use Latchkey\Client\Situation;
use Latchkey\Client\Tests\Support\Programs;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Tests\Support\Vendor;
use Latchkey\Client\Transport\LoadedExtension;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * The whole path, by each way to the verifier.
 */
final class PathTest extends TestCase
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
        $scene = new Scene();
        if ($byExtension) {
            $scene->extension = new LoadedExtension();
            $scene->verifier = '/nowhere';
        }
        return $scene;
    }

    /** @dataProvider ways */
    public function testARequestLeadsToALicenseAndALicenseToAVerdict(bool $byExtension): void
    {
        $scene = $this->scene($byExtension);
        $before = $scene->client()->verdict();
        self::assertSame([Verdict::OFF, ['nothing-installed']], [$before->mode(), Scene::codes($before->findings())]);

        $request = $scene->client()->request();
        self::assertTrue($request->isMade());
        self::assertStringContainsString("\nurl https://glpi.acme.example/\n", $request->bytes());
        self::assertSame(0600, fileperms($scene->stateFolder() . '/installation.key') & 0777);

        $license = Vendor::shared()->issue($request->bytes());
        $preview = $scene->client()->preview($license);
        self::assertSame(ImportResult::IMPORTED, $preview->outcome());
        self::assertTrue($preview->verdict()->allows('reports'));
        self::assertFalse($scene->client()->verdict()->allows('reports'), 'a preview stores nothing');

        $import = $scene->client()->import($license);
        self::assertSame(ImportResult::IMPORTED, $import->outcome());
        self::assertSame('license', $import->items()[0]['document']);

        $verdict = $scene->client()->verdict();
        self::assertSame(Verdict::FULL, $verdict->mode());
        self::assertTrue($verdict->allows('reports'));
        self::assertFalse($verdict->allows('exports'));
        self::assertSame(50, $verdict->limit('seats'));
        self::assertNull($verdict->limit('rooms'));
        self::assertSame([], Scene::codes($verdict->findings()));
        self::assertSame('ACME SA', $verdict->customer());
        self::assertSame('subscription', $verdict->kind());
        self::assertSame($request->installation(), $verdict->installation());
        self::assertSame($verdict->lastDay(), $verdict->expires()->modify('-36 hours')->format('Y-m-d'));
        self::assertGreaterThan(360, $verdict->daysLeft());

        $status = $scene->client()->status();
        self::assertCount(1, $status->installed());
        self::assertSame('in-force', $status->installed()[0]->standing());
        self::assertTrue($status->installed()[0]->isDeciding());
        self::assertSame($verdict->licenseId(), $status->installed()[0]->licenseId());
        self::assertSame($verdict->expires()->format('Y-m-d\TH:i:s\Z'), $status->coveredUntil());

        self::assertSame('license', $scene->client()->inspect($license)->items()[0]['document']);
        self::assertSame(ImportResult::UNCHANGED, $scene->client()->import($license)->outcome());

        $receipt = $scene->client()->giveBack((string) $verdict->licenseId());
        self::assertStringStartsWith("latchkey/return@v1\n", $receipt->bytes());
        self::assertSame($receipt->bytes(), $scene->client()->giveBack((string) $verdict->licenseId())->bytes());
        self::assertSame(Verdict::OFF, $scene->client()->verdict()->mode());
    }

    /** @dataProvider ways */
    public function testAFileThatIsAlteredIsRefusedAndChangesNothing(bool $byExtension): void
    {
        $scene = $this->scene($byExtension);
        $request = $scene->client()->request();
        $license = Vendor::shared()->issue($request->bytes());
        $state = $scene->store->load();
        $import = $scene->client()->import(str_replace('seats 50', 'seats 51', $license));
        self::assertSame(ImportResult::REFUSED, $import->outcome());
        self::assertFalse($import->isInstalled());
        self::assertSame(['altered'], Scene::codes($import->findings()));
        self::assertSame($state, $scene->store->load());
    }

    /** @dataProvider ways */
    public function testFindingsSpeakTheLanguageThatIsAskedFor(bool $byExtension): void
    {
        $scene = $this->scene($byExtension);
        $scene->situation = $scene->situation->language('fr_FR');
        $finding = $scene->client()->verdict()->findings()[0];
        self::assertSame('aucune licence n’est installée', $finding->message());
    }

    /** @dataProvider ways */
    public function testARequestNamesItsSitesAndAnInternationalNameInAscii(bool $byExtension): void
    {
        if (!function_exists('idn_to_ascii')) {
            self::markTestSkipped('needs the PHP extension intl');
        }
        $scene = $this->scene($byExtension);
        $typed = 'https://Prüfstand.example/glpi';
        $scene->situation = Situation::at($typed)->stagingAt('https://test.prüfstand.example');
        $request = $scene->client()->request();
        self::assertStringContainsString("\nurl https://xn--prfstand-75a.example/glpi\n", $request->bytes());
        self::assertStringContainsString("\nurl https://test.xn--prfstand-75a.example/ staging\n", $request->bytes());

        $scene->client()->import(Vendor::shared()->issue($request->bytes()));
        $verdict = $scene->client()->verdict();
        self::assertSame([Verdict::FULL, []], [$verdict->mode(), Scene::codes($verdict->findings())]);
    }

    public function testBothWaysAnswerToTheByteAlike(): void
    {
        Programs::needExtension();
        $scene = Scene::licensed();
        $scene->situation = $scene->situation->feature('reports', 'exports')->fact('instance', 'glpi 1');
        $license = Vendor::shared()->issue($scene->client()->request()->bytes());
        $process = new \Latchkey\Client\Transport\ProcessTransport($scene->verifier, false);
        $extension = new \Latchkey\Client\Transport\ExtensionTransport(new LoadedExtension());
        $calls = Support\Calls::all($scene, $license);
        self::assertCount(16, $calls);
        foreach ($calls as $name => $call) {
            $deadline = new \Latchkey\Client\Transport\Deadline(1.0);
            $one = $process->answer($call, $deadline);
            $other = $extension->answer($call, $deadline);
            self::assertSame($one->json(), $other->json(), $name);
            self::assertSame($one->state(), $other->state(), $name);
            self::assertSame($one->document(), $other->document(), $name);
            self::assertSame($one->outcome(), $other->outcome(), $name);
        }
    }
}
