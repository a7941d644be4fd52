--TEST--
each function answers with the same eight members, which say what the JSON says
--FILE--
<?php
require __DIR__ . '/support.inc';

const MODES = ['off' => LATCHKEY_OFF, 'read-only' => LATCHKEY_READ_ONLY, 'trial' => LATCHKEY_TRIAL, 'full' => LATCHKEY_FULL];
const TYPES = [
    'outcome' => ['integer'], 'mode' => ['integer'], 'allowed' => ['boolean'], 'findings' => ['integer'],
    'expires' => ['integer', 'NULL'], 'json' => ['string'], 'state' => ['string', 'NULL'], 'document' => ['string', 'NULL'],
];
// Which calls give a verdict, a state to store and a document to hand out.
const GIVES = [
    'latchkey_verify' => ['verdict'],
    'latchkey_status' => ['verdict'],
    'latchkey_import' => ['verdict', 'state'],
    'latchkey_request' => ['state', 'document'],
    'latchkey_return' => ['state', 'document'],
    'latchkey_inspect' => [],
    'latchkey_support' => ['verdict', 'document'],
];

$count = 0;
foreach (calls() as $function => $arguments) {
    $before = serialize($arguments);
    $answer = $function(...$arguments);
    check($before === serialize($arguments), "$function leaves its arguments alone");
    check(array_keys($answer) === array_keys(TYPES), "$function answers with these members in this order");
    foreach (TYPES as $member => $types) {
        check(in_array(gettype($answer[$member]), $types, true), "$function: the type of '$member'");
    }
    check($answer['outcome'] === LATCHKEY_ANSWERED, "$function is answered");
    $json = json_decode($answer['json'], true, 512, JSON_THROW_ON_ERROR);
    $verdict = $json['verdict'] ?? $json;
    $gives = GIVES[$function];
    check($answer['mode'] === (in_array('verdict', $gives) ? MODES[$verdict['mode']] : LATCHKEY_NO_MODE), "$function: mode");
    check($answer['findings'] === count(codes($answer)), "$function: findings");
    check($answer['expires'] === (in_array('verdict', $gives) ? ended() : null), "$function: expires");
    check($answer['allowed'] === in_array('verdict', $gives), "$function: allowed");
    check(is_string($answer['document']) === in_array('document', $gives), "$function: document");
    check(is_string($answer['state']) === in_array('state', $gives), "$function: state");
    $count++;
}

// Answers are ordinary arrays: what happens to one does not happen to another.
[$product, $state, $context] = calls()['latchkey_verify'];
$answers = [];
for ($index = 0; $index < 100; $index++) {
    $answers[] = latchkey_verify($product, $state, $context);
}
$kept = $answers[0];
$copy = $answers[1];
$copy['mode'] = 'changed';
$copy['json'][0] = '!';
$copy[] = 'one more';
unset($answers[2]['state']);
$reference = &$answers[3]['outcome'];
$reference = 99;
check($answers[1] === $kept && $answers[4] === $kept, 'a changed copy changes nothing else');
check(latchkey_verify($product, $state, $context) === $kept, 'a changed answer changes no later one');
check(var_export($kept, true) === var_export(unserialize(serialize($kept)), true), 'an answer survives serialization');
$answers[5]['self'] = &$answers[5];
unset($answers, $copy, $reference);
gc_collect_cycles();

// What a call takes, it gives back.
$calls = calls();
$used = memory_get_usage();
for ($index = 0; $index < 200; $index++) {
    foreach ($calls as $function => $arguments) {
        $function(...$arguments);
    }
}
check(memory_get_usage() - $used < 4096, 'calls leave nothing behind: ' . (memory_get_usage() - $used));
echo "$count functions answered\n";
--EXPECT--
7 functions answered
