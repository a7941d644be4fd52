<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * State and seed in two rows of a table: MySQL, MariaDB, PostgreSQL or SQLite, through PDO.
 *
 * The content is Base64 text. A state is replaced by one UPDATE that names the digest of the old one, so that of two
 * writers one finds no row. The connection must be outside of a transaction, which could take an import back.
 */
final class PdoStateStore implements StateStore
{
    /** The errors that say that somebody else is writing: SQLite, MySQL and PostgreSQL. */
    private const BUSY = ['5', '6', '1205', '1213', '3572', '55P03', '40P01', '40001'];

    /** @var \PDO */
    private $pdo;
    /** @var string */
    private $product;
    /** @var string */
    private $table;

    /**
     * @param string $product the product, so that several of them can share a table
     * @param string $table the table's name; createTable() makes it
     */
    public function __construct(\PDO $pdo, string $product, string $table = 'latchkey_states')
    {
        $this->pdo = $pdo;
        $this->product = $product;
        $this->table = $table;
    }

    /** Makes the table unless it is there: for the plugin's installation. */
    public function createTable(): void
    {
        $text = $this->driver() === 'mysql' ? 'LONGTEXT' : 'TEXT';
        $columns = 'product VARCHAR(64) NOT NULL, part VARCHAR(8) NOT NULL, digest CHAR(64) NOT NULL, '
            . "content $text NOT NULL, PRIMARY KEY (product, part)";
        $this->run("CREATE TABLE IF NOT EXISTS {$this->table()} ($columns)", []);
    }

    public function load(): ?string
    {
        return $this->part('state');
    }

    public function replace(?string $old, string $new): bool
    {
        $this->refuseTransaction();
        return $old === null ? $this->insert('state', $new) : $this->update($old, $new);
    }

    public function offer(string $old, string $new): bool
    {
        if ($this->pdo->inTransaction()) {
            return false;
        }
        $patience = $this->driver() === 'sqlite' ? (int) $this->run('PRAGMA busy_timeout', [])->fetchColumn() : null;
        try {
            if ($patience !== null) {
                $this->run('PRAGMA busy_timeout = 0', []);
            }
            return $this->update($old, $new);
        } catch (\PDOException $error) {
            $codes = array_map('strval', (array) ($error->errorInfo ?? []));
            if (array_intersect($codes, self::BUSY) === []) {
                throw $error;
            }
            return false;
        } finally {
            if ($patience !== null) {
                $this->run('PRAGMA busy_timeout = ' . $patience, []);
            }
        }
    }

    public function seed(): ?string
    {
        $seed = $this->part('seed');
        if ($seed !== null && strlen($seed) !== 32) {
            throw new StoreException("the seed in the table '{$this->table}' is not one");
        }
        return $seed;
    }

    public function createSeed(string $seed): string
    {
        $this->refuseTransaction();
        return $this->insert('seed', $seed) ? $seed : (string) $this->seed();
    }

    public function probe(): void
    {
        $this->refuseTransaction();
        $sql = "UPDATE {$this->table()} SET content = content WHERE product = ? AND part = 'none'";
        $this->run($sql, [$this->product]);
    }

    private function part(string $part): ?string
    {
        $sql = "SELECT content FROM {$this->table()} WHERE product = ? AND part = ?";
        $content = $this->run($sql, [$this->product, $part])->fetchColumn();
        if ($content === false) {
            return null;
        }
        $bytes = base64_decode((string) $content, true);
        if ($bytes === false) {
            throw new StoreException("the $part in the table '{$this->table}' is not Base64");
        }
        return $bytes;
    }

    private function insert(string $part, string $bytes): bool
    {
        [$verb, $end] = $this->driver() === 'mysql' ? ['INSERT IGNORE', ''] : ['INSERT', ' ON CONFLICT DO NOTHING'];
        $sql = "$verb INTO {$this->table()} (product, part, digest, content) VALUES (?, ?, ?, ?)$end";
        $row = [$this->product, $part, hash('sha256', $bytes), base64_encode($bytes)];
        return $this->run($sql, $row)->rowCount() === 1;
    }

    private function update(string $old, string $new): bool
    {
        if ($old === $new) {
            return $this->load() === $old;
        }
        $sql = "UPDATE {$this->table()} SET digest = ?, content = ? WHERE product = ? AND part = ? AND digest = ?";
        $values = [hash('sha256', $new), base64_encode($new), $this->product, 'state', hash('sha256', $old)];
        return $this->run($sql, $values)->rowCount() === 1;
    }

    /**
     * Runs a statement, whatever the connection does about errors.
     *
     * @param list<string> $values
     */
    private function run(string $sql, array $values): \PDOStatement
    {
        return Quietly::run(function () use ($sql, $values): \PDOStatement {
            $statement = $this->pdo->prepare($sql);
            if ($statement === false || !$statement->execute($values)) {
                $info = $statement === false ? $this->pdo->errorInfo() : $statement->errorInfo();
                $error = new \PDOException("the table '{$this->table}' cannot be used: " . ($info[2] ?? 'no reason'));
                $error->errorInfo = $info;
                throw $error;
            }
            return $statement;
        });
    }

    private function driver(): string
    {
        return (string) $this->pdo->getAttribute(\PDO::ATTR_DRIVER_NAME);
    }

    private function table(): string
    {
        if (preg_match('/\A[A-Za-z_][A-Za-z0-9_]{0,63}\z/', $this->table) !== 1) {
            throw new StoreException("'{$this->table}' is not a table's name");
        }
        return $this->table;
    }

    private function refuseTransaction(): void
    {
        if ($this->pdo->inTransaction()) {
            throw new StoreException('a transaction is open on this database connection; end it first');
        }
    }
}
