<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * What administrators did with licenses, in one row of the plugin's table: the last 50 imports and returns, refused
 * ones included. It is for people to read; the verifier keeps its own record in the state.
 */
final class ImportHistory
{
    private const ROW = 'history';
    private const MOST = 50;

    /** @var ConfigTable */
    private $table;
    /** @var Cipher */
    private $cipher;

    public function __construct(ConfigTable $table, Cipher $cipher)
    {
        $this->table = $table;
        $this->cipher = $cipher;
    }

    /**
     * The entries, newest first: `time`, `user`, `way`, `file`, `outcome`, `codes`, `license`.
     *
     * @return list<array<string, mixed>>
     */
    public function entries(): array
    {
        try {
            $sealed = $this->table->values(self::ROW)[self::ROW];
        } catch (\Throwable $thrown) {
            return [];
        }
        return array_reverse($this->open($sealed));
    }

    /**
     * Adds an entry. That it cannot be stored is no failure of what it tells about.
     *
     * @param array<string, mixed> $entry
     */
    public function add(array $entry): bool
    {
        try {
            for ($try = 0; $try < 5 && $this->table->isWritable(); $try++) {
                $sealed = $this->table->values(self::ROW)[self::ROW];
                $entries = $this->open($sealed);
                $entries[] = $entry;
                $json = (string) json_encode(array_slice($entries, -self::MOST), JSON_INVALID_UTF8_SUBSTITUTE);
                if ($this->table->swap(self::ROW, $sealed, $this->cipher->seal($json))) {
                    return true;
                }
            }
        } catch (\Throwable $thrown) {
            return false;
        }
        return false;
    }

    /**
     * Adds the entry of a return, unless the license was given back before: its receipt can be had again.
     *
     * @param array<string, mixed> $entry
     */
    public function addReturn(array $entry): bool
    {
        foreach ($this->entries() as $known) {
            if (($known['outcome'] ?? null) === 'returned' && ($known['license'] ?? null) === $entry['license']) {
                return true;
            }
        }
        return $this->add($entry);
    }

    /** @return list<array<string, mixed>> */
    private function open(?string $sealed): array
    {
        try {
            $entries = $sealed === null ? null : json_decode((string) $this->cipher->open($sealed), true);
        } catch (\Throwable $thrown) {
            return [];
        }
        return is_array($entries) ? array_values(array_filter($entries, 'is_array')) : [];
    }
}
