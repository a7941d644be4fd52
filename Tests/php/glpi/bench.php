<?php

// Times what a licensed plugin does in a page load of GLPI, once its classes are there: from LicensedPlugin::register()
// to the verdict, the database read and the decryption included. Medians of 500, in microseconds.

declare(strict_types=1);

use Latchkey\Client\Glpi\LicensedPlugin;
use Latchkey\Client\Options;
use Latchkey\Client\Tests\Glpi\Support\Host;
use Latchkey\Client\Tests\Support\Programs;

require 'PHPUnit/Autoload.php';
require __DIR__ . '/bootstrap.php';

$median = static function (string $what, callable $body, int $runs = 500): void {
    $times = [];
    for ($run = 0; $run < $runs + 20; $run++) {
        $begin = hrtime(true);
        $body();
        $times[] = (hrtime(true) - $begin) / 1e3;
    }
    $times = array_slice($times, 20);
    sort($times);
    printf("%-70s %8.0f %8.0f\n", $what, $times[(int) ($runs / 2)], $times[(int) ($runs * 0.95)]);
};
$load = static function (?Options $options) use (&$host): callable {
    return static function () use ($options, &$host): void {
        LicensedPlugin::assume($options);
        LicensedPlugin::register(Host::KEY, $host->plugin)->verdict();
    };
};
printf("PHP %s, GLPI's double %s%s %8s\n", PHP_VERSION, GLPI_VERSION, str_repeat(' ', 45), 'median     95th');
$host = new Host();
$median('a query by name over the index', static function (): void {
    global $DB;
    $DB->request(['SELECT' => ['name', 'value'], 'FROM' => Host::TABLE, 'WHERE' => ['name' => ['state', 'notebook']]]);
});
$host->import();
$host->load();
if (extension_loaded('latchkey')) {
    $median('register() and verdict(), extension', $load(new Options()));
}
$process = (new Options())->verifier(Programs::verifier())->memoryFolder($host->folder)
    ->extension(new Latchkey\Client\Tests\Support\FakeExtension(false));
$median('register() and verdict(), process, remembered for a minute', $load($process));
$median('register() of a plugin that never asks', static function () use ($host): void {
    LicensedPlugin::register(Host::KEY, $host->plugin);
});
