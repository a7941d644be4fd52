--TEST--
a seed does not appear in a stack trace where PHP can hide it
--FILE--
<?php
require __DIR__ . '/support.inc';

ini_set('zend.exception_ignore_args', '0');
$count = 0;
foreach (['latchkey_import', 'latchkey_request', 'latchkey_return'] as $function) {
    try {
        $function('product', null, 'the seed', [], 'context');
    } catch (TypeError $error) {
        $arguments = $error->getTrace()[0]['args'];
        check($arguments[0] === 'product', "$function: the trace has arguments");
        if (PHP_VERSION_ID >= 80200) {
            check($arguments[2] instanceof SensitiveParameterValue, "$function: and not the seed");
            check(strpos((string) $error, 'the seed') === false, "$function: the seed is not printed");
        }
        $count++;
    }
}
echo "$count functions\n";
--EXPECT--
3 functions
