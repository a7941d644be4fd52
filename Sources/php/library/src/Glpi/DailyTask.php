<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * What happens once a day, by GLPI's automatic actions: the verdict is looked at, and a new warning is mailed, once.
 */
final class DailyTask
{
    /** The name of the event in GLPI's notifications. */
    public const EVENT = 'license_warning';

    /** @return int what GLPI counts: 1 when something was mailed, else 0 */
    public static function run(string $key): int
    {
        try {
            $plugin = LicensedPlugin::of($key);
            $plugin->refresh();
            Setup::folder($plugin);
            $warning = Warning::of($plugin->verdict());
            if ($warning === null || $plugin->notebook()->isMailed($warning->name())) {
                return 0;
            }
            $class = $plugin->key()->className('License');
            if (!\NotificationEvent::raiseEvent(self::EVENT, new $class(), ['entities_id' => 0])) {
                return 0;
            }
            return $plugin->notebook()->mailed($warning->name()) ? 1 : 0;
        } catch (\Throwable $thrown) {
            return 0;
        }
    }
}
