--TEST--
absurd arguments are answered; wrong types and counts are PHP's own errors
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/support.inc';

$product = fixture('latchkey.product');
$state = installed();
$seed = fixture('seed');
$license = fixture('acme.lic');
$nonce = random_bytes(16);

/** Prints what an answer is, without what it says. */
function show(string $call, array $answer): void
{
    echo "$call: outcome {$answer['outcome']}, mode {$answer['mode']}, ", implode(' ', codes($answer)), "\n";
}

show('all empty', latchkey_verify('', '', ''));
show('no product', latchkey_verify('', $state, context()));
show('no context', latchkey_verify($product, $state, ''));
show('no state', latchkey_verify($product, null, context()));
show('an empty state', latchkey_verify($product, '', context()));
show('a state of zero bytes', latchkey_verify($product, str_repeat("\0", 1000), context()));
show('the product as state', latchkey_verify($product, $product, context()));
show('the state as product', latchkey_verify($state, $state, context()));
show('context of another type', latchkey_verify($product, $state, $license));
show('a context without its end', latchkey_verify($product, $state, rtrim(context())));
show('an unknown line', latchkey_verify($product, $state, context(0, 'color green')));
show('seventeen facts', latchkey_verify($product, $state, context(0, ...array_map(function (int $number): string {
    return "fact f$number x";
}, range(1, 17)))));
show('a state that the caller could not read', latchkey_verify($product, null, context(0, 'unreadable disk on fire')));
show('status of nothing', latchkey_status('', null, ''));
show('import without a seed or a state', latchkey_import($product, null, null, $license, context()));
show('import with an empty seed', latchkey_import($product, null, '', $license, context()));
show('import with a short seed', latchkey_import($product, null, substr($seed, 1), $license, context()));
show('import with a long seed', latchkey_import($product, null, "$seed!", $license, context()));
show('import of nothing', latchkey_import($product, $state, null, '', context()));
show('import of the product', latchkey_import($product, $state, null, $product, context()));
show('request with an empty seed', latchkey_request($product, null, '', $nonce, context()));
show('request with a short nonce', latchkey_request($product, null, $seed, 'x', context()));
show('request without a product', latchkey_request('', null, $seed, $nonce, context()));
show('return of nothing', latchkey_return($product, $state, $seed, '', context()));
show('return of an unknown license', latchkey_return($product, $state, $seed, '01M7Z8PHRR0MYR1934AX7VM77W', context()));
show('inspection of nothing', latchkey_inspect('', ''));
show('support without a product', $bundled[] = latchkey_support('', $state, context()));
show('support without a state', $bundled[] = latchkey_support($product, null, context()));
show('support of rubbish', $bundled[] = latchkey_support('rubbish', 'rubbish', context()));
show('support without a context', $unmade[] = latchkey_support($product, $state, ''));
show('support for too many features', $unmade[] = latchkey_support($product, $state, context(0, ...array_map(
    function (int $number): string {
        return "feature f$number";
    },
    range(1, 129)
))));

$mebibyte = 1 << 20;
$big = [
    'product' => latchkey_verify(str_repeat('p', 3 * $mebibyte), $state, context()),
    'state' => latchkey_verify($product, str_repeat('s', 20 * $mebibyte), context()),
    'state that begins well' => latchkey_verify($product, $state . str_repeat("\n", 9 * $mebibyte), context()),
    'context' => latchkey_verify($product, $state, context() . str_repeat("feature x\n", $mebibyte)),
    'file' => latchkey_import($product, $state, null, str_repeat('f', 3 * $mebibyte), context()),
    'seed' => latchkey_request($product, $state, str_repeat('s', 3 * $mebibyte), $nonce, context()),
    'nonce' => latchkey_request($product, $state, $seed, str_repeat('n', 3 * $mebibyte), context()),
    'license' => latchkey_return($product, $state, $seed, str_repeat('l', 3 * $mebibyte), context()),
    'inspected file' => latchkey_inspect($product, str_repeat("latchkey/license@v1\n", 100000)),
    'product for support' => $bundled[] = latchkey_support(str_repeat('p', 3 * $mebibyte), $state, context()),
    'state for support' => $bundled[] = latchkey_support($product, str_repeat('s', 20 * $mebibyte), context()),
    'context for support' => $unmade[] = latchkey_support($product, $state, str_repeat('c', 3 * $mebibyte)),
];
foreach ($bundled as $answer) {
    check(strncmp($answer['document'], "latchkey/bundle@v1\n", 19) === 0, 'there is a bundle whatever is wrong');
}
foreach ($unmade as $answer) {
    check($answer['document'] === null, 'there is no bundle when the call is bad');
}
foreach ($big as $what => $answer) {
    show("too big a $what", $answer);
}

