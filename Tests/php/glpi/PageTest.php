<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Glpi;

use Latchkey\Client\Glpi\Page\PictureFiles;
use Latchkey\Client\Picture\CodeCollector;
use Latchkey\Client\Picture\CodeSeries;
use Latchkey\Client\Tests\Glpi\Support\Host;
use Latchkey\Client\Tests\Support\Place;
use Latchkey\Client\Tests\Support\Vendor;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * The administrator's page, from the request to the return, and the page of the users.
 */
final class PageTest extends TestCase
{
    /** @return array<string, array{bool}> */
    public function ways(): array
    {
        return ['process' => [false], 'extension' => [true]];
    }

    /** @dataProvider ways */
    public function testTheWholePath(bool $byExtension): void
    {
        $host = new Host($byExtension);
        $status = $host->page('license.php');
        self::assertStringContainsString('data-code="nothing-installed"', $status);
        $request = self::document($host->page('license.php', [], ['action' => 'request']));
        self::assertStringStartsWith("latchkey/request@v1\n", $request);
        self::assertStringContainsString('url ' . Vendor::SITE, $request);
        self::assertStringContainsString('host glpi ' . GLPI_VERSION, $request);
        $license = Vendor::shared()->issue($request, '--feature', 'reports', '--limit', 'notes 2', '--term', '1y');

        // As a mail program hands it on.
        $quoted = preg_replace('/^/m', '> ', str_replace(["\n", '—'], ["\r\n", '--'], $license));
        $mail = "Hello,\r\n\r\n$quoted\r\nBye";
        $preview = $host->page('license.php', [], ['action' => 'preview', 'pasted' => $mail]);
        self::assertStringContainsString('This file can be installed.', $preview);
        self::assertStringContainsString('data-code="repaired"', $preview);
        self::assertStringContainsString('ACME SA', $preview);
        self::assertFalse($host->load()->allowsUse(), 'a preview stores nothing');

        self::assertSame(1, preg_match('/name="file64" value="([^"]+)"/', $preview, $file));
        self::assertSame($mail, base64_decode($file[1]));
        $done = $host->page('license.php', [], ['action' => 'import', 'file64' => $file[1], 'name' => 'acme.lic']);
        self::assertSame('to /plugins/latchkeydemo/front/license.php?tab=status', $done);
        self::assertSame(Verdict::FULL, $host->load()->verdict()->mode());
        self::assertStringContainsString('The license file is installed.', $host->page('license.php'));
        $history = $host->page('license.php', ['tab' => 'history']);
        self::assertStringContainsString('acme.lic', $history);
        self::assertStringContainsString('>glpi<', $history);

        $id = (string) $host->load()->verdict()->licenseId();
        $unsure = $host->page('license.php', [], ['action' => 'return', 'license' => $id]);
        self::assertStringContainsString('Confirm', $unsure);
        self::assertTrue($host->load()->allowsUse());
        $return = ['action' => 'return', 'license' => $id, 'sure' => '1'];
        $receipt = self::document($host->page('license.php', [], $return));
        self::assertStringStartsWith("latchkey/return@v1\n", $receipt);
        self::assertFalse($host->load()->allowsUse());
        self::assertStringContainsString('Given back', $host->page('license.php', ['tab' => 'history']));
        $again = self::document($host->page('license.php', [], $return));
        self::assertSame($receipt, $again);
        self::assertCount(2, $host->load()->history()->entries());
    }

    /** @return array<string, array{callable(string): string, string}> */
    public function wrongFiles(): array
    {
        return [
            'empty' => [static function (): string {
                return '   ';
            }, 'No file was chosen'],
            'rubbish' => [static function (): string {
                return random_bytes(500) . 'x';
            }, 'data-code="damaged"'],
            'altered' => [static function (string $license): string {
                return str_replace('notes 50', 'notes 51', $license);
            }, 'data-code="altered"'],
            'half' => [static function (string $license): string {
                return substr($license, 0, (int) (strlen($license) / 2));
            }, 'data-code="damaged"'],
            'huge' => [static function (): string {
                return str_repeat('latchkey/license@v1', 30000);
            }, 'data-code="'],
            'a page' => [static function (): string {
                return '<script>alert(1)</script>';
            }, 'data-code="damaged"'],
        ];
    }

