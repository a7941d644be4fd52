<?php

// GLPI, as far as a licensed plugin touches it: constants and functions. LATCHKEY_GLPI says which GLPI, 10 or 11.

declare(strict_types=1);

define('GLPI_VERSION', getenv('LATCHKEY_GLPI') === '10' ? '10.0.18' : '11.0.6');
// GLPI 10.0.18 inc/define.php; GLPI 11.0.6 src/autoload/constants.php.
define('READ', 1);
define('UPDATE', 2);
define('INFO', 0);
define('ERROR', 1);
define('WARNING', 2);
define('DAY_TIMESTAMP', 86400);
define('NS_PLUG', 'GlpiPlugin\\');

/** GLPI 10.0.18 and 11.0.6 src/autoload/i18n.php: __(), over Laminas\I18n, which gives back what it does not know. */
function __(string $sentence, string $domain = 'glpi'): string
{
    GlpiDouble\Translations::$asked[$sentence] = $domain;
    return GlpiDouble\Translations::of($sentence, $domain);
}
