<?php

declare(strict_types=1);

namespace Latchkey\Client\Picture;

/**
 * One code of a series: `LATCHKEY1:NUMBER/COUNT:CHECK:BYTES`.
 *
 * @internal
 */
final class CodePart
{
    public const PREFIX = 'LATCHKEY1:';
    /** Characters before the bytes, at most. */
    public const HEAD_LENGTH = 25;

    /** @var int */
    private $number;
    /** @var int */
    private $count;
    /** @var string */
    private $check;
    /** @var string */
    private $bytes;

    public function __construct(int $number, int $count, string $check, string $bytes)
    {
        $this->number = $number;
        $this->count = $count;
        $this->check = $check;
        $this->bytes = $bytes;
    }

    /** Reads the text of a code; null when it is none. */
    public static function read(string $text): ?self
    {
        $pattern = '~\ALATCHKEY1:([1-9][0-9]?)/([1-9][0-9]?):([0-9A-F]{8}):(.+)\z~s';
        if (preg_match($pattern, $text, $field) !== 1 || (int) $field[1] > (int) $field[2]) {
            return null;
        }
        $bytes = Base45::decode($field[4]);
        return $bytes === null ? null
            : new self((int) $field[1], (int) $field[2], (string) hex2bin($field[3]), $bytes);
    }

    public function text(): string
    {
        return self::PREFIX . $this->number . '/' . $this->count . ':' . strtoupper(bin2hex($this->check)) . ':'
            . Base45::encode($this->bytes);
    }

    public function number(): int
    {
        return $this->number;
    }

    public function count(): int
    {
        return $this->count;
    }

    public function check(): string
    {
        return $this->check;
    }

    public function bytes(): string
    {
        return $this->bytes;
    }

    /** Whether both are parts of one file. */
    public function belongsTo(self $other): bool
    {
        return $this->check === $other->check && $this->count === $other->count;
    }
}
