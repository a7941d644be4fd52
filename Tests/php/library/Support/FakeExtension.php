<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Support;

use Latchkey\Client\Transport\Call;
use Latchkey\Client\Transport\Extension;

/**
 * An extension of any interface and release, which answers as it is told.
 */
final class FakeExtension implements Extension
{
    /** @var bool */
    private $isLoaded;
    /** @var int */
    private $interface;
    /** @var list<string> */
    private $types;
    /** @var ?callable(Call): mixed */
    private $answer;
    /** @var int how often it was asked */
    public $calls = 0;

    /**
     * @param list<string> $types what it reads
     * @param ?callable(Call): mixed $answer
     */
    public function __construct(bool $isLoaded, int $interface = 1, array $types = [], ?callable $answer = null)
    {
        $this->isLoaded = $isLoaded;
        $this->interface = $interface;
        $this->types = $types;
        $this->answer = $answer;
    }

    public function isLoaded(): bool
    {
        return $this->isLoaded;
    }

    public function interfaceVersion(): int
    {
        return $this->interface;
    }

    public function release(): string
    {
        return '0.0.7';
    }

    public function supports(string $type): bool
    {
        return in_array($type, $this->types, true);
    }

    public function call(Call $call): array
    {
        $this->calls++;
        return ($this->answer)($call);
    }
}
