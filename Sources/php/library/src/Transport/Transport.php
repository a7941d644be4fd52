<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

use Latchkey\Client\Cause;

/**
 * A way to the verifier.
 *
 * @internal
 */
interface Transport
{
    /** `extension` or `process`. */
    public function name(): string;

    /** Whether this way is there at all; one that is not is passed over without a word. */
    public function isPresent(): bool;

    /** Why this way is not for this question; null when it is. To ask costs nothing and starts nothing. */
    public function unsuitability(Call $call): ?Cause;

    /** Whether asking costs so much that a verdict is remembered for a minute, and so is a failure. */
    public function isCostly(): bool;

    /**
     * Asks.
     *
     * @throws TransportFailure when there is no answer
     */
    public function answer(Call $call, Deadline $deadline): Answer;
}
