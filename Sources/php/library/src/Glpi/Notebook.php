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
    private const ROW = 'notebook';
    private const DAY = 86400;
    private const MOST_USERS = 500;

    /** @var ConfigTable */
    private $table;
    /** @var Cipher */
    private $cipher;
    /** @var ?string as it was read, sealed */
    private $sealed;
    /** @var array<string, mixed> */
    private $notes = [];

    public function __construct(ConfigTable $table, Cipher $cipher)
    {
        $this->table = $table;
        $this->cipher = $cipher;
    }

    /** Reads it, together with the state that the store is about to load. */
    public function readWith(GlpiStateStore $store): void
    {
        $this->take($store->readAhead(self::ROW));
    }

    /**
     * The newest entry of GLPI's log, as of less than a day ago: somebody has to look once a day.
     */
    public function evidence(int $now): ?int
    {
        $asked = $this->notes['asked'] ?? null;
        if (is_int($asked) && $asked <= $now && $now - $asked < self::DAY) {
            return is_int($this->notes['newest'] ?? null) ? $this->notes['newest'] : null;
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
        return in_array($warning, (array) ($this->notes['dismissed'][$user] ?? []), true);
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
        return ($this->notes['mailed'] ?? null) === $warning;
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
        try {
            for ($try = 0; $try < 3 && $this->table->isWritable(); $try++) {
                if ($try > 0) {
                    $this->take($this->table->values(self::ROW)[self::ROW]);
                }
                $notes = $change($this->notes);
                $sealed = $this->cipher->seal((string) json_encode($notes, JSON_INVALID_UTF8_SUBSTITUTE));
                if ($this->table->swap(self::ROW, $this->sealed, $sealed)) {
                    [$this->sealed, $this->notes] = [$sealed, $notes];
                    return true;
                }
            }
        } catch (\Throwable $thrown) {
            return false;
        }
        return false;
    }

    private function take(?string $sealed): void
    {
        $this->sealed = $sealed;
        $this->notes = [];
        try {
            $notes = $sealed === null ? null : json_decode((string) $this->cipher->open($sealed), true);
            $this->notes = is_array($notes) ? $notes : [];
        } catch (\Throwable $thrown) {
            return;
        }
    }
}
