<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

use Latchkey\Client\Quietly;

/**
 * Installs, upgrades and uninstalls what the license needs: table, automatic action, notification, folder.
 */
final class Setup
{
    private const TASK = 'license';

    /**
     * In `plugin_X_install()`, which GLPI also calls for an upgrade. What stands in the way is shown to the
     * administrator.
     *
     * @return bool false when there is no table
     */
    public static function install(string $key): bool
    {
        $plugin = LicensedPlugin::of($key);
        try {
            self::schema($plugin)->install();
        } catch (\Throwable $thrown) {
            self::tell($thrown->getMessage(), ERROR);
            return false;
        }
        try {
            $class = $plugin->key()->className('License');
            // Run by GLPI's cron where there is one, else while somebody uses GLPI: whichever an administrator chooses.
            \CronTask::register($class, self::TASK, DAY_TIMESTAMP, ['comment' => '']);
            (new NotificationRecords($plugin))->create();
            self::folder($plugin);
            // The installation gets its key and its state here, from which a trial of the product's own counts.
            if ($plugin->table()->values('state')['state'] === null) {
                $plugin->administration()->request();
            }
            foreach ($plugin->administration()->selfTest()->findings() as $finding) {
                self::tell($finding->message() . '. ' . $finding->remedy(), WARNING);
            }
        } catch (\Throwable $thrown) {
            // The license works without.
            self::tell($thrown->getMessage(), WARNING);
        }
        return true;
    }

    /** In `plugin_X_uninstall()`: the table goes, and the licenses with it. GLPI removes the automatic action itself. */
    public static function uninstall(string $key): bool
    {
        $plugin = LicensedPlugin::of($key);
        try {
            (new NotificationRecords($plugin))->remove();
        } catch (\Throwable $thrown) {
            self::tell($thrown->getMessage(), WARNING);
        }
        try {
            self::schema($plugin)->uninstall();
            return true;
        } catch (\Throwable $thrown) {
            self::tell($thrown->getMessage(), ERROR);
            return false;
        }
    }

    private static function schema(LicensedPlugin $plugin): ConfigSchema
    {
        global $DB;
        return new ConfigSchema($DB, $plugin->key()->table());
    }

    /**
     * Where verdicts of the program are remembered when there is no APCu. What root makes on a console is given to the
     * user of the web server, who owns the folder above.
     */
    public static function folder(LicensedPlugin $plugin): void
    {
        $folder = $plugin->key()->folder();
        if ($folder === null || is_dir($folder) || !is_dir(dirname($folder))) {
            return;
        }
        Quietly::run(static function () use ($folder): void {
            if (mkdir($folder, 0700) && function_exists('posix_geteuid') && posix_geteuid() === 0) {
                chown($folder, (int) fileowner(dirname($folder)));
                chgrp($folder, (int) filegroup(dirname($folder)));
            }
        });
    }

    private static function tell(string $message, int $level): void
    {
        \Session::addMessageAfterRedirect(Words::escape($message), false, $level);
    }
}
