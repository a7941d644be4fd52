<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Glpi;

use Latchkey\Client\Tests\Glpi\Support\Host;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * Banner, automatic action, notification and status.
 */
final class AroundTest extends TestCase
{
    private const BANNER = '/data-latchkey="banner".*name="warning" value="([^"]+)"/s';

    public function testTheBannerComesAtEachStageAndIsDismissedForOneUserAndStage(): void
    {
        $host = new Host();
        $host->import('--term', '100d');
        self::assertDoesNotMatchRegularExpression(self::BANNER, $host->page('central'));
        $begin = $host->now;
        $seen = [];
        foreach ([45, 75, 95, 103, 120] as $day) {
            $host->now = $begin + $day * 86400;
            self::assertSame(1, preg_match(self::BANNER, $host->page('central'), $warning), "day $day");
            $seen[] = preg_replace('/\/[^\/]*\z/', '', $warning[1]);
            $host->page('license.php', [], ['action' => 'dismiss', 'warning' => $warning[1]]);
            self::assertDoesNotMatchRegularExpression(self::BANNER, $host->page('central'), "day $day, dismissed");
            $_SESSION['glpiID'] = 3;
            self::assertMatchesRegularExpression(self::BANNER, $host->page('central'), 'another administrator');
            $_SESSION['glpiID'] = 2;
        }
        self::assertSame(['expires-soon/60', 'expires-soon/30', 'expires-soon/7', 'in-grace/', 'expired/'], $seen);
    }

    public function testTheAutomaticActionMailsEachWarningOnce(): void
    {
        $host = new Host();
        $host->import('--term', '100d');
        $task = new \CronTask();
        $run = static function () use ($host, $task): int {
            $host->load();
            self::assertSame(1, \GlpiPlugin\Latchkeydemo\License::cronLicense($task));
            return $task->volume;
        };
        self::assertSame(0, $run());
        $host->now += 45 * 86400;
        self::assertSame(1, $run());
        self::assertSame(0, $run(), 'it was mailed yesterday');
        $host->now += 30 * 86400;
        self::assertSame(1, $run());
        self::assertCount(2, \NotificationEvent::$mailed);
        $mail = \NotificationEvent::$mailed[1];
        self::assertSame('license_warning', $mail['event']);
        self::assertStringStartsWith('the license ends on ', $mail['##license.message##']);
        self::assertNotSame('', $mail['##license.remedy##']);
        self::assertStringEndsWith('/plugins/latchkeydemo/front/license.php', $mail['##license.url##']);
        $target = new \GlpiPlugin\Latchkeydemo\NotificationTargetLicense();
        $target->getTags();
        foreach (array_keys($target->tags) as $tag) {
            self::assertArrayHasKey("##$tag##", $mail);
        }
        self::assertArrayHasKey('license_warning', $target->getEvents());
        self::assertNotSame('', \GlpiPlugin\Latchkeydemo\License::cronInfo('license')['description']);
    }

    public function testOnlyWhatIsOffIsAProblemOfTheStatus(): void
    {
        $host = new Host();
        $status = static function () use ($host): array {
            $host->load();
            return plugin_latchkeydemo_status(['ok' => true, '_public_only' => false]);
        };
        self::assertSame(['PROBLEM', Verdict::OFF], [$status()['status'], $status()['license']]);
        $host->import('--term', '100d');
        self::assertSame('OK', $status()['status']);
        $host->now += 50 * 86400;
        self::assertSame('WARNING', $status()['status']);
        self::assertSame('expires-soon', $status()['license_findings']);
        $host->now += 80 * 86400;
        self::assertSame(['WARNING', Verdict::READ_ONLY], [$status()['status'], $status()['license']]);
    }

    public function testTheNewestLogIsLookedAtOnceADayAndTellsOfAClockThatWasSetBack(): void
    {
        global $DB;
        $host = new Host(true);
        $host->import();
        $DB->doQuery('INSERT INTO glpi_logs (date_mod) VALUES (FROM_UNIXTIME(' . ($host->now + 5 * 86400) . '))');
        $asked = static function (callable $body): int {
            global $DB;
            $DB->statements = [];
            $body();
            return count(preg_grep('/glpi_logs/', $DB->statements));
        };
        $load = static function () use ($host): void {
            $host->load()->verdict();
        };
        self::assertSame(0, $asked($load), 'it was looked at when the license was imported');
        $host->now += 86400 + 1;
        self::assertSame(1, $asked($load));
        self::assertSame(0, $asked($load));
        self::assertCount(1, $DB->statements, 'a load is one query');
        self::assertStringContainsString('data-code="clock-contradicted"', $host->page('license.php'));
    }

    public function testTheVerifierIsAskedOnceARequestHoweverOftenThePluginAsks(): void
    {
        global $DB;
        $host = new Host(true);
        $host->import();
        $host->load()->verdict();
        $DB->statements = [];
        $plugin = $host->load();
        self::assertCount(1, $DB->statements, 'from the init to the verdict');
        for ($time = 0; $time < 20; $time++) {
            $plugin->allows('reports');
            $plugin->limit('notes');
            $plugin->verdict();
        }
        self::assertCount(1, $DB->statements);
    }

    public function testWhileItIsInstalledATableThatIsNotThereIsNoFault(): void
    {
        global $DB, $PLUGIN_HOOKS;
        $host = new Host();
        $host->schema()->uninstall();
        \Plugin::$states[Host::KEY] = 'not installed';
        [$DB->statements, $DB->logged] = [[], []];
        $plugin = $host->load();
        self::assertSame(Verdict::OFF, $plugin->verdict()->mode());
        self::assertSame('not installed', \Plugin::$states[Host::KEY], 'and nothing was thrown');
        if (GLPI_VERSION[1] === '0') {
            self::assertSame([], $DB->logged);
            self::assertSame([], $DB->statements);
        }
        self::assertTrue($PLUGIN_HOOKS['csrf_compliant'][Host::KEY]);
        self::assertSame('front/license.php', $PLUGIN_HOOKS['config_page'][Host::KEY]);
    }
}
