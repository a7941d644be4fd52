<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

use Latchkey\Client\Quietly;
use Latchkey\Client\StoreException;

/**
 * The plugin's table: a name, its sealed value, and the value before.
 *
 * A value is replaced by one UPDATE that names the digest of the one that was read, so that of two writers one finds no
 * row. The digest is of the sealed text, which differs each time: so a value that `security:change_key` sealed anew in
 * the meantime counts as changed too.
 */
final class ConfigTable
{
    /** The most bytes of a value that is read: what a state of 8 MiB and one byte comes to, sealed. */
    private const MOST_BYTES = 11184900;
    /** A row is locked by somebody else. */
    private const LOCKED = [1205, 1213];

    /** @var object */
    private $db;
    /** @var string */
    private $table;

    /** @param object $db GLPI's `$DB` */
    public function __construct($db, string $table)
    {
        if (preg_match('/\A[a-z0-9_]{1,64}\z/', $table) !== 1) {
            throw new StoreException("'$table' is not a table's name");
        }
        $this->db = $db;
        $this->table = $table;
    }

    public function name(): string
    {
        return $this->table;
    }

    /**
     * The values under some names, by one query over the index.
     *
     * @return array<string, ?string> sealed; null where there is none
     */
    public function values(string ...$names): array
    {
        $values = array_fill_keys($names, null);
        $rows = $this->guarded(function () use ($names): array {
            $found = $this->db->request([
                'SELECT' => ['name', 'value'],
                'FROM' => $this->table,
                'WHERE' => ['name' => $names],
            ]);
            $rows = is_array($found) ? $found : iterator_to_array($found, false);
            // GLPI 10 answers a query that failed with no rows.
            if ($rows === [] && (int) $this->db->errno() !== 0) {
                throw new StoreException((string) $this->db->error());
            }
            return $rows;
        });
        foreach ($rows as $row) {
            $value = $row['value'] ?? null;
            if (is_string($value) && $value !== '') {
                if (strlen($value) > self::MOST_BYTES) {
                    throw new StoreException("the '{$row['name']}' in the table '{$this->table}' is too large");
                }
                $values[$row['name']] = $value;
            }
        }
        return $values;
    }

    /**
     * Puts a value in place of the one that was read, by one statement, and keeps that one beside it.
     *
     * @param ?string $old as it was read, sealed; null where there was none
     * @param string $new sealed
     * @return bool false when another one stands there by now
     */
    public function swap(string $name, ?string $old, string $new): bool
    {
        if ($old === null) {
            // No warning when the row is there, which GLPI would log.
            $this->run("INSERT INTO `{$this->table}` (`name`) VALUES ('$name') "
                . 'ON DUPLICATE KEY UPDATE `name` = `name`');
        }
        $is = $old === null ? "(`value` IS NULL OR `value` = '')"
            : "SHA2(`value`, 256) = '" . hash('sha256', $old) . "'";
        $this->run("UPDATE `{$this->table}` SET `previous` = `value`, `value` = '{$this->db->escape($new)}' "
            . "WHERE `name` = '$name' AND $is");
        return (int) $this->db->affectedRows() === 1;
    }

    /** As swap(), and false as well when somebody else holds the row for more than a second. */
    public function swapUnlessLocked(string $name, string $old, string $new): bool
    {
        $this->run('SET @latchkey_patience = @@SESSION.innodb_lock_wait_timeout, SESSION innodb_lock_wait_timeout = 1');
        try {
            return $this->swap($name, $old, $new);
        } catch (StoreException $exception) {
            if (in_array((int) $exception->getCode(), self::LOCKED, true)) {
                return false;
            }
            throw $exception;
        } finally {
            $this->run('SET SESSION innodb_lock_wait_timeout = @latchkey_patience');
        }
    }

    /** Whether something may be written now: not on a replica, and not in a transaction, which could take it back. */
    public function isWritable(): bool
    {
        return !$this->db->isSlave() && !$this->isInTransaction();
    }

    /** Tries to write, and changes nothing. */
    public function probe(): void
    {
        $this->run("UPDATE `{$this->table}` SET `name` = `name` WHERE `name` = ''");
    }

    /**
     * The newest entry of GLPI's own log, in seconds since 1970, by one look at an index; null when there is none.
     */
    public function newestLog(): ?int
    {
        return $this->guarded(function (): ?int {
            $found = $this->db->doQuery('SELECT UNIX_TIMESTAMP(MAX(`date_mod`)) AS `newest` FROM `glpi_logs`');
            $row = is_object($found) ? $this->db->fetchAssoc($found) : null;
            $newest = $row['newest'] ?? null;
            return is_numeric($newest) && $newest > 0 ? (int) $newest : null;
        });
    }

    private function isInTransaction(): bool
    {
        if (is_callable([$this->db, 'inTransaction'])) {
            return $this->db->inTransaction() === true;
        }
        // GLPI 11 counts them, and keeps the number to itself.
        $level = (function () {
            return $this->transaction_level ?? 0;
        })->call($this->db);
        return $level > 0;
    }

    /** GLPI 10 answers a statement that failed with false, GLPI 11 throws. */
    private function run(string $sql): void
    {
        $this->guarded(function () use ($sql): void {
            if ($this->db->doQuery($sql) === false) {
                throw new StoreException((string) $this->db->error(), (int) $this->db->errno());
            }
        });
    }

    /** @return mixed */
    private function guarded(callable $body)
    {
        try {
            return Quietly::run($body);
        } catch (\Throwable $thrown) {
            [$code, $reason] = $this->reason($thrown);
            throw new StoreException("the table '{$this->table}' cannot be used: $reason", $code, $thrown);
        }
    }

    /**
     * Why a statement failed. GLPI 11 puts the statement, and so what is stored, into its message: the server's own
     * words do without.
     *
     * @return array{int, string}
     */
    private function reason(\Throwable $thrown): array
    {
        if ($thrown instanceof StoreException) {
            return [(int) $thrown->getCode(), $thrown->getMessage()];
        }
        try {
            $reason = Quietly::run(function (): array {
                return [(int) $this->db->errno(), (string) $this->db->error()];
            });
        } catch (\Throwable $again) {
            $reason = [0, ''];
        }
        return $reason[1] === '' ? [$reason[0], get_class($thrown)] : $reason;
    }
}
