<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

use Latchkey\Client\Situation;

/**
 * The present as GLPI knows it: its configured URL, its release, its instance, its user's language.
 *
 * Nothing is asked of the database: all of it lies in what GLPI loads for every page.
 */
final class GlpiSituation
{
    /** @param ?int $evidence the newest entry of GLPI's log, in seconds since 1970 */
    public static function now(?int $evidence = null): Situation
    {
        global $CFG_GLPI;
        $url = $CFG_GLPI['url_base'] ?? null;
        $situation = Situation::at(is_string($url) ? $url : null)->language(self::language());
        if (defined('GLPI_VERSION')) {
            $situation = $situation->host('glpi', (string) GLPI_VERSION);
        }
        // Telemetry::getInstanceUuid() would make one where there is none, and a page load writes nothing for that.
        $instance = $CFG_GLPI['instance_uuid'] ?? null;
        if (is_string($instance) && $instance !== '') {
            $situation = $situation->fact('instance', $instance);
        }
        return $evidence === null ? $situation : $situation->evidence($evidence);
    }

    /** The language of the session, else the one that GLPI is set to: `fr_FR`. */
    public static function language(): string
    {
        global $CFG_GLPI;
        foreach ([$_SESSION['glpilanguage'] ?? null, $CFG_GLPI['language'] ?? null] as $language) {
            if (is_string($language) && $language !== '') {
                return $language;
            }
        }
        return 'en_GB';
    }
}
