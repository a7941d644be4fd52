<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * What went wrong, before it is put into words: the code of a finding and its values.
 *
 * @internal
 */
final class Cause
{
    /** @var string */
    private $code;
    /** @var array<string, string> */
    private $values = [];

    /** @param array<string, string> $values */
    public function __construct(string $code, array $values = [])
    {
        $this->code = $code;
        foreach ($values as $name => $value) {
            $this->values[$name] = Text::safe($value);
        }
    }

    /** What happened could not be stored, because of what the store threw. */
    public static function notWritten(\Throwable $thrown): self
    {
        $reason = $thrown->getMessage();
        return new self('state-not-written', ['reason' => $reason === '' ? get_class($thrown) : $reason]);
    }

    public function code(): string
    {
        return $this->code;
    }

    /** @return array<string, string> */
    public function values(): array
    {
        return $this->values;
    }
}
