<?php

declare(strict_types=1);

namespace GlpiPlugin\Latchkeydemo;

use CommonDBTM;
use Latchkey\Client\Glpi\LicenseItem;

/**
 * The license, as GLPI's automatic actions and notifications know it.
 */
final class License extends CommonDBTM
{
    use LicenseItem;
}
