<?php

declare(strict_types=1);

namespace GlpiPlugin\Latchkeydemo;

use Latchkey\Client\Glpi\Console\StatusConsole;

/**
 * `php bin/console plugins:latchkeydemo:license:status`.
 */
final class LicenseStatusCommand extends StatusConsole
{
}
