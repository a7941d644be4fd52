<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * What GLPI has to know about a licensed plugin, in `$PLUGIN_HOOKS`, whatever its license says.
 *
 * @internal
 */
final class Hooks
{
    public const PAGE = 'license.php';

    public static function register(LicensedPlugin $plugin): void
    {
        global $PLUGIN_HOOKS;
        $key = $plugin->key()->text();
        $PLUGIN_HOOKS['csrf_compliant'][$key] = true;
        $fields = (array) ($PLUGIN_HOOKS['secured_fields'][$key] ?? []);
        $ours = ConfigSchema::securedFields($plugin->key()->table());
        $PLUGIN_HOOKS['secured_fields'][$key] = array_values(array_unique(array_merge($fields, $ours)));
        if (!isset($PLUGIN_HOOKS['config_page'][$key])) {
            $PLUGIN_HOOKS['config_page'][$key] = 'front/' . self::PAGE;
        }
        $before = $PLUGIN_HOOKS['display_central'][$key] ?? null;
        $PLUGIN_HOOKS['display_central'][$key] = static function ($data) use ($plugin, $before): void {
            if (is_callable($before)) {
                $before($data);
            }
            echo (new Banner($plugin))->html();
        };
        self::registerNotification($plugin->key()->className('License'));
    }

    private static function registerNotification(string $class): void
    {
        global $CFG_GLPI;
        $types = (array) ($CFG_GLPI['notificationtemplates_types'] ?? []);
        if (!in_array($class, $types, true)) {
            $CFG_GLPI['notificationtemplates_types'] = array_merge($types, [$class]);
        }
    }
}
