<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * One thing that a self-test tried.
 */
final class Check
{
    /** @var string */
    private $name;
    /** @var bool */
    private $isPresent;
    /** @var list<Finding> */
    private $findings;

    /**
     * @internal
     * @param list<Finding> $findings
     */
    public function __construct(string $name, bool $isPresent, array $findings)
    {
        $this->name = $name;
        $this->isPresent = $isPresent;
        $this->findings = $findings;
    }

    /** `extension`, `process`, `product` or `state`. */
    public function name(): string
    {
        return $this->name;
    }

    /** False for an extension that is not loaded, which nobody has to mend. */
    public function isPresent(): bool
    {
        return $this->isPresent;
    }

    /** Whether it works. */
    public function isUsable(): bool
    {
        return $this->isPresent && $this->findings === [];
    }

    /**
     * What is wrong and what to do; none when it works or is not present.
     *
     * @return list<Finding>
     */
    public function findings(): array
    {
        return $this->findings;
    }
}
