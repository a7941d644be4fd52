<?php

// A page load in a PHP of its own, with a host around it that minds everything: an error handler that throws at any
// warning. What the client answers goes to a file, so that whatever is printed was printed by mistake.

declare(strict_types=1);

use Latchkey\Client\Client;
use Latchkey\Client\FileStateStore;
use Latchkey\Client\Finding;
use Latchkey\Client\Options;
use Latchkey\Client\PdoStateStore;
use Latchkey\Client\Situation;

require __DIR__ . '/../bootstrap.php';

$page = json_decode($argv[1], true);
$handler = static function (int $level, string $message): bool {
    throw new ErrorException($message, 0, $level);
};
set_error_handler($handler);
$store = new FileStateStore($page['folder']);
if (isset($page['database'])) {
    $pdo = new PDO('sqlite:' . $page['database'], null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
    $pdo->setAttribute(PDO::ATTR_TIMEOUT, 20);
    $store = new PdoStateStore($pdo, 'glpi-demo');
}
$options = (new Options())->verifier($page['verifier'])->clock(static function () use ($page): int {
    return $page['now'];
});
$situation = Situation::at('https://glpi.acme.example')->version('1.0.0');
$client = new Client($page['product'], $store, $situation, $options);
$codes = static function (array $findings): array {
    $codes = array_map(static function (Finding $finding): string {
        return $finding->code();
    }, $findings);
    // What an import says of a proof in the file is another test's.
    return array_values(array_diff($codes, ['proof-not-used']));
};
$report = [];
try {
    foreach ($page['operations'] as $operation => $argument) {
        switch ($operation) {
            case 'verdict':
                $verdict = $client->verdict();
                $report[$operation] = [$verdict->mode(), $codes($verdict->findings())];
                break;
            case 'status':
                $report[$operation] = [$client->status()->verdict()->mode(), count($client->status()->installed())];
                break;
            case 'import':
                $result = $client->import((string) file_get_contents($argument));
                $report[$operation] = [$result->outcome(), $codes($result->findings())];
                break;
            case 'preview':
                $report[$operation] = [$client->preview((string) file_get_contents($argument))->outcome(), []];
                break;
            case 'request':
                $request = $client->request();
                $report[$operation] = [$request->isMade(), $codes($request->findings())];
                break;
            case 'return':
                $report[$operation] = [$client->giveBack($argument)->isMade(), []];
                break;
            case 'inspect':
                $report[$operation] = [count($client->inspect($argument)->items()), []];
                break;
            case 'supportBundle':
                $bundle = $client->supportBundle();
                $report[$operation] = [$bundle->isMade(), $codes($bundle->findings())];
                break;
            case 'selfTest':
                $report[$operation] = [$client->selfTest()->isGood(), $codes($client->selfTest()->findings())];
                break;
        }
    }
} catch (Throwable $thrown) {
    $report = ['thrown' => [get_class($thrown), (string) $thrown]];
}
$report['handler'] = [set_error_handler(null) === $handler, error_get_last()];
restore_error_handler();
restore_error_handler();
file_put_contents($page['report'], json_encode($report));
