<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\Picture\Base45;
use Latchkey\Client\Picture\CodeCollector;
use Latchkey\Client\Picture\CodeSeries;
use Latchkey\Client\Picture\CompactDictionary;
use Latchkey\Client\Picture\CompactForm;
use Latchkey\Client\Tests\Support\Programs;
use PHPUnit\Framework\TestCase;

/**
 * Files as the texts of codes. The judge is the implementation in Swift: codes.json holds what each of the two wrote,
 * and Tests/LicenseTransportTests/CodeVectorTests.swift reads the same. `LATCHKEY_WRITE_CODES=1` writes this half anew.
 */
final class PictureTest extends TestCase
{
    private const VECTORS = __DIR__ . '/vectors/codes.json';

    public function testWhatSwiftAndPhpWroteIsTheFile(): void
    {
        $vectors = json_decode((string) file_get_contents(self::VECTORS), true);
        self::assertCount(7, $vectors);
        if (getenv('LATCHKEY_WRITE_CODES') !== false) {
            foreach ($vectors as $index => $vector) {
                $file = (string) base64_decode($vector['file'], true);
                $vectors[$index]['php'] = CodeSeries::texts($file, $vector['capacity']);
            }
            file_put_contents(self::VECTORS, json_encode($vectors, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES) . "\n");
        }
        foreach ($vectors as $vector) {
            $file = (string) base64_decode($vector['file'], true);
            $count = count(CodeSeries::texts($file, $vector['capacity']));
            foreach (['swift', 'php'] as $writer) {
                self::assertCount($count, $vector[$writer], $vector['name']);
                self::assertLessThanOrEqual($vector['capacity'], max(array_map('strlen', $vector[$writer])));
                self::assertSame($file, self::collected(array_reverse($vector[$writer])), "$vector[name] by $writer");
            }
        }
    }

    public function testTheWordsAreThoseOfTheSpecification(): void
    {
        $page = (string) file_get_contents(__DIR__ . '/../../../docs/spec/transport.md');
        self::assertSame(1, preg_match('/```text\n(.*?)```/s', $page, $words));
        self::assertSame($words[1], CompactDictionary::words());
    }

    /** RFC 9285, sections 4.3 and 4.4. */
    public function testBase45WritesWhatTheRfcWrites(): void
    {
        $pairs = ['AB' => 'BB8', 'Hello!!' => '%69 VD92EX0', 'base-45' => 'UJCLQE7W581', 'ietf!' => 'QED8WEX0'];
        foreach ($pairs as $bytes => $text) {
            self::assertSame($text, Base45::encode($bytes));
            self::assertSame($bytes, Base45::decode($text));
        }
        foreach (['A', 'GGW', ':::', '::', 'bb8', 'BB8A', 'BÄ', "BB8\n"] as $text) {
            self::assertNull(Base45::decode($text), $text);
        }
    }

    public function testEveryMissingCodeIsNamedAndADuplicateIsFine(): void
    {
        $texts = CodeSeries::texts(random_bytes(300), 64);
        self::assertGreaterThan(10, count($texts));
        foreach (array_keys($texts) as $missing) {
            $collector = new CodeCollector();
            foreach ($texts as $index => $text) {
                if ($index !== $missing) {
                    self::assertSame(CodeCollector::TAKEN, $collector->take($text));
                    self::assertSame(CodeCollector::KNOWN, $collector->take($text));
                }
            }
            self::assertSame([$missing + 1], $collector->missing());
            self::assertFalse($collector->isWhole());
            self::assertNull($collector->file());
        }
    }

    public function testCodesOfTwoFilesAreNotMixed(): void
    {
        [$one, $other] = [CodeSeries::texts(random_bytes(100), 64), CodeSeries::texts(random_bytes(100), 64)];
        $collector = new CodeCollector();
        self::assertSame(CodeCollector::TAKEN, $collector->take($one[0]));
        self::assertSame(CodeCollector::OTHER_SERIES, $collector->take($other[1]));
        self::assertSame(range(2, count($one)), $collector->missing());
        // Another content under the same number and check.
        $forged = substr($one[0], 0, -3) . (substr($one[0], -3) === 'BB8' ? 'AB8' : 'BB8');
        self::assertSame(CodeCollector::DAMAGED, $collector->take($forged));
    }

