<?php

declare(strict_types=1);

namespace Latchkey\Client;

use Latchkey\Client\Transport\Call;
use Latchkey\Client\Transport\Deadline;
use Latchkey\Client\Transport\Reply;
use Latchkey\Client\Transport\TransportFailure;
use Latchkey\Client\Transport\Verifier;

/**
 * An installation as a page load sees it: its verdict, and what is left when nobody can give one.
 *
 * Its methods throw; Client catches.
 *
 * @internal
 */
final class Installation
{
    /** How long a load takes at most, whatever happens, in seconds. */
    public const PATIENCE = 1.0;

    /** @var string */
    private $productPath;
    /** @var StateStore */
    private $store;
    /** @var Situation */
    private $situation;
    /** @var Options */
    private $options;
    /** @var Verifier */
    private $verifier;
    /** @var Phrasebook */
    private $phrasebook;

    public function __construct(string $productPath, StateStore $store, Situation $situation, Options $options)
    {
        $this->productPath = $productPath;
        $this->store = $store;
        $this->situation = $situation;
        $this->options = $options;
        $this->verifier = new Verifier($options->transports(), $options->sharedMemory($store));
        $this->phrasebook = new Phrasebook($situation->findingLanguage());
    }

    public function store(): StateStore
    {
        return $this->store;
    }

    public function verifier(): Verifier
    {
        return $this->verifier;
    }

    public function productPath(): string
    {
        return $this->productPath;
    }

    public function product(): string
    {
        return ProductFile::read($this->productPath)->bytes();
    }

    public function now(): int
    {
        return $this->options->now();
    }

    /** The context of something that a person asks for. */
    public function context(bool $isRequest = false): string
    {
        return $this->situation->context($this->now(), null, $isRequest);
    }

    /** @throws TransportFailure */
    public function ask(Call $call): Reply
    {
        return $this->verifier->ask($call, new Deadline(self::PATIENCE), $this->now());
    }

    /**
     * The verdict as a load gets it: what it has to remember is stored where that can be done without waiting, and then
     * counts.
     *
     * @return array<string, mixed>
     */
    public function verdict(): array
    {
        $now = $this->now();
        $deadline = new Deadline(self::PATIENCE);
        [$state, $context] = $this->stored($now);
        $call = Call::verify($this->product(), $state, $context);
        try {
            $reply = $this->verifier->verdict($call, $deadline, $now);
        } catch (TransportFailure $failure) {
            return $this->unlicensed($failure->causes());
        }
        $next = $reply->answer() === null ? null : $reply->answer()->state();
        if ($state === null || $next === null) {
            // To keep the verdict of one who is always there to be asked would cost as much as to ask; once an hour,
            // when the state changes, it is worth it.
            if ($reply->transport() !== null && $reply->transport()->isCostly()) {
                $this->verifier->keep($call, $reply, $now, true);
            }
            return $this->told($reply->data(), $reply->causes());
        }
        try {
            $isStored = $this->store->offer($state, $next);
        } catch (\Throwable $thrown) {
            $this->verifier->keep($call, $reply, $now, false);
            return $this->told($reply->data(), array_merge($reply->causes(), [Cause::notWritten($thrown)]));
        }
        if (!$isStored) {
            $this->verifier->keep($call, $reply, $now, false);
            return $this->told($reply->data(), $reply->causes());
        }
        $call = Call::verify((string) $call->part('product'), $next, $context);
        return $this->settled($call, $reply, $deadline, $now);
    }

    /**
     * @return array<string, mixed> the verdict's JSON, and what status adds to it
     */
    public function status(): array
    {
        [$state, $context] = $this->stored($this->now());
        try {
            $reply = $this->ask(Call::status($this->product(), $state, $context));
        } catch (TransportFailure $failure) {
            return $this->unlicensed($failure->causes());
        }
        return $this->told($reply->data(), $reply->causes());
    }

    /** The verdict with what shows it again elsewhere. What cannot be read is no obstacle: it is in the bundle. */
    public function supportBundle(): SupportBundle
    {
        [$state, $context] = $this->stored($this->now());
        $reply = $this->ask(Call::support($this->product(), $state, $context));
        $document = $reply->answer() === null ? null : $reply->answer()->document();
        return new SupportBundle($document, $this->with($reply->causes(), $reply->data()));
    }

    /**
     * What may be done when no verdict can be had, and why there is none.
     *
     * @param list<Cause> $causes
     * @return array<string, mixed>
     */
    public function unlicensed(array $causes): array
    {
        return $this->told(['findings' => []], array_merge([new Cause('cannot-verify')], $causes));
    }

    /**
     * @param list<Cause> $causes
     * @return list<array<string, mixed>> their findings
     */
    public function findings(array $causes): array
    {
        return $this->phrasebook->raw($causes);
    }

    /**
     * The state, and a context that says so when it cannot be read.
     *
     * @return array{?string, string}
     */
    public function stored(int $now): array
    {
        try {
            $state = $this->store->load();
            return [$state === null ? null : substr($state, 0, Call::STATE_BYTES), $this->situation->context($now)];
        } catch (\Throwable $thrown) {
            $reason = $thrown->getMessage();
            $told = $reason === '' ? get_class($thrown) : $this->phrasebook->reason($reason);
            return [null, $this->situation->context($now, $told)];
        }
    }

    /**
     * The verdict once its state is stored. When it cannot be had, the one before serves, which relies on less.
     *
     * @return array<string, mixed>
     */
    private function settled(Call $call, Reply $before, Deadline $deadline, int $now): array
    {
        try {
            $reply = $this->verifier->verdict($call, $deadline, $now);
            $this->verifier->keep($call, $reply, $now, true);
        } catch (TransportFailure $failure) {
            $this->verifier->keep($call, $before, $now, false);
            $reply = $before;
        }
        return $this->told($reply->data(), $reply->causes());
    }

    /**
     * A verdict with more to tell, the gravest first. What has no mode, which only a faulty call leads to, gets that of
     * a copy without a license.
     *
     * @param array<string, mixed> $data
     * @param list<Cause> $causes
     * @return array<string, mixed>
     */
    private function told(array $data, array $causes): array
    {
        if (!isset($data['mode'])) {
            $product = ProductFile::read($this->productPath);
            $data += ['mode' => $product->unlicensedMode(), 'product' => $product->product(), 'license' => null,
                'kind' => null, 'customer' => null, 'installation' => null, 'starts' => null, 'expires' => null,
                'lastDay' => null, 'daysLeft' => null, 'time' => Text::instant($this->now()), 'features' => [],
                'limits' => []];
        }
        return $this->with($causes, $data);
    }

    /**
     * An answer with more findings, the gravest first.
     *
     * @param list<Cause> $causes
     * @param array<string, mixed> $data
     * @return array<string, mixed>
     */
    private function with(array $causes, array $data): array
    {
        if ($causes === []) {
            return $data;
        }
        $ranks = array_flip([Finding::ERROR, Finding::WARNING, Finding::NOTICE]);
        $known = is_array($data['findings'] ?? null) ? $data['findings'] : [];
        $rows = [];
        foreach (array_merge($known, $this->findings($causes)) as $finding) {
            $rows[$ranks[$finding['severity'] ?? ''] ?? 3][] = $finding;
        }
        ksort($rows);
        $data['findings'] = array_merge(...$rows);
        return $data;
    }
}
