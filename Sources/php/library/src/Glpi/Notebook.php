<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * What the plugin remembers for its host's sake, in one row of its table: the newest entry of GLPI's log, which
 * warnings were dismissed and by whom, and which of them were mailed. Nothing of it decides anything.
 *
 * What cannot be read is forgotten, and what cannot be written is not remembered.
 */
final class Notebook
{
    private const DAY = 86400;
    private const MOST_USERS = 500;
    private const TRIES = 3;

    /** @var ConfigTable */
    private $table;
    /** @var SealedRow */
    private $row;

    public function __construct(ConfigTable $table, Cipher $cipher)
    {
        $this->table = $table;
        $this->row = new SealedRow($table, $cipher, 'notebook');
    }

    /** Reads it, together with the state that the store is about to load. */
    public function readWith(GlpiStateStore $store): void
    {
        $this->row->take($store->readAhead($this->row->name()));
    }

    /**
     * The newest entry of GLPI's log, as of less than a day ago: somebody has to look once a day.
     */
    public function evidence(int $now): ?int
    {
        $notes = $this->row->content();
        $asked = $notes['asked'] ?? null;
        if (is_int($asked) && $asked <= $now && $now - $asked < self::DAY) {
            return is_int($notes['newest'] ?? null) ? $notes['newest'] : null;
        }
        try {
            $newest = $this->table->newestLog();
        } catch (\Throwable $thrown) {
            $newest = null;
        }
        $this->change(static function (array $notes) use ($now, $newest): array {
            return ['asked' => $now, 'newest' => $newest] + $notes;
        });
        return $newest;
    }

    /** Whether a user has dismissed a warning. */
    public function isDismissed(int $user, string $warning): bool
    {
        return in_array($warning, (array) ($this->row->content()['dismissed'][$user] ?? []), true);
    }

    /** @return bool whether that is stored now */
    public function dismiss(int $user, string $warning): bool
    {
        return $this->change(static function (array $notes) use ($user, $warning): array {
            $dismissed = is_array($notes['dismissed'] ?? null) ? $notes['dismissed'] : [];
            $own = array_values(array_diff((array) ($dismissed[$user] ?? []), [$warning]));
            $own[] = $warning;
            unset($dismissed[$user]);
            $dismissed[$user] = array_slice($own, -8);
            return ['dismissed' => array_slice($dismissed, -self::MOST_USERS, null, true)] + $notes;
        });
    }

    /** Whether a warning was mailed already. */
    public function isMailed(string $warning): bool
    {
        return ($this->row->content()['mailed'] ?? null) === $warning;
    }

    public function mailed(string $warning): bool
    {
        return $this->change(static function (array $notes) use ($warning): array {
            return ['mailed' => $warning] + $notes;
        });
    }

    /** @param callable(array<string, mixed>): array<string, mixed> $change */
    private function change(callable $change): bool
    {
        return $this->row->change($change, self::TRIES);
    }
}
