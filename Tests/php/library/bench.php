<?php

// Times a verdict as a page load gets one, and the library's own part of it. Medians of 200, in milliseconds.

declare(strict_types=1);

use Latchkey\Client\Tests\Support\FakeExtension;
use Latchkey\Client\Tests\Support\Programs;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Transport\Call;
use Latchkey\Client\Transport\Deadline;
use Latchkey\Client\Transport\LoadedExtension;
use Latchkey\Client\Transport\ProcessTransport;

require 'PHPUnit/Autoload.php';
require __DIR__ . '/bootstrap.php';

$median = static function (string $what, callable $body): float {
    $times = [];
    for ($run = 0; $run < 220; $run++) {
        $begin = hrtime(true);
        $body();
        $times[] = (hrtime(true) - $begin) / 1e6;
    }
    $times = array_slice($times, 20);
    sort($times);
    printf("%-58s %7.3f %7.3f\n", $what, $times[100], $times[189]);
    return $times[100];
};
$scene = Scene::licensed();
$program = Programs::verifier();
$call = Call::verify(
    (string) file_get_contents($scene->product),
    $scene->store->load(),
    $scene->situation->context($scene->now)
);
$parts = ['outcome' => 0, 'mode' => 4, 'json' => (new ProcessTransport($program, false))
    ->answer($call, new Deadline(1.0))->json()];

printf("PHP %s%58s %7s\n", PHP_VERSION, 'median', '95th');
$median('proc_open of a program that does nothing (/bin/true)', static function (): void {
    proc_close(proc_open(['/bin/true'], [['null'], ['null'], ['null']], $pipes, null, []));
});
$asked = $median('process transport, one exchange', static function () use ($program, $call): void {
    (new ProcessTransport($program, false))->answer($call, new Deadline(1.0));
});
$whole = $median('verdict(), process, asked, remembered in a file', static function () use ($scene): void {
    array_map('unlink', glob($scene->stateFolder() . '/cache/*'));
    $scene->client()->verdict();
});
$median('verdict(), process, served for a minute from a file', static function () use ($scene): void {
    $scene->client()->verdict();
});
if (extension_loaded('latchkey')) {
    $product = (string) $call->part('product');
    $bare = $median('latchkey_verify() of the extension', static function () use ($product, $call): void {
        latchkey_verify($product, $call->part('state'), (string) $call->part('context'));
    });
    $scene->extension = new LoadedExtension();
    $median('verdict(), extension', static function () use ($scene): void {
        $scene->client()->verdict();
    });
}
$types = ['latchkey/context@v1', 'latchkey/product@v1', 'latchkey/state@v1'];
$scene->extension = new FakeExtension(true, 1, $types, static function () use ($parts): array {
    return $parts;
});
$median('verdict(), the library alone: an extension that costs nothing', static function () use ($scene): void {
    $scene->client()->verdict();
});
printf("%-58s %7.3f\n", 'verdict() by process without the exchange', $whole - $asked);
