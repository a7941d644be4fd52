<?php

// One portion of damaged documents: a request where PHP serves the web, else `page.php DESK VERIFIER WAY FROM COUNT`.

declare(strict_types=1);

use Latchkey\Client\Tests\Robustness\Cases;

require __DIR__ . '/../library/bootstrap.php';
require __DIR__ . '/Damage.php';
require __DIR__ . '/Cases.php';

if (PHP_SAPI === 'cli') {
    [, $desk, $verifier, $way, $from, $count] = $argv;
} else {
    [$desk, $verifier] = [$_SERVER['LATCHKEY_DESK'], $_SERVER['LATCHKEY_VERIFIER']];
    [$way, $from, $count] = [$_GET['way'], $_GET['from'], $_GET['count']];
}
echo json_encode((new Cases($desk, $verifier, $way === 'extension'))->run((int) $from, (int) $count)), "\n";