    /**
     * @dataProvider wrongFiles
     * @param callable(string): string $make
     */
    public function testAFileThatIsNoneIsToldSoAndChangesNothing(callable $make, string $told): void
    {
        $host = new Host();
        $license = $host->license('--limit', 'notes 50', '--term', '1y');
        $host->load()->verdict();
        $before = $host->value('state');
        $file = $make($license);
        $page = $host->page('license.php', [], ['action' => 'preview', 'pasted' => $file]);
        self::assertStringContainsString($told, $page);
        self::assertStringNotContainsString('name="file64"', $page);
        self::assertStringNotContainsString('<script', $page);
        $page = $host->page('license.php', [], ['action' => 'import', 'file64' => base64_encode($file)]);
        self::assertStringEndsWith('</main></body></html>', $page);
        self::assertSame($before, $host->value('state'));
    }

    public function testWithoutTheRightOrTheTokenNothingIsDone(): void
    {
        $host = new Host();
        $page = $host->page('license.php', [], ['action' => 'request', '_glpi_csrf_token' => 'guessed']);
        self::assertSame('the token is missing or used up', $page);
        self::assertNull($host->value('state'));
        \Session::$isAdministrator = false;
        self::assertSame('access denied', $host->page('license.php'));
        self::assertSame('access denied', $host->page('license.php', [], ['action' => 'request']));
        self::assertNull($host->value('state'));
        self::assertStringNotContainsString('data-latchkey="banner"', $host->page('central'));
        self::assertStringContainsString('data-latchkey="notes"', $host->page('note.php'));
    }

    public function testAnUnreadableStateIsReplacedByTheNextRequestAndImport(): void
    {
        $host = new Host();
        $host->import();
        file_put_contents($host->folder . '/glpicrypt.key', random_bytes(32));
        self::assertStringContainsString('data-code="state-unreadable"', $host->page('license.php'));
        $french = $host->page('license.php', [], [], 'fr_FR');
        self::assertStringContainsString('cette clé a été changée', html_entity_decode($french));
        $request = self::document($host->page('license.php', [], ['action' => 'request'], 'en_GB'));
        $license = Vendor::shared()->issue($request);
        $host->page('license.php', [], ['action' => 'import', 'file64' => base64_encode($license)]);
        self::assertSame(Verdict::FULL, $host->load()->verdict()->mode());
    }

    public function testACopyOnAnotherHostIsSeen(): void
    {
        global $CFG_GLPI;
        $host = new Host();
        $host->import();
        $CFG_GLPI['instance_uuid'] = 'uuid-2';
        self::assertStringContainsString('data-code="copy-suspected"', $host->page('license.php'));
        self::assertTrue($host->load()->allowsUse());
        $CFG_GLPI['url_base'] = 'https://other.example';
        self::assertStringContainsString('data-code="other-url"', $host->page('license.php'));
        self::assertFalse($host->load()->allowsUse());
    }

    /** @dataProvider ways */
    public function testTheSupportBundleIsMadeInEveryStateAndHoldsNoSecret(bool $byExtension): void
    {
        $host = new Host($byExtension);
        $host->import();
        $seed = (string) $host->store()->seed();
        $key = (string) file_get_contents($host->folder . '/glpicrypt.key');
        $states = ['in force' => null, 'unreadable' => static function () use ($host): void {
            file_put_contents($host->folder . '/glpicrypt.key', random_bytes(32));
        }, 'without a table' => static function (): void {
            $GLOBALS['DB']->doQuery('DROP TABLE ' . Host::TABLE);
        }];
        foreach ($states as $name => $change) {
            $change === null || $change();
            $tab = $host->page('license.php', ['tab' => 'support']);
            self::assertStringContainsString('data-latchkey="support"', $tab, $name);
            $bundle = self::document($host->page('license.php', [], ['action' => 'support']));
            self::assertStringStartsWith("latchkey/bundle@v1\n", $bundle, $name);
            // Its lines hold Base64 of what they tell.
            $bundle .= implode("\n", array_map('base64_decode', explode(' ', str_replace("\n", ' ', $bundle))));
            self::assertStringContainsString('product glpi-demo', $bundle, $name);
            foreach ([$seed, $key, 'uuid-1'] as $secret) {
                self::assertStringNotContainsString($secret, $bundle, $name);
                self::assertStringNotContainsString(base64_encode($secret), $bundle, $name);
            }
        }
    }

