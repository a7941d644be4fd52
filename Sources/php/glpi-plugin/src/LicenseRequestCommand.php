<?php

declare(strict_types=1);

namespace GlpiPlugin\Latchkeydemo;

use Latchkey\Client\Glpi\Console\RequestConsole;

/**
 * `php bin/console plugins:latchkeydemo:license:request`.
 */
final class LicenseRequestCommand extends RequestConsole
{
}
