--TEST--
the extension and the program give the same answer to the same call
--FILE--
<?php
require __DIR__ . '/support.inc';

// The names of a call's parts, by function, in the order of its parameters.
const PARTS = [
    'latchkey_verify' => ['product', 'state', 'context'],
    'latchkey_status' => ['product', 'state', 'context'],
    'latchkey_import' => ['product', 'state', 'seed', 'file', 'context'],
    'latchkey_request' => ['product', 'state', 'seed', 'nonce', 'context'],
    'latchkey_return' => ['product', 'state', 'seed', 'license', 'context'],
    'latchkey_inspect' => ['product', 'file'],
    'latchkey_support' => ['product', 'state', 'context'],
];

/** What the program answers, in the extension's words. */
function asked(string $function, array $arguments): array
{
    $call = 'latchkey/call@v1 ' . substr($function, strlen('latchkey_')) . "\n";
    foreach (array_combine(PARTS[$function], $arguments) as $name => $bytes) {
        $call .= $bytes === null ? '' : "$name " . strlen($bytes) . "\n$bytes\n";
    }
    $input = tmpfile();
    fwrite($input, $call);
    rewind($input);
    $process = proc_open([getenv('LATCHKEY_PROGRAM'), '--call'], [$input, ['pipe', 'w']], $pipes);
    $output = stream_get_contents($pipes[1]);
    proc_close($process);
    [$head, $rest] = explode("\n", $output, 2);
    [$type, $outcome, $mode, $allowed, $findings, $expires] = explode(' ', $head);
    check($type === 'latchkey/answer@v1', 'the program answers');
    $answer = [
        'outcome' => (int) $outcome, 'mode' => (int) $mode, 'allowed' => $allowed === '1', 'findings' => (int) $findings,
        'expires' => $expires === '-1' ? null : (int) $expires, 'json' => null, 'state' => null, 'document' => null,
    ];
    while ($rest !== '') {
        [$head, $rest] = explode("\n", $rest, 2);
        [$name, $count] = explode(' ', $head);
        $answer[$name] = substr($rest, 0, (int) $count);
        $rest = substr($rest, $count + 1);
    }
    return $answer;
}

$strange = [
    'nothing' => '', 'rubbish' => 'rubbish', 'zero bytes' => str_repeat("\0", 100),
    'every byte' => implode('', array_map('chr', range(0, 255))), 'too much' => str_repeat("line\n", 60000),
    'a perpetual license' => fixture('perpetual.lic'), 'a license for others' => fixture('other.lic'),
    'a request' => fixture('acme.request'), 'a product' => fixture('latchkey.product'),
    'another time' => context(400 * DAY),
];
$count = 0;
foreach (calls() as $function => $arguments) {
    $cases = ['as it is' => $arguments];
    foreach ($arguments as $index => $argument) {
        foreach ($strange as $what => $bytes) {
            $cases[PARTS[$function][$index] . " is $what"] = array_replace($arguments, [$index => $bytes]);
        }
    }
    foreach ((new ReflectionFunction($function))->getParameters() as $index => $parameter) {
        if ($parameter->allowsNull()) {
            $cases["no {$parameter->getName()}"] = array_replace($arguments, [$index => null]);
        }
    }
    foreach ($cases as $case => $called) {
        check($function(...$called) === asked($function, $called), "$function, $case");
        $count++;
    }
}
echo "$count calls were answered twice\n";
--EXPECT--
274 calls were answered twice
