<?php

declare(strict_types=1);

namespace GlpiPlugin\Latchkeydemo;

use Latchkey\Client\Glpi\LicenseNotice;
use NotificationTarget;

/**
 * The notification that the license needs attention.
 */
final class NotificationTargetLicense extends NotificationTarget
{
    use LicenseNotice;
}
