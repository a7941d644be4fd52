<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Robustness;

use Latchkey\Client\Client;
use Latchkey\Client\Options;
use Latchkey\Client\Situation;
use Latchkey\Client\Tests\Support\ArrayStore;
use Latchkey\Client\Tests\Support\FakeExtension;

/**
 * Page loads and imports over damaged documents, by one of the two ways to the verifier.
 */
final class Cases
{
    /**
     * Findings that say that the way itself failed, which no damage may make happen. That the extension is too old is
     * what a damaged version number says; then the program is asked.
     */
    private const FAILURES = '/^(verifier-|verdict-kept|cannot-verify|context-unreadable)/';

    /** @var string */
    private $desk;
    /** @var string */
    private $verifier;
    /** @var bool whether the extension is asked, or the program */
    private $byExtension;
    /** @var array<string, int> */
    private $tally = [
        'cases' => 0, 'sounds' => 0, 'thrown' => 0, 'printed' => 0, 'failed' => 0, 'granted' => 0, 'full' => 0,
    ];
    /** @var list<string> */
    private $notes = [];

    public function __construct(string $desk, string $verifier, bool $byExtension)
    {
        $this->desk = $desk;
        $this->verifier = $verifier;
        $this->byExtension = $byExtension;
    }

    /**
     * @return array<string, mixed> how many cases, and how many of them sounded, threw, printed, failed or granted
     */
    public function run(int $from, int $count): array
    {
        $damage = new Damage($this->desk);
        set_error_handler(function (int $level, string $message): bool {
            $this->note('sounds', $message);
            return true;
        });
        for ($number = $from; $number < $from + $count; $number++) {
            [$name, $documents] = $damage->numbered($number);
            ob_start();
            try {
                $this->load($number, $name, $documents);
            } catch (\Throwable $thrown) {
                $this->note('thrown', "$number: $thrown");
            }
            $printed = (string) ob_get_clean();
            if ($printed !== '') {
                $this->note('printed', "$number: $printed");
            }
            $this->tally['cases']++;
        }
        restore_error_handler();
        return $this->tally + ['notes' => $this->notes, 'process' => getmypid()];
    }

    /** @param array{product: string, state: string, license: string} $documents */
    private function load(int $number, string $name, array $documents): void
    {
        // A file of its own for each process: several work at once.
        $product = $this->desk . '/product-' . getmypid();
        file_put_contents($product, $documents['product']);
        $store = new ArrayStore();
        $store->state = $documents['state'];
        $options = (new Options())->verifier($this->verifier);
        if (!$this->byExtension) {
            $options = $options->extension(new FakeExtension(false));
        }
        $situation = Situation::at('https://glpi.acme.example')->feature('reports');
        $client = new Client($product, $store, $situation, $options);
        $verdict = $client->verdict();
        $findings = $verdict->findings();
        if ($name === 'license') {
            $result = $client->preview($documents['license']);
            $findings = array_merge($findings, $result->findings());
        }
        if ($number % 20 === 0) {
            $findings = array_merge($findings, $client->status()->verdict()->findings());
        }
        foreach ($findings as $finding) {
            if (preg_match(self::FAILURES, $finding->code()) === 1 || $finding->message() === '') {
                $this->note('failed', "$number: {$finding->code()}: {$finding->message()}");
            }
        }
        if (!in_array($verdict->mode(), ['full', 'trial', 'read-only', 'off'], true)) {
            $this->note('failed', "$number: mode {$verdict->mode()}");
        }
        if ($verdict->mode() === 'full') {
            $this->tally['full']++;
            // What still works may only be what the whole license grants.
            if ($verdict->features() !== ['reports'] || $verdict->limit('seats') !== null) {
                $this->note('granted', "$number: " . json_encode($verdict->toArray()));
            }
        }
    }

    private function note(string $what, string $note): void
    {
        $this->tally[$what]++;
        if (count($this->notes) < 10) {
            $this->notes[] = "$what: " . substr($note, 0, 300);
        }
    }
}
