<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * What administrators did with licenses, in one row of the plugin's table: the last 50 imports and returns, refused
 * ones included. It is for people to read; the verifier keeps its own record in the state.
 */
final class ImportHistory
{
    private const MOST = 50;
    private const TRIES = 5;

    /** @var SealedRow */
    private $row;

    public function __construct(ConfigTable $table, Cipher $cipher)
    {
        $this->row = new SealedRow($table, $cipher, 'history');
    }

    /**
     * The entries, newest first: `time`, `user`, `file`, `outcome`, `codes`, `license`.
     *
     * @return list<array<string, mixed>>
     */
    public function entries(): array
    {
        $this->row->read();
        return array_reverse(self::known($this->row->content()));
    }

    /**
     * Adds an entry. That it cannot be stored is no failure of what it tells about.
     *
     * @param array<string, mixed> $entry
     */
    public function add(array $entry): bool
    {
        $this->row->read();
        return $this->row->change(static function (array $content) use ($entry): array {
            $entries = self::known($content);
            $entries[] = $entry;
            return array_slice($entries, -self::MOST);
        }, self::TRIES);
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

    /**
     * @param array<mixed> $content
     * @return list<array<string, mixed>>
     */
    private static function known(array $content): array
    {
        return array_values(array_filter($content, 'is_array'));
    }
}
