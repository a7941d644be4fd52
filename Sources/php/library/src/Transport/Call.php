<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

/**
 * A question to the verifier: an operation and the bytes that it is about.
 *
 * @internal
 */
final class Call
{
    /** The bounds on what is sent: one byte more, so that the verifier sees that it is too much, and says so. */
    public const STATE_BYTES = 8388608 + 1;
    public const FILE_BYTES = 262144 + 1;

    /** @var string */
    private $operation;
    /** @var array<string, ?string> */
    private $parts;

    /** @var ?string */
    private $identity;
    /** @var ?string */
    private $fingerprint;

    /** @param array<string, ?string> $parts by their names in latchkey/call@v1; null is a part that is not there */
    private function __construct(string $operation, array $parts)
    {
        $this->operation = $operation;
        $this->parts = $parts;
    }

    public static function verify(string $product, ?string $state, string $context): self
    {
        return new self('verify', ['product' => $product, 'state' => $state, 'context' => $context]);
    }

    public static function status(string $product, ?string $state, string $context): self
    {
        return new self('status', ['product' => $product, 'state' => $state, 'context' => $context]);
    }

    public static function support(string $product, ?string $state, string $context): self
    {
        return new self('support', ['product' => $product, 'state' => $state, 'context' => $context]);
    }

    public static function import(
        string $product,
        ?string $state,
        ?string $seed,
        string $file,
        string $context
    ): self {
        $file = substr($file, 0, self::FILE_BYTES);
        return new self('import', compact('product', 'state', 'seed', 'file', 'context'));
    }

    public static function request(
        string $product,
        ?string $state,
        string $seed,
        string $nonce,
        string $context
    ): self {
        return new self('request', compact('product', 'state', 'seed', 'nonce', 'context'));
    }

    public static function giveBack(
        string $product,
        ?string $state,
        string $seed,
        string $license,
        string $context
    ): self {
        return new self('return', compact('product', 'state', 'seed', 'license', 'context'));
    }

    public static function inspect(string $product, string $file): self
    {
        return new self('inspect', ['product' => $product, 'file' => substr($file, 0, self::FILE_BYTES)]);
    }

    /** One of the seven words of latchkey/call@v1. */
    public function operation(): string
    {
        return $this->operation;
    }

    /** A part's bytes; null where it is not there. */
    public function part(string $name): ?string
    {
        return $this->parts[$name] ?? null;
    }

    /**
     * The types of product file, state and context, whatever their version: what a verifier has to know to answer. A
     * first line that is no such type is damage, which every verifier can tell.
     *
     * @return list<string>
     */
    public function types(): array
    {
        $types = ['latchkey/context@v1'];
        foreach (['product', 'state'] as $name) {
            $pattern = '/\Alatchkey\/' . $name . '@v[1-9][0-9]{0,8}(?=\n)/';
            if (preg_match($pattern, $this->part($name) ?? '', $type) === 1) {
                $types[] = $type[0];
            }
        }
        return $types;
    }

    /**
     * A digest of everything that a verdict depends on but the time.
     */
    public function fingerprint(): string
    {
        if ($this->fingerprint === null) {
            $context = preg_replace('/^now .*\n/m', '', $this->part('context') ?? '');
            $this->fingerprint = self::digest($this->identity(), $context ?? '');
        }
        return $this->fingerprint;
    }

    /**
     * A digest of product file and state. Whoever cannot read the state cannot know it.
     */
    public function identity(): string
    {
        if ($this->identity === null) {
            $this->identity = self::digest($this->part('product') ?? '', $this->part('state') ?? '');
        }
        return $this->identity;
    }

    private static function digest(string $first, string $second): string
    {
        return hash('sha256', hash('sha256', $first, true) . hash('sha256', $second, true), true);
    }

    /** The question as `latchkey-verify --call` reads it (docs/spec/call.md). */
    public function text(): string
    {
        $text = "latchkey/call@v1 {$this->operation}\n";
        foreach ($this->parts as $name => $bytes) {
            if ($bytes !== null) {
                $text .= $name . ' ' . strlen($bytes) . "\n";
                $text .= $bytes;
                $text .= "\n";
            }
        }
        return $text;
    }
}
