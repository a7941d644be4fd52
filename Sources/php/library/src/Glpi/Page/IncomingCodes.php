<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Picture\CodeCollector;
use Latchkey\Client\Picture\CompactForm;

/**
 * The texts of codes, one a line, as the page's own reader and telephones give them.
 *
 * @internal
 */
final class IncomingCodes
{
    public const NO_ZLIB = 'PHP on this server has no zlib, which codes need. Install PHP’s extension zlib, or import '
        . 'the license as a file.';

    private const OUTCOMES = [
        CodeCollector::DAMAGED => 'A code is damaged or was cut off. Read it again.',
        CodeCollector::OTHER_SERIES => 'These codes are from two different files. Take the codes of one file.',
        CodeCollector::NEWER => 'A later release wrote these codes. Update the plugin.',
    ];

    /** @var ?string */
    private $file;
    /** @var string a sentence */
    private $problem;
    /** @var list<string> */
    private $values;

    /** @param list<string> $values what stands in the sentence */
    private function __construct(?string $file, string $problem = '', array $values = [])
    {
        $this->file = $file;
        $this->problem = $problem;
        $this->values = $values;
    }

    /** What a text holds; null when no line of it is a code. */
    public static function in(string $text): ?self
    {
        // A code neither begins nor ends in blanks.
        if (preg_match_all('/^[ \t]*(LATCHKEY[0-9][^\r\n]*)/m', substr($text, 0, 1 << 20), $lines) < 1) {
            return null;
        }
        if (!CompactForm::isPossible()) {
            return new self(null, self::NO_ZLIB);
        }
        $collector = new CodeCollector();
        foreach ($lines[1] as $line) {
            $problem = self::OUTCOMES[$collector->take(rtrim($line, " \t"))] ?? null;
            if ($problem !== null) {
                return new self(null, $problem);
            }
        }
        if (!$collector->isWhole()) {
            $missing = implode(', ', $collector->missing());
            return new self(null, 'Codes are missing: %s. Add them, and look at the text again.', [$missing]);
        }
        $file = $collector->file();
        return $file === null
            ? new self(null, 'The codes do not make up the file that was sent. Read all of them again.')
            : new self($file);
    }

    public function file(): ?string
    {
        return $this->file;
    }

    public function problem(): string
    {
        return $this->problem;
    }

    /** @return list<string> */
    public function values(): array
    {
        return $this->values;
    }
}
