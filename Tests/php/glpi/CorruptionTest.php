<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Glpi;

use Latchkey\Client\Tests\Glpi\Support\Host;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * 10,000 damaged values in the database: each load answers, nothing is granted by damage, and nobody hears a warning.
 */
final class CorruptionTest extends TestCase
{
    private const VALUES = 10000;

    public function testNoDamagedValueDeactivatesThePluginOrBreaksAPage(): void
    {
        $host = new Host(true);
        $host->import();
        $good = (string) $host->value('state');
        $state = (string) (new \GLPIKey())->decrypt($good);
        // What follows is read by no load, so that damage to it takes nothing away (docs/spec/state.md, "History").
        $plain = (string) strstr($state, 'latchkey/history@v1', true);
        self::assertNotSame('', $plain);
        $heard = [];
        set_error_handler(static function (int $level, string $message) use (&$heard): bool {
            $heard[] = $message;
            return true;
        });
        mt_srand(20261121);
        $modes = [];
        try {
            for ($index = 0; $index < self::VALUES; $index++) {
                $value = self::damaged($index, $good, $plain, substr($state, strlen($plain)));
                $host->set($index % 10 === 9 ? 'notebook' : 'state', $value);
                $plugin = $host->load();
                self::assertSame('active', \Plugin::$states[Host::KEY], "value $index");
                $mode = $plugin->verdict()->mode();
                $modes[$mode] = ($modes[$mode] ?? 0) + 1;
                $codes = array_column($plugin->verdict()->toArray()['findings'] ?? [], 'code');
                if ($index % 10 !== 9) {
                    self::assertNotSame(Verdict::FULL, $mode, "value $index grants");
                    self::assertNotSame([], $codes, "value $index tells nothing");
                    $host->set('state', $good);
                }
                if ($index % 250 === 0) {
                    $page = $host->page('license.php');
                    self::assertStringEndsWith('</main></body></html>', $page);
                    self::assertStringContainsString('data-latchkey="page"', $page);
                }
            }
        } finally {
            restore_error_handler();
        }
        self::assertSame([], $heard);
        self::assertSame(self::VALUES, array_sum($modes));
        self::assertSame(self::VALUES / 10, $modes[Verdict::FULL], 'a damaged notebook takes nothing away');
        self::assertSame(Verdict::FULL, $host->load()->verdict()->mode());
    }

    /** Every other one is damaged in its sealed text, the others before they were sealed. */
    private static function damaged(int $index, string $sealed, string $plain, string $rest): string
    {
        $isInside = $index % 2 === 0;
        $text = $isInside ? $plain : $sealed;
        switch (mt_rand(0, 6)) {
            case 0:
                $text = substr($text, 0, mt_rand(1, strlen($text) - 4));
                break;
            case 1:
                $at = mt_rand(0, strlen($text) - 1);
                $text[$at] = chr(ord($text[$at]) ^ (1 << mt_rand(0, 6)));
                break;
            case 2:
                $text = mb_substr(preg_replace('/[^\x20-\x7E]/', '?', random_bytes(mt_rand(1, 300))), 0);
                break;
            case 3:
                $at = mt_rand(0, strlen($text) - 2);
                $text = substr($text, 0, $at) . mt_rand() . substr($text, $at);
                break;
            case 4:
                $text = strrev($text);
                break;
            case 5:
                $text = str_repeat('A', mt_rand(1, 20000));
                break;
            default:
                $text = ['0', ' ', "\n", 'null', '{}', '[]', '<script>', "'", '\\', 'é'][mt_rand(0, 9)];
        }
        $text = $text === ($isInside ? $plain : $sealed) ? $text . 'x' : $text;
        return $isInside ? (new \GLPIKey())->encrypt($text . $rest) : $text;
    }
}
