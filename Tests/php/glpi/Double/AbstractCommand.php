<?php

declare(strict_types=1);

namespace Glpi\Console;

use Symfony\Component\Console\Command\Command;

/**
 * What GLPI's commands extend: Symfony's Command, with GLPI's database. Cited: GLPI 10.0.18
 * src/Console/AbstractCommand.php, GLPI 11.0.6 src/Glpi/Console/AbstractCommand.php.
 */
abstract class AbstractCommand extends Command
{
}
