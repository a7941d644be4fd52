--TEST--
no damage of product file, state, license or context makes a sound or grants a thing
--FILE--
<?php
require __DIR__ . '/support.inc';

$sounds = 0;
set_error_handler(function () use (&$sounds): bool {
    $sounds++;
    return true;
});

/** Bytes that were cut, flipped, doubled or overwritten, in a way that the number decides. */
function damaged(string $bytes, int $number): string
{
    mt_srand($number);
    $place = mt_rand(0, strlen($bytes) - 1);
    switch ($number % 5) {
        case 0:
            return substr($bytes, 0, $place);
        case 1:
            $bytes[$place] = chr(ord($bytes[$place]) ^ (1 << mt_rand(0, 7)));
            return $bytes;
        case 2:
            return substr($bytes, 0, $place) . substr($bytes, mt_rand(0, strlen($bytes) - 1));
        case 3:
            return substr_replace($bytes, chr(mt_rand(0, 255)), $place, 0);
        default:
            return substr_replace($bytes, md5((string) $number, true), $place, mt_rand(1, 64));
    }
}

// Valgrind slows a call down fiftyfold.
$rounds = getenv('USE_ZEND_ALLOC') === '0' ? 10 : 400;
$members = array_keys(latchkey_inspect('', ''));
$count = 0;
// The license ended: whatever damage does to it, it must not work again.
foreach (calls(ended() - issued() + 10 * DAY) as $function => $arguments) {
    $whole = $function(...$arguments);
    check($whole['mode'] < LATCHKEY_FULL, "$function: the license ended");
    $names = (new ReflectionFunction($function))->getParameters();
    foreach ($arguments as $index => $argument) {
        $name = $names[$index]->getName();
        for ($round = 0; $round < $rounds && $argument !== null; $round++) {
            $answer = $function(...array_replace($arguments, [$index => damaged($argument, $round)]));
            check(array_keys($answer) === $members, "$function answers to damage $round of its $name");
            check(json_decode($answer['json']) !== null, "$function: the JSON after damage $round of its $name");
            // Product file and context are the caller's own word, and their damage another word.
            check(
                in_array($name, ['product', 'context']) || $answer['mode'] <= $whole['mode'],
                "$function: damage $round of its $name grants nothing"
            );
            $count++;
        }
    }
}
restore_error_handler();
check($sounds === 0, "there were $sounds sounds");
check($count === 25 * $rounds, "$count calls");
echo "done\n";
--EXPECT--
done
