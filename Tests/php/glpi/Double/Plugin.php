<?php

declare(strict_types=1);

/**
 * What GLPI does with a plugin on every request. Cited: GLPI 10.0.18 and 11.0.6, src/Plugin.php, Plugin::load() and
 * Plugin::checkPluginState(), and the table "What a fault does" that was measured on both.
 */
class Plugin
{
    /** @var array<string, string> each plugin's folder */
    public static $folders = [];
    /** @var array<string, string> each plugin's state: `active`, `deactivated` or `to be configured` */
    public static $states = [];
    /** @var bool */
    private static $isLoading = false;

    /** In GLPI 11 a query, until all plugins are loaded; in GLPI 10 the states were read before. */
    public static function isPluginActive($key)
    {
        if (GLPI_VERSION[1] === '1' && self::$isLoading) {
            $GLOBALS['DB']->statements[] = "SELECT * FROM `glpi_plugins` WHERE `directory` = '$key'";
        }
        return (self::$states[$key] ?? '') === 'active';
    }

    public static function getWebDir($key, $full = true, $use_url_base = false)
    {
        return "/plugins/$key";
    }

    /** Where a page has loaded the plugin already, nothing happens. */
    public static function load($key, $withhook = false)
    {
        require_once self::$folders[$key] . '/setup.php';
        if ($withhook) {
            require_once self::$folders[$key] . '/hook.php';
        }
    }

    /**
     * One request, up to plugin_init_X(). What is thrown in the version, the prerequisites or the configuration is
     * thrown here too: then GLPI shows no page at all. What is thrown in the init deactivates the plugin.
     */
    public static function run(string $key): void
    {
        require_once self::$folders[$key] . '/setup.php';
        ("plugin_version_$key")();
        if (("plugin_{$key}_check_config")() === false) {
            self::$states[$key] = 'to be configured';
            return;
        }
        if (("plugin_{$key}_check_prerequisites")() === false) {
            self::$states[$key] = 'deactivated';
            return;
        }
        self::$isLoading = true;
        try {
            ("plugin_init_$key")();
        } catch (Throwable $thrown) {
            self::$states[$key] = 'deactivated';
            return;
        } finally {
            self::$isLoading = false;
        }
        $language = $_SESSION['glpilanguage'] ?? null;
        $folder = self::$folders[$key] . '/locales';
        GlpiDouble\Translations::load($key, $folder, is_string($language) ? $language : 'en_GB');
        require_once self::$folders[$key] . '/hook.php';
    }

    /** Plugin::doHook(): calls what plugins registered, if they are active. */
    public static function doHook($name, $param = null)
    {
        global $PLUGIN_HOOKS;
        foreach ($PLUGIN_HOOKS[$name] ?? [] as $key => $function) {
            if (self::isPluginActive($key) && is_callable($function)) {
                $function([$name]);
            }
        }
    }
}
