<?php

declare(strict_types=1);

namespace Latchkey\Client\Picture;

use Latchkey\Client\Quietly;

/**
 * A file in few bytes, and what proves that it came out the same (docs/spec/transport.md). Needs PHP's zlib.
 */
final class CompactForm
{
    /** The most bytes of a file. */
    public const FILE_BYTES = 262144;
    /** Bytes in the check. */
    public const CHECK_BYTES = 4;

    /** How many packed bytes are looked at before what they made is counted: at most 64 KiB. */
    private const STEP = 64;

    /** @var string */
    private $check;
    /** @var string */
    private $bytes;

    /** Takes what was received. */
    public function __construct(string $check, string $bytes)
    {
        $this->check = $check;
        $this->bytes = $bytes;
    }

    /** Whether this PHP can pack and unpack. */
    public static function isPossible(): bool
    {
        return function_exists('deflate_init') && function_exists('deflate_add')
            && function_exists('inflate_init') && function_exists('inflate_add')
            && function_exists('inflate_get_status') && function_exists('inflate_get_read_len');
    }

    /** Packs a file; null where PHP has no zlib, or for a file that is too large. */
    public static function packing(string $file): ?self
    {
        if (!self::isPossible() || strlen($file) > self::FILE_BYTES) {
            return null;
        }
        $bytes = Quietly::run(static function () use ($file) {
            $options = ['level' => 9, 'memory' => 9, 'dictionary' => CompactDictionary::words()];
            $stream = deflate_init(ZLIB_ENCODING_RAW, $options);
            return $stream === false ? false : deflate_add($stream, $file, ZLIB_FINISH);
        });
        return is_string($bytes) ? new self(self::checkOf($file), $bytes) : null;
    }

    /** The first bytes of the file's SHA-256. */
    public function check(): string
    {
        return $this->check;
    }

    /** The file, deflated. */
    public function bytes(): string
    {
        return $this->bytes;
    }

    /** The file, as it was packed; null when this is not what was packed, or PHP has no zlib. */
    public function unpacked(): ?string
    {
        if (!self::isPossible()) {
            return null;
        }
        $file = Quietly::run(function (): ?string {
            return $this->inflated();
        });
        return $file !== null && self::checkOf($file) === $this->check ? $file : null;
    }

    private function inflated(): ?string
    {
        $stream = inflate_init(ZLIB_ENCODING_RAW, ['dictionary' => CompactDictionary::words()]);
        if ($stream === false) {
            return null;
        }
        $file = '';
        foreach (str_split($this->bytes, self::STEP) as $step) {
            $more = inflate_add($stream, $step, ZLIB_SYNC_FLUSH);
            if (!is_string($more) || strlen($file) + strlen($more) > self::FILE_BYTES) {
                return null;
            }
            $file .= $more;
            if (inflate_get_status($stream) === ZLIB_STREAM_END) {
                // Nothing may follow the end.
                return inflate_get_read_len($stream) === strlen($this->bytes) ? $file : null;
            }
        }
        return null;
    }

    private static function checkOf(string $file): string
    {
        return substr(hash('sha256', $file, true), 0, self::CHECK_BYTES);
    }
}