$wrong = [
    'nothing' => [], 'too few' => [$product, $state], 'too many' => [$product, $state, context(), 'x'],
    'an array' => [[], $state, context()], 'null' => [null, $state, context()], 'an object' => [$product, new stdClass(), context()],
    'a number' => [$product, 7, context()], 'null as context' => [$product, $state, null],
];
foreach ($wrong as $what => $arguments) {
    foreach (['latchkey_verify', 'latchkey_status', 'latchkey_support'] as $function) {
        try {
            $function(...$arguments);
            check(false, "$function takes $what");
        } catch (TypeError $error) {
            echo $function === 'latchkey_verify' ? "$what: " . get_class($error) . "\n" : '';
        }
    }
}
$count = 0;
foreach (calls() as $function => $arguments) {
    foreach (array_keys($arguments) as $index) {
        $mayBeNull = (new ReflectionFunction($function))->getParameters()[$index]->allowsNull();
        try {
            $function(...array_replace($arguments, [$index => null]));
            check($mayBeNull, "$function takes null as argument $index");
        } catch (TypeError $error) {
            check(!$mayBeNull, "$function takes no null as argument $index");
        }
        $count++;
    }
}
echo "$count arguments were null\n";
--EXPECT--
all empty: outcome 3, mode 0, context-unreadable
no product: outcome 2, mode 1, product-file-unreadable
no context: outcome 3, mode 0, context-unreadable
no state: outcome 0, mode 1, nothing-installed
an empty state: outcome 2, mode 1, state-unreadable
a state of zero bytes: outcome 2, mode 1, state-unreadable
the product as state: outcome 2, mode 1, state-unreadable
the state as product: outcome 2, mode 1, product-file-unreadable
context of another type: outcome 3, mode 0, context-unreadable
a context without its end: outcome 3, mode 0, context-unreadable
an unknown line: outcome 3, mode 0, context-unreadable
seventeen facts: outcome 3, mode 0, context-unreadable
a state that the caller could not read: outcome 2, mode 1, state-unreadable
status of nothing: outcome 3, mode 0, context-unreadable
import without a seed or a state: outcome 3, mode 0, context-unreadable
import with an empty seed: outcome 3, mode 0, context-unreadable
import with a short seed: outcome 3, mode 0, context-unreadable
import with a long seed: outcome 3, mode 0, context-unreadable
import of nothing: outcome 1, mode 4, damaged
import of the product: outcome 1, mode 4, wrong-document
request with an empty seed: outcome 3, mode 0, context-unreadable
request with a short nonce: outcome 3, mode 0, context-unreadable
request without a product: outcome 2, mode 0, product-file-unreadable
return of nothing: outcome 3, mode 0, context-unreadable
return of an unknown license: outcome 1, mode 0, license-not-installed
inspection of nothing: outcome 1, mode 0, damaged
support without a product: outcome 2, mode 1, product-file-unreadable
support without a state: outcome 0, mode 1, nothing-installed
support of rubbish: outcome 2, mode 1, product-file-unreadable
support without a context: outcome 3, mode 0, context-unreadable
support for too many features: outcome 3, mode 0, context-unreadable
too big a product: outcome 2, mode 1, product-file-unreadable
too big a state: outcome 2, mode 1, state-unreadable
too big a state that begins well: outcome 2, mode 1, state-unreadable
too big a context: outcome 3, mode 0, context-unreadable
too big a file: outcome 1, mode 4, damaged
too big a seed: outcome 3, mode 0, context-unreadable
too big a nonce: outcome 3, mode 0, context-unreadable
too big a license: outcome 3, mode 0, context-unreadable
too big a inspected file: outcome 1, mode 0, damaged
too big a product for support: outcome 2, mode 1, product-file-unreadable
too big a state for support: outcome 2, mode 1, state-unreadable
too big a context for support: outcome 3, mode 0, context-unreadable
nothing: ArgumentCountError
too few: ArgumentCountError
too many: ArgumentCountError
an array: TypeError
null: TypeError
an object: TypeError
a number: TypeError
null as context: TypeError
26 arguments were null
