<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * An array in one row of the plugin's table, as sealed JSON, of which nothing decides anything: what cannot be read is
 * forgotten, and what cannot be written is not remembered.
 *
 * @internal
 */
final class SealedRow
{
    /** @var ConfigTable */
    private $table;
    /** @var Cipher */
    private $cipher;
    /** @var string */
    private $name;
    /** @var ?string as it was read, sealed */
    private $sealed;
    /** @var array<mixed> */
    private $content = [];

    public function __construct(ConfigTable $table, Cipher $cipher, string $name)
    {
        $this->table = $table;
        $this->cipher = $cipher;
        $this->name = $name;
    }

    public function name(): string
    {
        return $this->name;
    }

    /** @return array<mixed> as it was read or written last */
    public function content(): array
    {
        return $this->content;
    }

    /** Reads the row; empty where the table cannot be used. */
    public function read(): void
    {
        try {
            $this->take($this->table->values($this->name)[$this->name]);
        } catch (\Throwable $thrown) {
            $this->take(null);
        }
    }

    /** Takes over what somebody else read from the row. */
    public function take(?string $sealed): void
    {
        $this->sealed = $sealed;
        $this->content = [];
        try {
            $content = $sealed === null ? null : json_decode((string) $this->cipher->open($sealed), true);
            $this->content = is_array($content) ? $content : [];
        } catch (\Throwable $thrown) {
            return;
        }
    }

    /**
     * Changes what was read last, and again what somebody else made of it meanwhile.
     *
     * @param callable(array<mixed>): array<mixed> $change
     * @return bool whether that is stored now
     */
    public function change(callable $change, int $tries): bool
    {
        try {
            for ($try = 0; $try < $tries && $this->table->isWritable(); $try++) {
                if ($try > 0) {
                    $this->read();
                }
                $content = $change($this->content);
                $sealed = $this->cipher->seal((string) json_encode($content, JSON_INVALID_UTF8_SUBSTITUTE));
                if ($this->table->swap($this->name, $this->sealed, $sealed)) {
                    [$this->sealed, $this->content] = [$sealed, $content];
                    return true;
                }
            }
        } catch (\Throwable $thrown) {
            return false;
        }
        return false;
    }
}
