<?php

declare(strict_types=1);

namespace Latchkey\Client\Memory;

/**
 * Records that only those can find, read as true or write who know what they are about.
 *
 * A record goes by a secret: a digest of the state, and of what else it depends on. Its name and its seal are made with
 * that secret, so that somebody else's site on the same server, which shares the memory and not the state, can neither
 * write a record nor move one. Whatever a record depends on and that changes, the record is not found any more.
 *
 * @internal
 */
final class SealedMemory
{
    /** @var Memory */
    private $memory;

    public function __construct(Memory $memory)
    {
        $this->memory = $memory;
    }

    /**
     * A record, if it is younger than a number of seconds. One from the future shows that the clock went back, and does
     * not count.
     *
     * @return ?array<string, mixed> as it was put, with `at`, the instant at which it was
     */
    public function get(string $kind, string $secret, int $now, int $seconds): ?array
    {
        $text = $this->memory->get(self::name($kind, $secret));
        if ($text === null || strlen($text) < 64) {
            return null;
        }
        $body = substr($text, 64);
        if (!hash_equals(self::seal($body, $secret), substr($text, 0, 64))) {
            return null;
        }
        $record = json_decode($body, true, 8);
        $at = is_array($record) ? $record['at'] ?? null : null;
        return is_int($at) && $at <= $now && $now - $at < $seconds ? $record : null;
    }

    /** @param array<string, mixed> $record */
    public function put(string $kind, string $secret, int $now, int $seconds, array $record): void
    {
        $body = json_encode(['at' => $now] + $record, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
        if ($body !== false) {
            $this->memory->put(self::name($kind, $secret), self::seal($body, $secret) . $body, $seconds);
        }
    }

    public function forget(string $kind, string $secret): void
    {
        $this->memory->forget(self::name($kind, $secret));
    }

    /** Its first letter is the kind's: where names share places, only those of a kind do. */
    private static function name(string $kind, string $secret): string
    {
        return $kind[0] . hash_hmac('sha256', 'name ' . $kind, $secret);
    }

    private static function seal(string $body, string $secret): string
    {
        return hash_hmac('sha256', "record\n" . $body, $secret);
    }
}