    /** What a user sees of the license: the data in every mode, the rest as it is licensed. */
    public function testDataAreReadableInEveryModeAndTheRestAsLicensed(): void
    {
        $host = new Host();
        $host->import('--feature', 'reports', '--limit', 'notes 2', '--term', '30d');
        $text = "It's a \"note\" \\ <b>é</b>\nsecond =1+1";
        foreach ([$text, 'two', 'three'] as $note) {
            $host->page('note.php', [], ['action' => 'add', 'text' => $note]);
        }
        self::assertSame(['two', $text], array_column(\GlpiPlugin\Latchkeydemo\Note::all(), 'text'), 'the limit holds');
        $full = $host->page('note.php');
        self::assertStringContainsString('data-limit="reached"', $full);
        self::assertStringContainsString('data-feature="present"', $full);

        $host->now += 50 * 86400;
        $ended = $host->page('note.php');
        self::assertStringContainsString('data-mode="read-only"', $ended);
        self::assertStringContainsString('data-feature="absent"', $ended);
        self::assertStringContainsString('&lt;b&gt;é&lt;/b&gt;', $ended);
        self::assertStringNotContainsString('data-latchkey="add"', $ended);
        $host->page('note.php', [], ['action' => 'add', 'text' => 'four']);
        $host->page('note.php', [], ['action' => 'remove', 'id' => '1']);
        self::assertCount(2, \GlpiPlugin\Latchkeydemo\Note::all());
        self::assertStringContainsString('"It\'s a ""note""', $host->page('note.php', ['export' => 'csv']));

        $GLOBALS['DB']->doQuery('DELETE FROM ' . Host::TABLE);
        $host->now = time();
        $off = $host->page('note.php');
        self::assertStringContainsString('data-mode="off"', $off);
        self::assertStringContainsString('two', $off);
        self::assertStringContainsString('"two"', $host->page('note.php', ['export' => 'csv']));
        $host->import('--trial', '15d');
        self::assertStringContainsString('data-mode="trial"', $host->page('note.php'));
    }

    /** Codes on the page, where what draws and reads them was built; here it is only said to be there. */
    public function testTheRequestIsThereAsCodesAndTheImportReadsThem(): void
    {
        $host = new Host();
        self::assertStringNotContainsString('<script', $host->page('license.php', [], ['action' => 'request']));
        self::assertStringNotContainsString('<script', $host->page('license.php', ['tab' => 'import']));
        $folder = Place::make();
        foreach (array_merge(PictureFiles::DRAWER, PictureFiles::READER, [PictureFiles::PROGRAM]) as $name) {
            file_put_contents("$folder/$name", "this is $name");
        }
        PictureFiles::assume($folder);
        try {
            $page = $host->page('license.php', [], ['action' => 'request']);
            self::assertSame(1, preg_match('/data-texts="([^"]+)"/', $page, $texts));
            self::assertSame(self::document($page), self::fileOf(json_decode(html_entity_decode($texts[1]), true)));
            $import = $host->page('license.php', ['tab' => 'import']);
            preg_match_all('/license\.php\?(picture=[^"]+)"/', $page . $import, $addresses);
            self::assertCount(6, $addresses[1]);
            foreach ($addresses[1] as $address) {
                parse_str(html_entity_decode($address), $get);
                self::assertSame("this is $get[picture]", $host->page('license.php', $get));
            }
            // Nothing else is sent, and nothing without the right.
            foreach (['../setup.php', 'LICENSES.txt', '', ['codes.js']] as $name) {
                $page = $host->page('license.php', ['picture' => $name]);
                self::assertStringContainsString('data-latchkey="page"', $page);
            }
            \Session::$isAdministrator = false;
            self::assertSame('access denied', $host->page('license.php', ['picture' => 'codes.js']));
        } finally {
            PictureFiles::assume(null);
        }
    }

