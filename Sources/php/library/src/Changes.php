<?php

declare(strict_types=1);

namespace Latchkey\Client;

use Latchkey\Client\Transport\Answer;
use Latchkey\Client\Transport\Call;
use Latchkey\Client\Transport\Reply;

/**
 * What a person does to an installation: imports, requests, returns.
 *
 * The verifier makes the next state out of the present one; it is stored if that one is still stored, else all is done
 * again. So no page load takes an import back, nor one import another. Its methods throw; Client catches.
 *
 * @internal
 */
final class Changes
{
    private const TRIES = 20;
    private const LOST_KEY = "the installation's key is missing, and the stored licenses belong to it";

    /** @var Installation */
    private $installation;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
    }

    /** Takes a license file in. The installation's key is made here where there is neither a state nor a key. */
    public function import(string $file): Reply
    {
        return $this->change(function (?string $state, ?string &$seed) use ($file): Reply {
            return $this->importInto($state, $seed, $file);
        });
    }

    /** What import() would answer; nothing is stored. */
    public function preview(string $file): Reply
    {
        $seed = null;
        return $this->importInto($this->state(), $seed, $file);
    }

    /** Makes an activation request. */
    public function request(): Reply
    {
        $context = $this->installation->context(true);
        return $this->change(function (?string $state, ?string &$seed) use ($context): Reply {
            $stored = $this->installation->store()->seed();
            if ($stored === null) {
                $seed = random_bytes(32);
            }
            $call = Call::request(
                $this->installation->product(),
                $state,
                $stored ?? $seed,
                random_bytes(16),
                $context
            );
            $reply = $this->installation->ask($call);
            // A state that can be read, and a key that is not its own.
            if ($stored === null && ($reply->data()['findings'][0]['code'] ?? '') === 'state-unreadable') {
                throw new StoreException(self::LOST_KEY);
            }
            return $reply;
        });
    }

    /** Gives a license back: out of the state, and into a receipt. */
    public function giveBack(string $license): Reply
    {
        return $this->change(function (?string $state, ?string &$seed) use ($license): Reply {
            $stored = $this->installation->store()->seed();
            if ($stored === null && $state !== null) {
                throw new StoreException(self::LOST_KEY);
            }
            $call = Call::giveBack(
                $this->installation->product(),
                $state,
                $stored ?? random_bytes(32),
                $license,
                $this->installation->context()
            );
            return $this->installation->ask($call);
        });
    }

    /**
     * Imports into a state, which knows the public half of the key; into none, or a damaged one, with the key.
     *
     * @param ?string $seed becomes the key that was made, if one was
     */
    private function importInto(?string $state, ?string &$seed, string $file): Reply
    {
        $product = $this->installation->product();
        $context = $this->installation->context();
        if ($state !== null) {
            $reply = $this->installation->ask(Call::import($product, $state, null, $file, $context));
            if ($reply->answer()->outcome() !== Answer::BAD_CALL) {
                return $reply;
            }
        }
        $stored = $this->installation->store()->seed();
        if ($stored === null) {
            $seed = random_bytes(32);
        }
        return $this->installation->ask(Call::import($product, $state, $stored ?? $seed, $file, $context));
    }

    /**
     * Asks, and stores what comes of it: first the key if one was made, then the state.
     *
     * @param callable(?string, ?string&): Reply $ask
     */
    private function change(callable $ask): Reply
    {
        $store = $this->installation->store();
        for ($try = 0; $try < self::TRIES; $try++) {
            $state = $this->state();
            $seed = null;
            $reply = $ask($state, $seed);
            $next = $reply->answer()->state();
            if ($next === null) {
                return $reply;
            }
            $isOurs = $seed === null || $store->createSeed($seed) === $seed;
            if ($isOurs && $store->replace($state, $next)) {
                if ($store instanceof FileStateStore) {
                    $store->rememberProductFile($this->installation->productPath());
                }
                return $reply;
            }
        }
        throw new StoreException('the state changed again and again');
    }

    private function state(): ?string
    {
        $state = $this->installation->store()->load();
        return $state === null ? null : substr($state, 0, Call::STATE_BYTES);
    }
}
