<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * Where an installation's state and its secret seed live. Both are bytes that nobody but the verifier understands.
 *
 * Each method may throw whatever it likes; the message is shown to the administrator, so it names what is wrong. A
 * state that exists and cannot be read MUST throw: null says that there is none.
 */
interface StateStore
{
    /** The stored state; null where there is none. Reads no more than 8388609 bytes, of which the last is too much. */
    public function load(): ?string;

    /**
     * Stores a state in place of the one that load() gave, and waits for its turn if it must.
     *
     * Keeps the old one, and nothing half, if the machine stops in between.
     *
     * @return bool false when another one is stored by now; then nothing was changed
     */
    public function replace(?string $old, string $new): bool;

    /**
     * As replace(), for a page load: it never waits, and is worth no copy of the old state.
     *
     * @return bool false also when somebody else is about to change the state
     */
    public function offer(string $old, string $new): bool;

    /** The installation's seed, 32 bytes; null where there is none yet. Nobody but the installation may read it. */
    public function seed(): ?string;

    /**
     * Stores a new seed unless there is one.
     *
     * @return string the one that is stored now: another process may have been faster
     */
    public function createSeed(string $seed): string;

    /** Tries whether state and seed could be written, and changes nothing; throws what stands in the way. */
    public function probe(): void;
}