    /** @return list<array{string, string}> the same as in Swift's tests */
    public function texts(): array
    {
        $table = [
            CodeCollector::NEWER => ['LATCHKEY2:1/1:00000000:BB8', 'LATCHKEY12:x'],
            CodeCollector::FOREIGN => ['LATCHKEY', 'LATCHKEY:1/1:00000000:BB8', 'https://example.org/', ''],
            CodeCollector::DAMAGED => [
                'LATCHKEY1:', 'LATCHKEY1:0/1:00000000:BB8', 'LATCHKEY1:2/1:00000000:BB8', 'LATCHKEY1:01/1:00000000:BB8',
                'LATCHKEY1:1/100:00000000:BB8', 'LATCHKEY1:1/1:0000000a:BB8', 'LATCHKEY1:1/1:0000000:BB8',
                'LATCHKEY1:1/1:00000000:', 'LATCHKEY1:1/1:00000000:GGW', 'LATCHKEY1:1/1:00000000:BB8 ',
                "LATCHKEY1:1/1:00000000:BB8\n",
            ],
            CodeCollector::TAKEN => ['LATCHKEY1:1/1:00000000:BB8'],
        ];
        $cases = [];
        foreach ($table as $outcome => $texts) {
            foreach ($texts as $text) {
                $cases[] = [$text, $outcome];
            }
        }
        return $cases;
    }

    /** @dataProvider texts */
    public function testTheTextOfACodeIsJudged(string $text, string $outcome): void
    {
        self::assertSame($outcome, (new CodeCollector())->take($text));
    }

    public function testEveryChangedBitOfAPackedFileIsFound(): void
    {
        $file = "latchkey/license@v1\nid 01\n";
        $compact = CompactForm::packing($file);
        $all = $compact->check() . $compact->bytes();
        $found = 0;
        for ($place = 0; $place < strlen($all) * 8; $place++) {
            $changed = $all;
            $changed[$place >> 3] = chr(ord($changed[$place >> 3]) ^ 1 << ($place & 7));
            $came = (new CompactForm(substr($changed, 0, 4), substr($changed, 4)))->unpacked();
            // The last byte has bits behind the end.
            self::assertTrue($came === null || $came === $file, "bit $place");
            $found += $came === null ? 1 : 0;
        }
        self::assertGreaterThan(strlen($all) * 8 - 8, $found);
        self::assertNull((new CompactForm($compact->check(), $compact->bytes() . "\0"))->unpacked());
        self::assertNull((new CompactForm($compact->check(), substr($compact->bytes(), 0, -1)))->unpacked());
        self::assertNull((new CompactForm($compact->check(), ''))->unpacked());
    }

    public function testAFileThatWouldGrowBeyondItsLimitIsStopped(): void
    {
        $whole = str_repeat('a', CompactForm::FILE_BYTES);
        self::assertSame($whole, self::collected(CodeSeries::texts($whole)));
        self::assertSame([], CodeSeries::texts($whole . 'a'));
        self::assertSame([], CodeSeries::texts(random_bytes(3000), 64), 'more than 99 codes');
        $stream = deflate_init(ZLIB_ENCODING_RAW, ['dictionary' => CompactDictionary::words()]);
        $bomb = deflate_add($stream, str_repeat('a', 32 << 20), ZLIB_FINISH);
        $before = memory_get_peak_usage();
        self::assertNull((new CompactForm('abcd', $bomb))->unpacked());
        self::assertLessThan(4 << 20, memory_get_peak_usage() - $before);
    }

    public function testAPhpWithoutZlibAnswersWithNothing(): void
    {
        $functions = 'deflate_init,deflate_add,inflate_init,inflate_add,inflate_get_status,inflate_get_read_len';
        $script = 'require $argv[1]; $c = new Latchkey\Client\Picture\CodeCollector;'
            . ' echo json_encode([Latchkey\Client\Picture\CompactForm::isPossible(),'
            . ' Latchkey\Client\Picture\CodeSeries::texts("x"),'
            . ' $c->take("LATCHKEY1:1/1:00000000:BB8"), $c->isWhole(), $c->file()]);';
        $said = Programs::execute([PHP_BINARY, '-n', '-d', "disable_functions=$functions", '-r', $script, '--',
            __DIR__ . '/bootstrap.php']);
        self::assertSame('[false,[],"taken",true,null]', $said);
    }

    /** @param list<string> $texts */
    private static function collected(array $texts): ?string
    {
        $collector = new CodeCollector();
        foreach ($texts as $text) {
            self::assertSame(CodeCollector::TAKEN, $collector->take($text));
        }
        return $collector->file();
    }
}