    public function testATextOfCodesIsTheFileAndEachWayOfFailingIsItsLine(): void
    {
        $host = new Host();
        $license = $host->license('--term', '1y');
        $texts = CodeSeries::texts($license, 160);
        $other = CodeSeries::texts('another file', 160);
        self::assertGreaterThan(3, count($texts));
        foreach ([implode("\r\n", array_reverse($texts)), "Codes:\n\n  " . implode("\n  ", $texts) . "\n"] as $pasted) {
            $page = $host->page('license.php', [], ['action' => 'preview', 'pasted' => $pasted]);
            self::assertSame(1, preg_match('/name="file64" value="([^"]+)"/', $page, $file), $page);
            self::assertSame($license, base64_decode($file[1]));
        }
        $wrongCheck = preg_replace('/:[0-9A-F]{8}:/', ':00000000:', $texts);
        $cases = [
            'Codes are missing: 1, 3.' => array_merge([$texts[1]], array_slice($texts, 3)),
            'damaged or was cut off' => [$texts[0] . 'a'],
            'two different files' => [$texts[0], $other[0]],
            'Update the plugin' => ['LATCHKEY2:1/1:00000000:BB8'],
            'do not make up the file' => $wrongCheck,
        ];
        foreach ($cases as $told => $lines) {
            $page = $host->page('license.php', [], ['action' => 'preview', 'pasted' => implode("\n", $lines)]);
            self::assertStringContainsString($told, $page);
            self::assertStringNotContainsString('name="file64"', $page);
            $page = $host->page('license.php', [], ['action' => 'import', 'file64' => base64_encode($lines[0])]);
            self::assertFalse($host->load()->allowsUse());
        }
    }

    /** Every sentence that a page asked GLPI to translate is translated. */
    public function testEverySentenceIsInBothLocales(): void
    {
        \GlpiDouble\Translations::$asked = [];
        $this->testTheWholePath(false);
        $this->testDataAreReadableInEveryModeAndTheRestAsLicensed();
        $this->testTheSupportBundleIsMadeInEveryStateAndHoldsNoSecret(false);
        $this->testTheRequestIsThereAsCodesAndTheImportReadsThem();
        $this->testATextOfCodesIsTheFileAndEachWayOfFailingIsItsLine();
        self::assertGreaterThan(80, count(\GlpiDouble\Translations::$asked));
        self::assertSame(['latchkeydemo'], array_values(array_unique(\GlpiDouble\Translations::$asked)));
        $folder = \Plugin::$folders[Host::KEY] . '/locales';
        $french = \GlpiDouble\Translations::read("$folder/fr_FR.mo");
        $english = \GlpiDouble\Translations::read("$folder/en_GB.mo");
        self::assertSame([], array_keys(array_diff_key(\GlpiDouble\Translations::$asked, $french)));
        self::assertSame(array_keys($english), array_keys($french));
        foreach ($french as $sentence => $translated) {
            preg_match_all('/%(\d\$)?[sd]/', $sentence, $one);
            preg_match_all('/%(\d\$)?[sd]/', $translated, $other);
            self::assertSame($one[0], $other[0], $sentence);
        }
        $page = (new Host())->page('license.php', [], [], 'fr_FR');
        self::assertStringContainsString('Prochaine étape', $page);
        self::assertStringContainsString('aucune licence n’est installée', mb_strtolower($page));
    }

    /** @param list<string> $texts */
    private static function fileOf(array $texts): ?string
    {
        $collector = new CodeCollector();
        array_map([$collector, 'take'], $texts);
        return $collector->file();
    }

    private static function document(string $page): string
    {
        $count = preg_match('/href="data:application\/octet-stream;base64,([^"]+)"/', $page, $document);
        self::assertSame(1, $count, $page);
        return (string) base64_decode($document[1], true);
    }
}
