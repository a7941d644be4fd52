<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\Cause;
use Latchkey\Client\ImportResult;
use Latchkey\Client\Inspection;
use Latchkey\Client\Phrasebook;
use Latchkey\Client\SignedDocument;
use Latchkey\Client\Situation;
use Latchkey\Client\Status;
use Latchkey\Client\SupportBundle;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Text;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * Answers answer whatever they hold, contexts hold whatever they are given, and findings say what the table says.
 */
final class AnswersTest extends TestCase
{
    public function testAVerdictAnswersWhateverItHolds(): void
    {
        $values = [null, true, 7, -1.5, '', 'never', 'full', "\xFF", [], ['full'], [[]], ['a' => ['b' => null]],
            '2027-99-99T99:99:99Z', '2027-11-22T12:00:00Z', new \stdClass(), PHP_INT_MAX];
        $names = ['mode', 'features', 'limits', 'findings', 'expires', 'lastDay', 'daysLeft', 'customer', 'license',
            'kind', 'installation', 'installed', 'coveredUntil', 'import', 'verdict', 'items'];
        $count = 0;
        foreach ($names as $name) {
            foreach ($values as $value) {
                $raw = array_merge(['mode' => 'full'], [$name => $value]);
                $verdict = (new Status($raw))->verdict();
                self::assertContains($verdict->mode(), ['full', 'trial', 'read-only', 'off']);
                self::assertIsBool($verdict->allows('reports'));
                self::assertContains($verdict->limit('seats'), [null]);
                foreach ($verdict->findings() as $finding) {
                    self::assertIsString($finding->code() . $finding->message() . $finding->remedy());
                    self::assertIsArray($finding->values());
                }
                self::assertIsBool($verdict->neverExpires());
                $verdict->expires();
                $verdict->lastDay();
                $verdict->daysLeft();
                self::assertIsArray($verdict->features());
                foreach ((new Status($raw))->installed() as $license) {
                    self::assertIsString($license->licenseId() . $license->kind() . $license->standing());
                    self::assertIsArray($license->findings());
                    self::assertFalse($license->isDeciding());
                    $license->lastDay();
                }
                (new Status($raw))->coveredUntil();
                self::assertSame('undecided', (new ImportResult($raw))->outcome());
                (new ImportResult($raw))->verdict()->mode();
                self::assertIsArray((new ImportResult($raw))->items());
                self::assertIsArray((new Inspection($raw))->items());
                (new SignedDocument(null, $raw))->installation();
                self::assertIsArray((new SupportBundle(null, $raw))->findings());
                $count++;
            }
        }
        self::assertSame(256, $count);
    }

    public function testAModeThatGrantsNothingAllowsNothing(): void
    {
        $modes = ['full' => true, 'trial' => true, 'read-only' => false, 'off' => false, 'FULL' => false, '' => false];
        foreach ($modes as $mode => $grants) {
            $verdict = new Verdict(['mode' => $mode, 'features' => ['reports'], 'limits' => ['seats' => 5]]);
            self::assertSame($grants, $verdict->allowsUse(), $mode);
            self::assertSame($grants, $verdict->allows('reports'), $mode);
            self::assertSame($grants ? 5 : null, $verdict->limit('seats'), $mode);
        }
    }

    public function testAPerpetualLicenseNeverExpires(): void
    {
        $scene = Scene::licensed('--perpetual', '--maintenance-until', '2099-12-31', '--versions', 'any');
        $verdict = $scene->client()->verdict();
        self::assertTrue($verdict->neverExpires());
        self::assertNull($verdict->expires());
        self::assertSame([null, null, 'perpetual'], [$verdict->lastDay(), $verdict->daysLeft(), $verdict->kind()]);
    }

    public function testAContextHoldsOneLinePerValueWhateverTheValue(): void
    {
        $url = "https://a.example/\r\nfeature everything\nnow 1970-01-01T00:00:00Z\0";
        $situation = Situation::at($url)->version("1\n2")->host("GLPI\n", "11.0\nfeature x")->language("fr\nnow x")
            ->feature("a\nb", 'Not A Token', 'good', '', str_repeat('x', 65))->fact("bad name\n", 'x')->fact('a', "\n")
            ->fact('b', "1\n2")->evidence(-5)->stagingAt("https://b.example/\nsite x")->alsoAt('');
        $text = $situation->context(1700000000, "cannot\nread", true);
        $lines = [
            'latchkey/context@v1', 'now 2023-11-14T22:13:20Z',
            'url https://a.example/  feature everything now 1970-01-01T00:00:00Z', 'version 1 2',
            'host glpi 11.0 feature x', 'language fr now x', 'unreadable cannot read',
            'site staging https://b.example/ site x', 'feature good', 'fact b 1 2', '',
        ];
        self::assertSame($lines, explode("\n", $text));
    }

