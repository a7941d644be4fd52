<?php

declare(strict_types=1);

use GlpiPlugin\Latchkeydemo\Note;
use Latchkey\Client\Glpi\Setup;
use Latchkey\Client\Glpi\StatusReport;

function plugin_latchkeydemo_install(): bool
{
    return Setup::install('latchkeydemo') && Note::install();
}

function plugin_latchkeydemo_uninstall(): bool
{
    return Note::uninstall() && Setup::uninstall('latchkeydemo');
}

/**
 * What `bin/console system:status` says about the plugin.
 *
 * @param array<string, mixed> $param
 * @return array<string, mixed>
 */
function plugin_latchkeydemo_status(array $param): array
{
    return StatusReport::of('latchkeydemo', $param);
}
