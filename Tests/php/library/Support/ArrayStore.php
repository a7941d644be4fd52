<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Support;

use Latchkey\Client\StateStore;

/**
 * A store of somebody else's: in memory, and with a say in what happens at each step.
 */
final class ArrayStore implements StateStore
{
    /** @var ?string */
    public $state;
    /** @var ?string */
    public $seed;
    /** @var callable(string): void called with each method's name before it does anything */
    private $before;

    /** @param ?callable(string): void $before */
    public function __construct(?callable $before = null)
    {
        $this->before = $before ?? static function (): void {
        };
    }

    public function load(): ?string
    {
        ($this->before)('load');
        return $this->state;
    }

    public function replace(?string $old, string $new): bool
    {
        ($this->before)('replace');
        $isSame = $this->state === $old;
        $this->state = $isSame ? $new : $this->state;
        return $isSame;
    }

    public function offer(string $old, string $new): bool
    {
        ($this->before)('offer');
        $isSame = $this->state === $old;
        $this->state = $isSame ? $new : $this->state;
        return $isSame;
    }

    public function seed(): ?string
    {
        ($this->before)('seed');
        return $this->seed;
    }

    public function createSeed(string $seed): string
    {
        ($this->before)('createSeed');
        $this->seed = $this->seed ?? $seed;
        return $this->seed;
    }

    public function probe(): void
    {
        ($this->before)('probe');
    }
}