    public function testAContextStaysWithinItsBoundsWhateverItIsGiven(): void
    {
        $situation = Situation::at(str_repeat('u', 1 << 20))->version(str_repeat('v', 1 << 20))
            ->host(str_repeat('h', 1 << 20), '1')->language(str_repeat('l', 1 << 20));
        for ($index = 0; $index < 2000; $index++) {
            $situation = $situation->feature(str_pad((string) $index, 64, 'x'))
                ->fact("fact$index", str_repeat('f', 1 << 12));
        }
        $context = $situation->context(time());
        self::assertLessThan(65536, strlen($context));
        self::assertSame(16, substr_count($context, "\nfact "));
        self::assertSame(128, substr_count($context, "\nfeature "));
        $scene = Scene::licensed();
        $scene->situation = $situation;
        self::assertNotContains('context-unreadable', Scene::codes($scene->client()->verdict()->findings()));
        self::assertNotContains('cannot-verify', Scene::codes($scene->client()->verdict()->findings()));
    }

    public function testATextIsShownSafely(): void
    {
        $rows = [
            ['plain', 'plain'], ["a\nb", "a\u{FFFD}b"], ["\e[31mred", "\u{FFFD}[31mred"],
            ["abc\u{202E}cba", "abc\u{FFFD}cba"], ["caf\xE9", "caf\u{FFFD}"], ['é', 'é'],
            [str_repeat('é', 200), str_repeat('é', 150) . "\u{FFFD}"],
        ];
        foreach ($rows as [$text, $shown]) {
            self::assertSame($shown, Text::safe($text));
        }
    }

    public function testTheTablesSayWhatTheVerifierSays(): void
    {
        $table = require dirname(__DIR__, 3) . '/Sources/php/library/src/FindingTable.php';
        self::assertCount(10, $table);
        $folder = dirname(__DIR__, 3) . '/Sources/LicenseVerifier/FindingTexts/';
        $swift = file_get_contents($folder . 'HostTexts.swift') . file_get_contents($folder . 'StateTexts.swift');
        foreach ($table as $code => [$severity, $languages]) {
            $name = lcfirst(str_replace(' ', '', ucwords(str_replace('-', ' ', $code))));
            $sentence = static function (string $text): string {
                return '"' . str_replace("\u{A0}", '\u{A0}', $text) . '"';
            };
            [$english, $french] = array_map(static function (array $texts) use ($sentence): string {
                return '( ' . implode(', ', array_map($sentence, $texts)) . ' )';
            }, [$languages['en'], $languages['fr']]);
            $row = "static var $name: FindingText { FindingText( .$severity, english: $english, french: $french) }";
            self::assertStringContainsString($row, preg_replace('/ +|\n\s*/', ' ', $swift), $code);
        }
    }

    public function testEveryFindingIsToldInBothLanguagesWithItsValues(): void
    {
        $table = require dirname(__DIR__, 3) . '/Sources/php/library/src/FindingTable.php';
        $reasons = require dirname(__DIR__, 3) . '/Sources/php/library/src/ReasonTable.php';
        $values = ['path' => '/p', 'reason' => 'exit status 7', 'limit' => '1 s', 'found' => 'f', 'expected' => 'e',
            'time' => 't', 'until' => 'u'];
        foreach (array_keys($table) as $code) {
            foreach (['en', 'fr', 'fr_FR.UTF-8', 'de', 'fro', ''] as $language) {
                $finding = (new Phrasebook($language))->finding(new Cause($code, $values));
                self::assertStringNotContainsString('{', $finding->message() . $finding->remedy());
                $french = (new Phrasebook('fr'))->finding(new Cause($code, $values))->message();
                $isFrench = strncmp($language, 'fr', 2) === 0 && $language !== 'fro';
                self::assertSame($isFrench, $finding->message() === $french, "$code $language");
            }
        }
        $source = '';
        foreach (glob(dirname(__DIR__, 3) . '/Sources/php/library/src/{*,*/*}.php', GLOB_BRACE) as $path) {
            $source .= basename($path) === 'ReasonTable.php' ? '' : stripslashes(file_get_contents($path));
        }
        self::assertGreaterThan(10, count($reasons));
        foreach (array_keys($reasons) as $reason) {
            $begin = explode('{}', preg_replace('/^[a-z_]+ is disabled$/', ' is disabled', $reason))[0];
            self::assertStringContainsString($begin, $source, "'$reason' is a reason that is given");
        }
        $cause = new Cause('verifier-ended', ['reason' => 'exit status 7']);
        $french = (new Phrasebook('fr'))->finding($cause);
        self::assertStringEndsWith('code de sortie 7', $french->message());
        self::assertSame(['reason' => 'exit status 7'], $french->values(), 'values are the same in every language');
    }
}
