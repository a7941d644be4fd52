<?php

declare(strict_types=1);

namespace GlpiPlugin\Latchkeydemo;

use Latchkey\Client\Glpi\Console\ImportConsole;

/**
 * `php bin/console plugins:latchkeydemo:license:import`.
 */
final class LicenseImportCommand extends ImportConsole
{
}
