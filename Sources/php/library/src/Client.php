<?php

declare(strict_types=1);

namespace Latchkey\Client;

use Latchkey\Client\Transport\Call;
use Latchkey\Client\Transport\TransportFailure;

/**
 * Asks what a plugin may do right now, and takes license files in.
 *
 *     $client = new Client(__DIR__ . '/latchkey.product', new FileStateStore($folder), Situation::at($configuredUrl));
 *     if ($client->verdict()->allows('reports')) { ... }
 *
 * No method throws, prints, warns or ends the process, whatever is missing, damaged or slow: what stands in the way is
 * a finding of the answer. A verdict takes a second at most.
 */
final class Client
{
    /** @var string */
    private $productPath;
    /** @var StateStore */
    private $store;
    /** @var Situation */
    private $situation;
    /** @var Options */
    private $options;
    /** @var ?Installation */
    private $installation;

    /**
     * @param string $productFile the path of the product file that ships with the plugin
     * @param StateStore $store where the installed licenses live
     * @param Situation $situation the present: the configured URL, releases, what is asked about
     * @param ?Options $options what is not as usual
     */
    public function __construct(
        string $productFile,
        StateStore $store,
        Situation $situation,
        ?Options $options = null
    ) {
        $this->productPath = $productFile;
        $this->store = $store;
        $this->situation = $situation;
        $this->options = $options ?? new Options();
    }

    /** What the plugin may do right now: for every page view. */
    public function verdict(): Verdict
    {
        return new Verdict($this->safely(static function (Installation $installation): array {
            return $installation->verdict();
        }, function (array $causes): array {
            return $this->unlicensed($causes);
        }));
    }

    /** What is installed and until when: for the page that shows it. */
    public function status(): Status
    {
        return new Status($this->safely(static function (Installation $installation): array {
            return $installation->status();
        }, function (array $causes): array {
            return $this->unlicensed($causes);
        }));
    }

    /**
     * Takes a license file in, whole or not at all.
     *
     * @param string $file its bytes, as they came: mail, chat and editors are forgiven
     */
    public function import(string $file): ImportResult
    {
        return $this->importResult(static function (Installation $installation) use ($file): array {
            return (new Changes($installation))->import($file)->data();
        });
    }

    /** What import() would do with this file; nothing is stored. */
    public function preview(string $file): ImportResult
    {
        return $this->importResult(static function (Installation $installation) use ($file): array {
            return (new Changes($installation))->preview($file)->data();
        });
    }

    /** Makes an activation request for the situation's URLs. The installation's key is made here the first time. */
    public function request(): SignedDocument
    {
        return $this->signedDocument(static function (Installation $installation): SignedDocument {
            $reply = (new Changes($installation))->request();
            return new SignedDocument($reply->answer()->document(), $reply->data());
        });
    }

    /** Gives a license back, by its number. Asked again, it answers with the same receipt. */
    public function giveBack(string $licenseId): SignedDocument
    {
        return $this->signedDocument(static function (Installation $installation) use ($licenseId): SignedDocument {
            $reply = (new Changes($installation))->giveBack($licenseId);
            return new SignedDocument($reply->answer()->document(), $reply->data());
        });
    }

    /** Shows what is in a license file, a request or a receipt, and which signatures are good. */
    public function inspect(string $file): Inspection
    {
        return new Inspection($this->safely(static function (Installation $installation) use ($file): array {
            return $installation->ask(Call::inspect($installation->product(), $file))->data();
        }, function (array $causes): array {
            return ['findings' => $this->findings($causes)];
        }));
    }

    /** Makes what the vendor's support needs to see the verdict again. It holds no secret, and nothing is stored. */
    public function supportBundle(): SupportBundle
    {
        return $this->safely(static function (Installation $installation): SupportBundle {
            return $installation->supportBundle();
        }, function (array $causes): SupportBundle {
            return new SupportBundle(null, ['findings' => $this->findings($causes)]);
        });
    }

    /** Tries everything that a verdict needs, and says what to mend. */
    public function selfTest(): SelfTest
    {
        return $this->safely(static function (Installation $installation): SelfTest {
            return new SelfTest($installation);
        }, static function (): SelfTest {
            return new SelfTest(null);
        });
    }

    /** @param callable(Installation): array<mixed> $body */
    private function importResult(callable $body): ImportResult
    {
        $raw = $this->safely($body, function (array $causes): array {
            return ['findings' => $this->findings($causes)];
        });
        if (!isset($raw['import'])) {
            $report = ['outcome' => ImportResult::UNDECIDED, 'items' => [], 'findings' => $raw['findings'] ?? []];
            $raw = ['import' => $report, 'verdict' => $this->verdict()->toArray()];
        }
        return new ImportResult($raw);
    }

    /** @param callable(Installation): SignedDocument $body */
    private function signedDocument(callable $body): SignedDocument
    {
        return $this->safely($body, function (array $causes): SignedDocument {
            return new SignedDocument(null, ['findings' => $this->findings($causes)]);
        });
    }

    /**
     * Runs the body so that nothing of it gets out but what it gives back. What it throws becomes causes: of a
     * transport its own, anything else is the store's.
     *
     * @param callable(Installation): mixed $body
     * @param callable(list<Cause>): mixed $otherwise
     * @return mixed
     */
    private function safely(callable $body, callable $otherwise)
    {
        return Quietly::run(function () use ($body, $otherwise) {
            try {
                return $body($this->installation());
            } catch (TransportFailure $failure) {
                return $otherwise($failure->causes());
            } catch (\Throwable $thrown) {
                return $otherwise([Cause::notWritten($thrown)]);
            }
        });
    }

    private function installation(): Installation
    {
        if ($this->installation === null) {
            $this->installation = new Installation($this->productPath, $this->store, $this->situation, $this->options);
        }
        return $this->installation;
    }

    /**
     * @param list<Cause> $causes
     * @return array<string, mixed>
     */
    private function unlicensed(array $causes): array
    {
        try {
            return $this->installation()->unlicensed($causes);
        } catch (\Throwable $thrown) {
            return ['mode' => Verdict::OFF, 'findings' => $this->findings($causes)];
        }
    }

    /**
     * @param list<Cause> $causes
     * @return list<array<string, mixed>>
     */
    private function findings(array $causes): array
    {
        return (new Phrasebook($this->situation->findingLanguage()))->raw($causes);
    }
}
