--TEST--
a license's life: requested, imported, expired, given back
--FILE--
<?php
require __DIR__ . '/support.inc';

const MODES = [0 => 'none', LATCHKEY_OFF => 'off', LATCHKEY_READ_ONLY => 'read-only', LATCHKEY_TRIAL => 'trial', LATCHKEY_FULL => 'full'];
$product = fixture('latchkey.product');
$seed = fixture('seed');

function show(string $when, array $answer): void
{
    $ends = ['' => 'no end', PHP_INT_MAX => 'no end ever', ended() => 'the license\'s end'];
    $end = $ends[$answer['expires'] ?? ''] ?? 'an end of its own';
    echo "$when: ", MODES[$answer['mode']], $answer['allowed'] ? ', allowed' : '', ', ', $end;
    // What an import says of a proof in the file is another test's.
    echo rtrim('; ' . implode(' ', array_diff(codes($answer), ['proof-not-used'])), '; '), "\n";
}

show('nothing yet', latchkey_verify($product, null, context(0)));

$nonce = random_bytes(16);
$request = latchkey_request($product, null, $seed, $nonce, context(0, 'site staging https://test.acme.example', 'version 1.0.0'));
check($request['outcome'] === LATCHKEY_ANSWERED, 'a request is made: ' . $request['json']);
check(strpos($request['document'], 'url https://test.acme.example/ staging') !== false, 'the request names the second site');
check(latchkey_request($product, null, $seed, $nonce, context(0, 'site staging https://test.acme.example', 'version 1.0.0')) === $request,
    'the same call makes the same request');
show('requested', latchkey_verify($product, $request['state'], context(0)));

$import = latchkey_import($product, $request['state'], null, fixture('acme.lic'), context());
show('imported', $import);
$again = latchkey_import($product, $import['state'], null, fixture('acme.lic'), context());
show('imported again', $again);
$state = $import['state'];
show('a feature of it', latchkey_verify($product, $state, context(HOUR, 'feature reports')));
show('another feature', latchkey_verify($product, $state, context(HOUR, 'feature charts')));
show('in French', $french = latchkey_verify($product, $state, context(HOUR, 'feature charts', 'language fr')));
check(strpos($french['json'], 'licence') !== false, 'a finding is told in French');

$refused = latchkey_import($product, $state, null, fixture('other.lic'), context());
check($refused['outcome'] === LATCHKEY_REFUSED && $refused['state'] === null, 'another installation\'s license is refused');
show('refused', $refused);

// Time passes; what is to be stored is stored, and the same question asked again.
foreach (['in grace' => 3, 'expired' => 10] as $when => $days) {
    $context = context(ended() - issued() + $days * DAY);
    $answer = latchkey_verify($product, $state, $context);
    if ($answer['state'] !== null) {
        $answer = latchkey_verify($product, $answer['state'], $context);
    }
    show($when, $answer);
}

$status = latchkey_status($product, $state, context());
check(count(json_decode($status['json'], true)['installed']) === 1, 'status names the license');

$present = context(HOUR, 'fact instance uuid-4711');
$settled = latchkey_verify($product, $state, $present)['state'];
$support = latchkey_support($product, $state, $present);
check($support['json'] === latchkey_verify($product, $settled, $present)['json'], 'a bundle comes with the settled verdict');
check(preg_match('/^fact instance [0-9a-f]{32}$/m', $support['document']) === 1, 'a fact in it is a hash');
preg_match('/^state (.*)$/m', $support['document'], $bundled);
check(base64_decode($bundled[1]) === $settled, 'the state that leads to the verdict is in it');

preg_match('/^id (.*)$/m', fixture('acme.lic'), $license);
$return = latchkey_return($product, $state, $seed, $license[1], context());
check(strpos((string) $return['document'], "latchkey/return@v1\n") === 0, 'a receipt is made: ' . $return['json']);
show('given back', latchkey_verify($product, $return['state'], context()));

show('perpetual', latchkey_verify($product, installed('perpetual.lic'), context()));

$inspection = json_decode(latchkey_inspect($product, fixture('acme.lic'))['json'], true);
check($inspection !== null, 'a license file is inspected');
check(latchkey_inspect($product, 'rubbish')['outcome'] === LATCHKEY_REFUSED, 'rubbish is not');
--EXPECT--
nothing yet: off, no end; nothing-installed
requested: trial, allowed, an end of its own; trial-running
imported: full, allowed, the license's end
imported again: full, allowed, the license's end; already-installed already-installed
a feature of it: full, allowed, the license's end
another feature: full, the license's end; feature-not-licensed
in French: full, the license's end; feature-not-licensed
refused: full, allowed, the license's end; other-installation
in grace: full, allowed, the license's end; in-grace
expired: read-only, the license's end; expired
given back: trial, allowed, an end of its own; trial-running
perpetual: full, allowed, no end ever
