<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * The product file that ships with the plugin: whose licenses it obeys. The verifier reads it; the library takes two
 * lines from it for when no verifier can be asked.
 *
 * @internal
 */
final class ProductFile
{
    /** @var string */
    private $bytes;

    private function __construct(string $bytes)
    {
        $this->bytes = $bytes;
    }

    /** Reads a product file; one that cannot be read is empty, which the verifier answers as it deserves. */
    public static function read(string $path): self
    {
        $isFile = strpos($path, "\0") === false && is_file($path);
        return new self($isFile ? (string) file_get_contents($path, false, null, 0, Transport\Call::FILE_BYTES) : '');
    }

    public function bytes(): string
    {
        return $this->bytes;
    }

    /** What a copy without a license may do: `off`, or `read-only` where the file says so. */
    public function unlicensedMode(): string
    {
        return $this->line('unlicensed') === 'read-only' ? 'read-only' : 'off';
    }

    /** The product's name for programs; null when the file cannot be read. */
    public function product(): ?string
    {
        return $this->line('product');
    }

    private function line(string $key): ?string
    {
        $body = strstr($this->bytes, "\n\n", true);
        if ($body === false || strpos($body, "latchkey/product@v1\n") !== 0) {
            return null;
        }
        return preg_match("/^$key ([a-z0-9._-]{1,64})$/m", $body, $line) === 1 ? $line[1] : null;
    }
}
