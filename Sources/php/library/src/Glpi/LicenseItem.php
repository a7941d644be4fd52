<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * What GLPI asks of the plugin's class `License`, by which it knows the automatic action and the notification:
 *
 *     final class License extends \CommonDBTM
 *     {
 *         use \Latchkey\Client\Glpi\LicenseItem;
 *     }
 */
trait LicenseItem
{
    /** @param int $nb */
    public static function getTypeName($nb = 0)
    {
        return (new Words(PluginKey::ofClass(static::class)))->text('License');
    }

    /** @param ?string $classname */
    public static function getTable($classname = null)
    {
        return PluginKey::ofClass(static::class)->table();
    }

    public static function getIcon()
    {
        return 'ti ti-certificate';
    }

    /**
     * @param string $name
     * @return array<string, string>
     */
    public static function cronInfo($name)
    {
        $words = new Words(PluginKey::ofClass(static::class));
        return ['description' => $words->text('Looks at the license, and mails what has to be done')];
    }

    /** @param \CronTask $task */
    public static function cronLicense($task): int
    {
        $mailed = DailyTask::run(PluginKey::ofClass(static::class)->text());
        $task->setVolume($mailed);
        return 1;
    }
}
