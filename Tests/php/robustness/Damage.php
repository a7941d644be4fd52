<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Robustness;

/**
 * Damaged states, license files and product files, numbered: a number always makes the same damage.
 */
final class Damage
{
    private const KINDS = 8;

    /** @var array{product: string, state: string, license: string} */
    private $whole;

    /** @param string $folder holds the files `product`, `state` and `license` */
    public function __construct(string $folder)
    {
        $this->whole = ['product' => '', 'state' => '', 'license' => ''];
        foreach (array_keys($this->whole) as $name) {
            $this->whole[$name] = (string) file_get_contents("$folder/$name");
        }
    }

    /**
     * The three documents, one of them damaged.
     *
     * @return array{string, array{product: string, state: string, license: string}} which one, and all
     */
    public function numbered(int $number): array
    {
        $name = ['state', 'license', 'product'][$number % 3];
        mt_srand($number);
        return [$name, [$name => $this->damaged($this->whole[$name], intdiv($number, 3) % self::KINDS)] + $this->whole];
    }

    private function damaged(string $bytes, int $kind): string
    {
        $length = strlen($bytes);
        $place = mt_rand(0, $length - 1);
        switch ($kind) {
            case 0: // one bit
                $bytes[$place] = chr(ord($bytes[$place]) ^ (1 << mt_rand(0, 7)));
                return $bytes;
            case 1: // cut short
                return substr($bytes, 0, $place);
            case 2: // a piece is missing
                return substr($bytes, 0, $place) . substr($bytes, mt_rand($place, $length));
            case 3: // a piece stands twice
                return substr($bytes, 0, $place) . substr($bytes, mt_rand(0, $place));
            case 4: // rubbish in the middle
                return substr_replace($bytes, self::rubbish($place, 48), $place, mt_rand(0, 48));
            case 5: // lines in another order
                $lines = explode("\n", $bytes);
                shuffle($lines);
                return implode("\n", $lines);
            case 6: // every newline as an editor of another system writes it, and a mark before it
                return "\xEF\xBB\xBF" . str_replace("\n", "\r\n", $bytes);
            default: // nothing, or far too much
                return $place % 2 === 0 ? '' : str_repeat($bytes, 40);
        }
    }

    /** Bytes that a number decides. */
    private static function rubbish(int $number, int $count): string
    {
        $bytes = '';
        while (strlen($bytes) < $count) {
            $bytes .= hash('sha256', $number . ' ' . strlen($bytes), true);
        }
        return substr($bytes, 0, $count);
    }
}
