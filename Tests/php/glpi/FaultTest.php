<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Glpi;

use Latchkey\Client\Finding;
use Latchkey\Client\Tests\Glpi\Support\Host;
use Latchkey\Client\Tests\Support\FakeExtension;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * What kills GLPI or deactivates a plugin never comes from a license, whatever is found and whatever is broken.
 *
 * | fault | here |
 * | --- | --- |
 * | thrown in version, prerequisites or configuration | Plugin::run() throws it on: the test fails |
 * | prerequisites or configuration say false | the plugin's state is no longer `active` |
 * | thrown in the init | the same |
 * | exit | the test run ends without its last line |
 */
final class FaultTest extends TestCase
{
    private const TYPES = ['latchkey/context@v1', 'latchkey/product@v1', 'latchkey/state@v1'];

    public function testTheDoubleDoesWhatGlpiDoesToFaults(): void
    {
        $folder = \Latchkey\Client\Tests\Support\Place::make();
        $faults = [
            'version' => 'function plugin_version_X() { throw new Error("no"); }',
            'config' => 'function plugin_X_check_config() { throw new Error("no"); }',
            'prerequisites' => 'function plugin_X_check_prerequisites() { throw new Error("no"); }',
            'configfalse' => 'function plugin_X_check_config() { return false; }',
            'prerequisitesfalse' => 'function plugin_X_check_prerequisites() { return false; }',
            'init' => 'function plugin_init_X() { throw new Error("no"); }',
        ];
        $outcomes = [];
        foreach ($faults as $name => $code) {
            $functions = ['function plugin_version_X() {}', 'function plugin_X_check_config() { return true; }',
                'function plugin_X_check_prerequisites() { return true; }', 'function plugin_init_X() {}'];
            $begin = strstr($code, '(', true);
            $kept = array_filter($functions, static function (string $function) use ($begin): bool {
                return strpos($function, $begin . '(') !== 0;
            });
            mkdir("$folder/$name");
            $source = '<?php ' . str_replace('X', $name, implode(' ', $kept) . $code);
            file_put_contents("$folder/$name/setup.php", $source);
            [\Plugin::$folders[$name], \Plugin::$states[$name]] = ["$folder/$name", 'active'];
            try {
                \Plugin::run($name);
                $outcomes[$name] = \Plugin::$states[$name];
            } catch (\Error $error) {
                $outcomes[$name] = 'no page at all';
            }
        }
        self::assertSame([
            'version' => 'no page at all', 'config' => 'no page at all', 'prerequisites' => 'no page at all',
            'configfalse' => 'to be configured', 'prerequisitesfalse' => 'deactivated', 'init' => 'deactivated',
        ], $outcomes);
    }

    /** Every finding that the documents know, in every mode, with values that want to be HTML. */
    public function testWithEveryFindingInEveryModeThePluginStaysActiveAndEveryPageIsWhole(): void
    {
        $host = new Host();
        $host->store()->replace(null, 'a state');
        $codes = self::codes();
        self::assertGreaterThan(50, count($codes));
        $tried = 0;
        foreach ($codes as $code) {
            foreach ([Verdict::FULL, Verdict::TRIAL, Verdict::READ_ONLY, Verdict::OFF] as $mode) {
                $host->verifier('/nowhere', self::answering($mode, $code));
                $this->everythingIsWhole($host, "$code in $mode", $code);
                self::assertSame($mode, $host->load()->verdict()->mode());
                $tried++;
            }
        }
        self::assertSame(4 * count($codes), $tried);
    }

    /** @return array<string, array{callable(Host): void}> */
    public function broken(): array
    {
        return [
            'no table' => [static function (Host $host): void {
                $GLOBALS['DB']->doQuery('DROP TABLE ' . Host::TABLE);
            }],
            'no rows' => [static function (Host $host): void {
                $GLOBALS['DB']->doQuery('DELETE FROM ' . Host::TABLE);
            }],
            'a table without the columns' => [static function (Host $host): void {
                $GLOBALS['DB']->doQuery('ALTER TABLE ' . Host::TABLE . ' DROP COLUMN value');
            }],
            'no security key' => [static function (Host $host): void {
                unlink($host->folder . '/glpicrypt.key');
            }],
            'another security key' => [static function (Host $host): void {
                file_put_contents($host->folder . '/glpicrypt.key', random_bytes(32));
            }],
            'a damaged state' => [static function (Host $host): void {
                $host->set('state', (new \GLPIKey())->encrypt('not a state'));
            }],
            'a replica' => [static function (Host $host): void {
                $GLOBALS['DB']->slave = true;
            }],
            'no verifier' => [static function (Host $host): void {
                $host->verifier('/nowhere/latchkey-verify');
            }],
            'a verifier that says nothing' => [static function (Host $host): void {
                $host->verifier('/bin/true');
            }],
            'a verifier that fails' => [static function (Host $host): void {
                $host->verifier('/bin/false');
            }],
            'an extension that throws' => [static function (Host $host): void {
                $host->verifier('/nowhere', new FakeExtension(true, 1, self::TYPES, static function (): array {
                    throw new \Error('from the extension');
                }));
            }],
            'no product file' => [static function (Host $host): void {
                unlink($host->plugin . '/latchkey.product');
            }],
            'a damaged product file' => [static function (Host $host): void {
                file_put_contents($host->plugin . '/latchkey.product', 'not a product file');
            }],
            'a GLPI that was not set up' => [static function (Host $host): void {
                $GLOBALS['CFG_GLPI'] = [];
            }],
            'no session' => [static function (Host $host): void {
                $_SESSION = [];
            }],
            'a session of rubbish' => [static function (Host $host): void {
                $_SESSION = ['glpilanguage' => ['x'], 'glpiname' => ['y'], 'glpidate_format' => 'z'];
                $GLOBALS['CFG_GLPI']['instance_uuid'] = ['q'];
                $GLOBALS['CFG_GLPI']['url_base'] = 7;
            }],
        ];
    }

