<?php

declare(strict_types=1);

namespace Latchkey\Client;

use Latchkey\Client\Transport\Answer;
use Latchkey\Client\Transport\Call;
use Latchkey\Client\Transport\Deadline;
use Latchkey\Client\Transport\Transport;
use Latchkey\Client\Transport\TransportFailure;

/**
 * Whether verdicts can be had here: both ways to the verifier were tried, product file and state were read, and whether
 * the state can be written was tried without changing it.
 */
final class SelfTest
{
    /** What the verifier says about the two files, and not about licenses. */
    private const PRODUCT_CODES = ['product-file-unreadable'];
    private const STATE_CODES = ['state-unreadable', 'state-newer', 'state-for-other-product', 'state-for-other-keys'];

    /** @var list<Check> */
    private $checks = [];

    /** @internal see Client::selfTest() */
    public function __construct(?Installation $installation)
    {
        if ($installation === null) {
            return;
        }
        [$state, $context] = $installation->stored($installation->now());
        $call = Call::verify($installation->product(), $state, $context);
        $data = null;
        foreach ($installation->verifier()->transports() as $transport) {
            $answer = $this->try($installation, $transport, $call);
            $data = $answer === null ? $data : $answer->data();
        }
        $findings = Finding::list($data['findings'] ?? null);
        if ($data !== null) {
            $this->checks[] = new Check('product', true, self::among(self::PRODUCT_CODES, $findings));
        }
        $causes = [];
        try {
            $installation->store()->seed();
            $installation->store()->probe();
        } catch (\Throwable $thrown) {
            $causes = Finding::list($installation->findings([Cause::notWritten($thrown)]));
        }
        $this->checks[] = new Check('state', true, array_merge(self::among(self::STATE_CODES, $findings), $causes));
    }

    /**
     * Everything that was tried. The product file is, where somebody could read it.
     *
     * @return list<Check>
     */
    public function checks(): array
    {
        return $this->checks;
    }

    /** What was tried under this name; null when that is none. */
    public function check(string $name): ?Check
    {
        foreach ($this->checks as $check) {
            if ($check->name() === $name) {
                return $check;
            }
        }
        return null;
    }

    /** The way that page loads go, `extension` or `process`; null when none is usable. */
    public function transport(): ?string
    {
        foreach (['extension', 'process'] as $name) {
            $check = $this->check($name);
            if ($check !== null && $check->isUsable()) {
                return $name;
            }
        }
        return null;
    }

    /** Whether there is a way to the verifier, and nothing is wrong with product file and state. */
    public function isGood(): bool
    {
        $product = $this->check('product');
        $state = $this->check('state');
        return $this->transport() !== null && $product !== null && $product->isUsable()
            && $state !== null && $state->isUsable();
    }

    /**
     * All that is to be mended.
     *
     * @return list<Finding>
     */
    public function findings(): array
    {
        return array_merge([], ...array_map(static function (Check $check): array {
            return $check->findings();
        }, $this->checks));
    }

    private function try(Installation $installation, Transport $transport, Call $call): ?Answer
    {
        $isPresent = $transport->isPresent();
        $cause = $isPresent ? $transport->unsuitability($call) : null;
        $causes = $cause === null ? [] : [$cause];
        $answer = null;
        if ($isPresent && $causes === []) {
            try {
                $deadline = new Deadline(Installation::PATIENCE);
                $reply = $installation->verifier()->askBy($transport, $call, $deadline, $installation->now());
                $answer = $reply->answer();
            } catch (TransportFailure $failure) {
                $causes = $failure->causes();
            }
        }
        $findings = Finding::list($installation->findings($causes));
        $this->checks[] = new Check($transport->name(), $isPresent, $findings);
        return $answer;
    }

    /**
     * @param list<string> $codes
     * @param list<Finding> $findings
     * @return list<Finding>
     */
    private static function among(array $codes, array $findings): array
    {
        return array_values(array_filter($findings, static function (Finding $finding) use ($codes): bool {
            return in_array($finding->code(), $codes, true);
        }));
    }
}
