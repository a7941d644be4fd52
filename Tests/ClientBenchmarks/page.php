<?php

// A request that does what a page does at least, and verifies where it is asked to. One file, so that both kinds of request
// cost PHP the same.
declare(strict_types=1);

$folder = $_SERVER['LATCHKEY_DESK'];
$read = array_map(static fn (string $name): string => file_get_contents("$folder/$name"), ['product', 'state', 'context']);
if (isset($_GET['verify'])) {
    header('X-Mode: ' . latchkey_verify(...$read)['mode']);
}
if (isset($_GET['memory'])) {
    preg_match('/^Private_Dirty: +(\d+)/m', file_get_contents('/proc/self/smaps_rollup'), $dirty);
    echo $dirty[1];
} else {
    echo 'ok';
}
