<?php

declare(strict_types=1);

namespace Latchkey\Client\Picture;

/**
 * Puts the codes of a series together, in any order.
 */
final class CodeCollector
{
    /** One that was still missing. */
    public const TAKEN = 'taken';
    /** One that was there already. */
    public const KNOWN = 'known';
    /** A part of another file, or of the same file in other parts. */
    public const OTHER_SERIES = 'other-series';
    /** Begins like one of ours and is none: misread, or cut off. */
    public const DAMAGED = 'damaged';
    /** One that a later release writes. */
    public const NEWER = 'newer';
    /** Nothing of ours. */
    public const FOREIGN = 'foreign';

    /** @var array<int, CodePart> */
    private $parts = [];
    /** @var ?CodePart */
    private $first;

    /** Takes the text of a code, and says what came of it: one of the constants. */
    public function take(string $text): string
    {
        if (preg_match('/\ALATCHKEY([0-9]+)/', $text, $version) !== 1) {
            return self::FOREIGN;
        }
        $part = CodePart::read($text);
        if ($part === null) {
            $isOurs = strncmp($text, CodePart::PREFIX, strlen(CodePart::PREFIX)) === 0;
            return $isOurs ? self::DAMAGED : self::NEWER;
        }
        if ($this->first !== null && !$part->belongsTo($this->first)) {
            return self::OTHER_SERIES;
        }
        $known = $this->parts[$part->number()] ?? null;
        if ($known !== null) {
            return $known->bytes() === $part->bytes() ? self::KNOWN : self::DAMAGED;
        }
        $this->first = $this->first ?? $part;
        $this->parts[$part->number()] = $part;
        return self::TAKEN;
    }

    /** How many codes the series has; 0 before the first one. */
    public function count(): int
    {
        return $this->first === null ? 0 : $this->first->count();
    }

    /** @return list<int> the numbers of the codes that are missing, from 1 */
    public function missing(): array
    {
        $all = $this->count() === 0 ? [] : range(1, $this->count());
        return array_values(array_diff($all, array_keys($this->parts)));
    }

    /** Whether all codes are there. */
    public function isWhole(): bool
    {
        return $this->first !== null && $this->missing() === [];
    }

    /** The file that the codes carry; null while codes are missing, when they are damaged, or PHP has no zlib. */
    public function file(): ?string
    {
        if ($this->first === null || !$this->isWhole()) {
            return null;
        }
        $bytes = '';
        for ($number = 1; $number <= $this->count(); $number++) {
            $bytes .= $this->parts[$number]->bytes();
        }
        return (new CompactForm($this->first->check(), $bytes))->unpacked();
    }
}
