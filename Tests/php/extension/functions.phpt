--TEST--
what the stubs declare is there, and nothing else
--FILE--
<?php
require __DIR__ . '/support.inc';

$stub = file_get_contents(getenv('LATCHKEY_STUB'));
$arginfo = file_get_contents(dirname(getenv('LATCHKEY_STUB')) . '/latchkey_arginfo.h');
check(strpos($arginfo, 'Stub hash: ' . sha1($stub)) !== false, 'the arginfo was made of these stubs: make php-arginfo');

/** A function as the stubs write it, in one line. */
function signature(ReflectionFunction $function): string
{
    $parameters = [];
    foreach ($function->getParameters() as $parameter) {
        $attribute = '';
        if (PHP_VERSION_ID >= 80200 && $parameter->getAttributes('SensitiveParameter')) {
            $attribute = '#[\SensitiveParameter] ';
        }
        $type = $parameter->getType();
        $parameters[] = $attribute . ($type->allowsNull() ? '?' : '') . $type->getName() . ' $' . $parameter->getName();
        check(!$parameter->isOptional(), $function->getName() . ' needs each of its parameters');
    }
    return $function->getName() . '(' . implode(', ', $parameters) . '): ' . $function->getReturnType()->getName();
}

$onOneLine = preg_replace(['/\(\s+/', '/,\s+/', '/\s+\)/'], ['(', ', ', ')'], $stub);
preg_match_all('/^function (\w+\([^)]*\): \w+) \{\}$/m', $onOneLine, $declared);
$declared = $declared[1];
if (PHP_VERSION_ID < 80200) {
    $declared = str_replace('#[\SensitiveParameter] ', '', $declared);
}
$there = array_map(function (string $name): string {
    return signature(new ReflectionFunction($name));
}, get_extension_funcs('latchkey'));
check($declared === $there, "the functions are those of the stubs: " . print_r([$declared, $there], true));

preg_match_all('/^const (\w+) = UNKNOWN;$/m', $stub, $constants);
$numbers = (new ReflectionExtension('latchkey'))->getConstants();
check(array_keys($numbers) === $constants[1], 'the constants are those of the stubs');
foreach ($numbers as $name => $number) {
    echo "$name = $number\n";
}

$extension = new ReflectionExtension('latchkey');
check($extension->getINIEntries() === [], 'there is nothing to configure');
check($extension->getClasses() === [], 'there are no classes');
check($extension->getDependencies() === [], 'no other extension is needed');
check($extension->getVersion() === latchkey_version(), 'the extension is of the release that the library is of');
check(latchkey_abi_version() === LATCHKEY_ABI_VERSION, 'the library is of the interface that PHP was told');
check(preg_match('/^\d+\.\d+\.\d+$/', latchkey_version()) === 1, 'a release has three numbers');

foreach (['latchkey/product@v1', 'latchkey/state@v1', 'latchkey/context@v1', 'latchkey/license@v1'] as $type) {
    check(latchkey_supports($type), "'$type' is supported");
}
foreach (['', 'latchkey/product@v2', 'latchkey/state', "latchkey/state@v1\0", 'sqlite', str_repeat('x', 1 << 20)] as $type) {
    check(!latchkey_supports($type), "'" . substr($type, 0, 40) . "' is not supported");
}

$isOn = function_exists('opcache_get_status') && (opcache_get_status(false)['opcache_enabled'] ?? false);
check($isOn === (bool) getenv('LATCHKEY_OPCACHE'), 'opcache is on in its own pass and in no other');
echo count($declared), " functions\n";
--EXPECT--
LATCHKEY_ABI_VERSION = 1
LATCHKEY_ANSWERED = 0
LATCHKEY_REFUSED = 1
LATCHKEY_UNDECIDED = 2
LATCHKEY_BAD_CALL = 3
LATCHKEY_NO_MODE = 0
LATCHKEY_OFF = 1
LATCHKEY_READ_ONLY = 2
LATCHKEY_TRIAL = 3
LATCHKEY_FULL = 4
10 functions
