--TEST--
the end of PHP's memory in the middle of an answer leaks none of the library's
--FILE--
<?php
require __DIR__ . '/support.inc';

// Another process, since valgrind's pass goes without PHP's own memory and its limit. Its answers are so large that the
// limit is met while one is handed over; PHP 8.2 since 8.2.35 puts the end of the request off until after the call.
$source = tempnam(sys_get_temp_dir(), 'latchkey');
file_put_contents($source, '<?php require ' . var_export(__DIR__ . '/support.inc', true) . ';
    $product = fixture("latchkey.product");
    $file = implode("\n", array_fill(0, 32, fixture("acme.lic")));
    ini_set("memory_limit", "4M");
    $answers = new SplFixedArray(10000);
    for ($index = 0; $index < 10000; $index++) {
        $answers[$index] =
            latchkey_inspect($product, $file);
    }');
$command = [
    PHP_BINARY, '-n', '-d', 'display_errors=1', '-d', 'html_errors=0', '-d', 'log_errors=0',
    '-d', 'extension=' . getenv('LATCHKEY_EXTENSION'), $source,
];
$process = proc_open($command, [1 => ['pipe', 'w']], $pipes, null, ['USE_ZEND_ALLOC' => '1'] + getenv());
echo stream_get_contents($pipes[1]);
echo 'exit status ', proc_close($process), "\n";
unlink($source);
--EXPECTF--
Fatal error: Allowed memory size of 4194304 bytes exhausted%S(tried to allocate %d bytes) in %s on line 8%A
exit status 255
