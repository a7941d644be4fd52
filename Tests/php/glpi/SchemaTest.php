<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Glpi;

use Latchkey\Client\Tests\Glpi\Support\Host;
use PHPUnit\Framework\TestCase;

/**
 * The plugin's table comes, is mended, and goes.
 */
final class SchemaTest extends TestCase
{
    public function testInstallingTwiceChangesNothing(): void
    {
        global $DB;
        $host = new Host();
        $host->store()->replace(null, 'one');
        $before = $DB->listFields(Host::TABLE);
        $host->schema()->install();
        self::assertSame($before, $DB->listFields(Host::TABLE));
        self::assertSame('one', $host->store()->load());
        self::assertSame(['id', 'name', 'value', 'previous'], array_keys($before));
        self::assertSame('mediumtext', $before['value']['Type']);
        self::assertSame('UNI', $before['name']['Key']);
        self::assertSame([], $DB->logged);
        $host->schema()->uninstall();
        self::assertSame([], $DB->listFields(Host::TABLE));
        $host->schema()->uninstall();
    }

    public function testATableThatThePluginHadKeepsItsOwnColumnsAndRows(): void
    {
        global $DB;
        $host = new Host();
        $host->schema()->uninstall();
        $DB->doQuery('CREATE TABLE ' . Host::TABLE . ' (id INT UNSIGNED NOT NULL AUTO_INCREMENT, color VARCHAR(9), '
            . 'PRIMARY KEY (id))');
        $DB->insert(Host::TABLE, ['color' => 'red']);
        $host->schema()->install();
        $host->store()->replace(null, 'one');
        self::assertSame('one', $host->store()->load());
        $host->schema()->uninstall();
        self::assertSame('red', $DB->request(['FROM' => Host::TABLE])[0]['color']);
        self::assertCount(1, $DB->request(['FROM' => Host::TABLE]));
        self::assertArrayNotHasKey('value', $DB->listFields(Host::TABLE));
    }

    public function testThePluginInstallsAndUninstallsWithAllThatGlpiKnowsOfIt(): void
    {
        global $DB;
        $host = new Host();
        $host->schema()->uninstall();
        self::assertTrue(plugin_latchkeydemo_install());
        $installation = $host->load()->verdict()->installation();
        self::assertNotNull($installation, 'the installation has its key');
        self::assertTrue(plugin_latchkeydemo_install(), 'an upgrade');
        self::assertSame($installation, $host->load()->verdict()->installation());
        self::assertCount(1, \CommonGLPI::$rows['CronTask']);
        self::assertCount(1, \CommonGLPI::$rows['Notification']);
        self::assertCount(1, \CommonGLPI::$rows['NotificationTemplate']);
        self::assertNotSame([], $DB->listFields(Host::TABLE));
        self::assertTrue(plugin_latchkeydemo_uninstall());
        self::assertSame([], \CommonGLPI::$rows['Notification'] + \CommonGLPI::$rows['NotificationTemplate']);
        self::assertSame([], $DB->listFields(Host::TABLE));
        $DB->close();
        self::assertFalse(@plugin_latchkeydemo_install(), 'GLPI says that it is not installed');
        self::assertNotEmpty($_SESSION['MESSAGE_AFTER_REDIRECT'][ERROR]);
    }
}
