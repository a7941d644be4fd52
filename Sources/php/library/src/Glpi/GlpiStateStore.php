<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

use Latchkey\Client\StateStore;
use Latchkey\Client\StoreException;

/**
 * State and seed in two rows of the plugin's table, sealed with GLPI's security key.
 *
 * When that key was changed while the plugin was off, nobody can read them any more. A page load then gets an
 * exception, which becomes the finding `state-unreadable`. A store that startsOver() takes them for not being there, so
 * that an administrator can import again.
 */
final class GlpiStateStore implements StateStore
{
    private const STATE_BYTES = 8388608;
    private const LOST = 'GLPI\'s security key does not decrypt it: that key was changed, or the table is damaged';

    /** @var ConfigTable */
    private $table;
    /** @var Cipher */
    private $cipher;
    /** @var bool */
    private $startsOver = false;
    /** @var array<string, ?string>|\Throwable|null what was read ahead of the first load */
    private $ahead;
    /** @var array{?string, ?string} the state as it was read last: sealed, plain */
    private $last = [null, null];

    public function __construct(ConfigTable $table, Cipher $cipher)
    {
        $this->table = $table;
        $this->cipher = $cipher;
    }

    /** One for what an administrator does: what nobody can read any more is replaced instead of refused. */
    public function startsOver(): self
    {
        $copy = new self($this->table, $this->cipher);
        $copy->startsOver = true;
        return $copy;
    }

    /**
     * Reads the state and another value by one query, so that the first load() needs none.
     *
     * @return ?string the other value, sealed
     */
    public function readAhead(string $other): ?string
    {
        try {
            $this->ahead = $this->table->values('state', $other);
            return $this->ahead[$other];
        } catch (\Throwable $thrown) {
            $this->ahead = $thrown;
            return null;
        }
    }

    public function load(): ?string
    {
        $ahead = $this->ahead;
        $this->ahead = null;
        if ($ahead instanceof \Throwable) {
            throw $ahead;
        }
        $sealed = ($ahead ?? $this->table->values('state'))['state'];
        $plain = $sealed === null ? null : $this->open($sealed);
        $this->last = [$sealed, $plain];
        return $plain;
    }

    public function replace(?string $old, string $new): bool
    {
        $this->refuse($new);
        $sealed = $this->sealed($old);
        return $sealed !== false && $this->table->swap('state', $sealed, $this->cipher->seal($new));
    }

    public function offer(string $old, string $new): bool
    {
        if (!$this->table->isWritable() || strlen($new) > self::STATE_BYTES) {
            return false;
        }
        $sealed = $this->sealed($old);
        return is_string($sealed) && $this->table->swapUnlessLocked('state', $sealed, $this->cipher->seal($new));
    }

    public function seed(): ?string
    {
        return $this->seedOf($this->table->values('seed')['seed']);
    }

    public function createSeed(string $seed): string
    {
        $this->refuse($seed);
        $sealed = $this->table->values('seed')['seed'];
        $stored = $this->seedOf($sealed);
        if ($stored === null && $this->table->swap('seed', $sealed, $this->cipher->seal($seed))) {
            return $seed;
        }
        return $stored ?? (string) $this->seed();
    }

    public function probe(): void
    {
        $this->refuse('');
        $this->cipher->seal('probe');
        $this->table->probe();
    }

    private function seedOf(?string $sealed): ?string
    {
        $seed = $sealed === null ? null : $this->open($sealed);
        if ($seed !== null && strlen($seed) !== 32) {
            throw new StoreException("the seed in the table '{$this->table->name()}' is not one");
        }
        return $seed;
    }

    /** @return string|false|null as the state stands in the table if it is the old one; false when it is another */
    private function sealed(?string $old)
    {
        if ($this->last[1] !== $old) {
            $this->load();
        }
        return $this->last[1] === $old ? $this->last[0] : false;
    }

    private function open(string $sealed): ?string
    {
        $plain = $this->cipher->open($sealed);
        if ($plain === null && !$this->startsOver) {
            throw new StoreException(self::LOST);
        }
        return $plain;
    }

    private function refuse(string $bytes): void
    {
        if (strlen($bytes) > self::STATE_BYTES) {
            throw new StoreException('the state is larger than 8 MiB');
        }
        if (!$this->table->isWritable()) {
            throw new StoreException('the database is a replica, or a transaction is open on its connection');
        }
    }
}
