<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

use Latchkey\Client\Cause;

/**
 * What the verifier answered, checked for being an answer to the question.
 *
 * @internal
 */
final class Answer
{
    public const ANSWERED = 0;
    public const REFUSED = 1;
    public const UNDECIDED = 2;
    public const BAD_CALL = 3;

    private const MODES = ['off' => 1, 'read-only' => 2, 'trial' => 3, 'full' => 4];

    /** @var int */
    private $outcome;
    /** @var string */
    private $json;
    /** @var array<string, mixed> */
    private $data;
    /** @var ?string */
    private $state;
    /** @var ?string */
    private $document;

    private function __construct()
    {
    }

    /**
     * Takes over what a transport brought: `outcome`, `mode`, `json`, `state` and `document`.
     *
     * @param array<mixed> $parts
     * @throws TransportFailure when that is no answer
     */
    public static function from(array $parts): self
    {
        $outcome = $parts['outcome'] ?? null;
        $json = $parts['json'] ?? null;
        if (!is_int($outcome) || $outcome < self::ANSWERED || $outcome > self::BAD_CALL || !is_string($json)) {
            throw self::garbled('it is not an answer');
        }
        $data = json_decode($json, true, 32);
        if (!is_array($data)) {
            throw self::garbled('its text is not JSON');
        }
        $mode = $data['mode'] ?? $data['verdict']['mode'] ?? null;
        $number = is_string($mode) ? self::MODES[$mode] ?? -1 : 0;
        if ($number !== ($parts['mode'] ?? null)) {
            throw self::garbled('its parts contradict each other');
        }
        $answer = new self();
        $answer->outcome = $outcome;
        $answer->json = $json;
        $answer->data = $data;
        $answer->state = self::bytes($parts['state'] ?? null);
        $answer->document = self::bytes($parts['document'] ?? null);
        return $answer;
    }

    /**
     * Reads `latchkey/answer@v1` (docs/spec/call.md).
     *
     * @throws TransportFailure when that is no answer
     */
    public static function read(string $text): self
    {
        $head = '/\Alatchkey\/answer@v1 ([0-3]) ([0-4]) [01] [0-9]{1,10} (?:-1|[0-9]{1,19})\n/';
        if (preg_match($head, $text, $numbers) !== 1) {
            throw self::garbled($text === '' ? 'it is empty' : 'it is not an answer');
        }
        $parts = ['outcome' => (int) $numbers[1], 'mode' => (int) $numbers[2]];
        $offset = strlen($numbers[0]);
        while ($offset < strlen($text)) {
            $isPart = preg_match('/\G(json|state|document) ([0-9]{1,8})\n/', $text, $part, 0, $offset) === 1;
            $begin = $offset + strlen($part[0] ?? '');
            $offset = $begin + (int) ($part[2] ?? 0) + 1;
            if (!$isPart || isset($parts[$part[1]]) || ($text[$offset - 1] ?? '') !== "\n") {
                throw self::garbled('it is cut short or has a part too many');
            }
            $parts[$part[1]] = substr($text, $begin, $offset - 1 - $begin);
        }
        return self::from($parts);
    }

    public static function garbled(string $reason): TransportFailure
    {
        return new TransportFailure(new Cause('verifier-garbled', ['reason' => $reason]));
    }

    /** One of the four constants above. */
    public function outcome(): int
    {
        return $this->outcome;
    }

    /** The text in full. */
    public function json(): string
    {
        return $this->json;
    }

    /** @return array<string, mixed> the text, decoded */
    public function data(): array
    {
        return $this->data;
    }

    /** The state to store in place of the one that was sent; null when that stays as it is. */
    public function state(): ?string
    {
        return $this->state;
    }

    /** The request, receipt or support bundle; null where none was made. */
    public function document(): ?string
    {
        return $this->document;
    }

    /** @param mixed $bytes */
    private static function bytes($bytes): ?string
    {
        return is_string($bytes) && $bytes !== '' ? $bytes : null;
    }
}
