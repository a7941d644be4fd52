<?php

/**
 * Demo: notes for GLPI. What is licensed, and what is not:
 *
 * | what | needs |
 * | --- | --- |
 * | reading and exporting notes | nothing, in every mode |
 * | adding, changing and removing notes | the modes full and trial |
 * | more than a few notes | the limit `notes` |
 * | the report | the feature `reports` |
 */

declare(strict_types=1);

use GlpiPlugin\Latchkeydemo\Note;
use Latchkey\Client\Glpi\LicensedPlugin;

define('PLUGIN_LATCHKEYDEMO_VERSION', '1.0.0');

function plugin_init_latchkeydemo(): void
{
    global $PLUGIN_HOOKS;

    $license = LicensedPlugin::register('latchkeydemo', __DIR__);

    $PLUGIN_HOOKS['menu_toadd']['latchkeydemo'] = ['tools' => Note::class];
    Note::offerReport($license->allows('reports'));
}

/** @return array<string, mixed> */
function plugin_version_latchkeydemo(): array
{
    return [
        'name' => 'Latchkey demo',
        'version' => PLUGIN_LATCHKEYDEMO_VERSION,
        'author' => 'Example vendor',
        'license' => 'Apache-2.0',
        'homepage' => 'https://vendor.example/',
        'requirements' => [
            'glpi' => ['min' => '10.0.7', 'max' => '12.0.0'],
            'php' => ['min' => '7.4'],
        ],
    ];
}

// The license has no say in these two: GLPI would deactivate the plugin.

function plugin_latchkeydemo_check_prerequisites(): bool
{
    return true;
}

function plugin_latchkeydemo_check_config(): bool
{
    return true;
}
