<?php

declare(strict_types=1);

use Latchkey\Client\Glpi\Page\LicensePage;

include __DIR__ . '/../../../inc/includes.php';

// So that the page can be reached while the plugin is not active.
Plugin::load('latchkeydemo');
LicensePage::of('latchkeydemo')->serve();