    /**
     * @dataProvider broken
     * @param callable(Host): void $break
     */
    public function testWhateverIsBrokenThePluginStaysActiveAndEveryPageIsWhole(callable $break): void
    {
        $host = new Host();
        $host->import('--feature', 'reports', '--term', '20d');
        $break($host);
        $this->everythingIsWhole($host, 'broken');
        $task = new \CronTask();
        self::assertSame(1, \GlpiPlugin\Latchkeydemo\License::cronLicense($task));
        $status = plugin_latchkeydemo_status(['ok' => true, '_public_only' => false]);
        self::assertContains($status['status'], ['OK', 'WARNING', 'PROBLEM']);
    }

    public function testADatabaseThatWentAwayLeavesThePluginActive(): void
    {
        global $DB;
        $host = new Host();
        $host->import();
        $DB->close();
        $plugin = $host->load();
        self::assertSame('active', \Plugin::$states[Host::KEY]);
        self::assertSame(Verdict::OFF, $plugin->verdict()->mode());
        $page = $host->page('license.php');
        self::assertStringContainsString('data-code="state-unreadable"', $page);
        self::assertStringEndsWith('</main></body></html>', $page);
    }

    private function everythingIsWhole(Host $host, string $what, string $code = ''): void
    {
        $heard = [];
        set_error_handler(static function (int $level, string $message) use (&$heard): bool {
            $heard[] = $message;
            return true;
        });
        try {
            self::assertTrue(plugin_latchkeydemo_check_config());
            self::assertTrue(plugin_latchkeydemo_check_prerequisites());
            $pages = ['central' => $host->page('central'), 'notes' => $host->page('note.php')];
            foreach (['status', 'activation', 'import', 'licenses', 'history', 'support'] as $tab) {
                $pages[$tab] = $host->page('license.php', ['tab' => $tab]);
            }
        } finally {
            restore_error_handler();
        }
        self::assertSame([], $heard, $what);
        self::assertSame('active', \Plugin::$states[Host::KEY], $what);
        self::assertTrue($GLOBALS['PLUGIN_HOOKS']['csrf_compliant'][Host::KEY]);
        foreach ($pages as $name => $page) {
            self::assertStringStartsWith('<!doctype html>', $page, "$what, $name");
            self::assertStringEndsWith('</main></body></html>', $page, "$what, $name");
            self::assertStringNotContainsString('<script', $page, "$what, $name");
            self::assertTrue(self::isWellFormed($page), "$what, $name");
        }
        if ($code !== '') {
            self::assertStringContainsString("data-code=\"$code\"", $pages['status'], $what);
        }
    }

    /** Whether every element that is opened is closed in its turn. */
    private static function isWellFormed(string $page): bool
    {
        $unclosed = ['/<(input|meta|link|br)\b[^>]*>/', '/ (data-submit-once|readonly|required)\b/'];
        $body = (string) preg_replace($unclosed, '', $page);
        $body = str_replace('<!doctype html>', '', $body);
        $previous = libxml_use_internal_errors(true);
        $isLoaded = (new \DOMDocument())->loadXML($body);
        libxml_clear_errors();
        libxml_use_internal_errors($previous);
        return $isLoaded;
    }

    /** An extension whose every verdict has this mode and finding. */
    private static function answering(string $mode, string $code): FakeExtension
    {
        $finding = ['code' => $code, 'severity' => Finding::ERROR,
            'message' => 'it is <script>alert(1)</script> & "so"',
            'remedy' => "do <b>that</b> 'now'",
            'values' => ['reason' => '<script>', 'stage' => '30']];
        $json = ['mode' => $mode, 'product' => 'glpi-demo', 'license' => '01<script>', 'kind' => 'subscription',
            'customer' => '<script>ACME</script>', 'installation' => '<script>', 'starts' => '2026-01-01T00:00:00Z',
            'expires' => '2027-01-02T12:00:00Z', 'lastDay' => '2027-01-01', 'daysLeft' => -3,
            'time' => '2027-01-05T00:00:00Z', 'features' => ['reports', '<script>'], 'limits' => ['notes' => 2],
            'coveredUntil' => null, 'findings' => [$finding], 'installed' => [[
                'license' => '<script>', 'kind' => '<script>', 'standing' => '<script>', 'starts' => 'x',
                'lastDay' => '<script>', 'findings' => [$finding],
            ]]];
        return new FakeExtension(true, 1, self::TYPES, static function () use ($mode, $json): array {
            $modes = [Verdict::OFF => 1, Verdict::READ_ONLY => 2, Verdict::TRIAL => 3, Verdict::FULL => 4];
            return ['outcome' => 0, 'mode' => $modes[$mode], 'json' => json_encode($json)];
        });
    }

    /** @return list<string> every code of docs/troubleshooting.md */
    private static function codes(): array
    {
        $text = (string) file_get_contents(dirname(__DIR__, 3) . '/docs/troubleshooting.md');
        preg_match_all('/^### ([a-z-]+)$/m', $text, $codes);
        return $codes[1];
    }
}
