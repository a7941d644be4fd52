<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

/**
 * The moment by which an answer is there or given up, whatever happens to the system clock.
 *
 * @internal
 */
final class Deadline
{
    /** @var int|float nanoseconds of the clock that only goes forward */
    private $end;
    /** @var float */
    private $seconds;

    public function __construct(float $seconds)
    {
        $this->seconds = $seconds;
        $this->end = hrtime(true) + $seconds * 1e9;
    }

    /** The seconds that are left, never below 0. */
    public function left(): float
    {
        return max(0.0, ($this->end - hrtime(true)) / 1e9);
    }

    /** All of it, as a finding tells it: `1 s`. */
    public function limit(): string
    {
        return $this->seconds . ' s';
    }
}
