<?php

declare(strict_types=1);

/**
 * GLPI's database, over mysqli. Cited: GLPI 10.0.18 and 11.0.6, src/DBmysql.php and src/DBmysqlIterator.php.
 */
class DBmysql extends GlpiDouble\Transactions
{
    /** @var bool DBmysql::isSlave() */
    public $slave = false;
    /** @var list<string> every statement, for tests */
    public $statements = [];
    /** @var list<string> what GLPI would write to its SQL log, for tests */
    public $logged = [];
    /** @var mysqli */
    private $dbh;

    public function __construct(string $socket, string $database)
    {
        // DBmysql::connect() does this in both.
        mysqli_report(MYSQLI_REPORT_OFF);
        $this->dbh = mysqli_init();
        $this->dbh->real_connect('localhost', 'root', '', $database, 0, $socket);
        $this->dbh->set_charset('utf8mb4');
    }

    /**
     * GLPI 10 logs a statement that fails, and answers false. GLPI 11 throws a RuntimeException with the statement in
     * it. Both ask for warnings by SHOW WARNINGS when there are some, which spoils affectedRows().
     *
     * @return mysqli_result|bool
     */
    public function doQuery($query)
    {
        $this->statements[] = $query;
        $result = $this->dbh->query($query);
        if ($result === false) {
            $this->logged[] = $this->dbh->error;
            if (GLPI_VERSION[1] === '1') {
                $message = 'MySQL query error: %s (%d) in SQL query "%s".';
                throw new RuntimeException(sprintf($message, $this->dbh->error, $this->dbh->errno, $query));
            }
            return false;
        }
        if ($this->dbh->warning_count > 0) {
            $this->logged[] = json_encode($this->dbh->query('SHOW WARNINGS')->fetch_all(MYSQLI_ASSOC));
        }
        return $result;
    }

    /** DBmysqlIterator::execute(): in GLPI 10 a query that failed has no rows. */
    public function request(array $criteria): ArrayIterator
    {
        $columns = isset($criteria['SELECT']) ? '`' . implode('`, `', $criteria['SELECT']) . '`' : '*';
        $sql = "SELECT $columns FROM `{$criteria['FROM']}`";
        foreach ($criteria['WHERE'] ?? [] as $column => $value) {
            $values = implode("', '", array_map([$this, 'escape'], (array) $value));
            $sql .= (strpos($sql, ' WHERE ') === false ? ' WHERE ' : ' AND ') . "`$column` IN ('$values')";
        }
        $sql .= isset($criteria['ORDER']) ? ' ORDER BY ' . implode(', ', $criteria['ORDER']) : '';
        $result = $this->doQuery($sql);
        return new ArrayIterator($result instanceof mysqli_result ? $result->fetch_all(MYSQLI_ASSOC) : []);
    }

    /** @return mysqli_result|bool */
    public function insert($table, $params)
    {
        return $this->doQuery("INSERT INTO `$table` (`" . implode('`, `', array_keys($params)) . '`) VALUES ('
            . implode(', ', array_map([$this, 'quoted'], $params)) . ')');
    }

    /** @return mysqli_result|bool */
    public function update($table, $params, $where, array $joins = [])
    {
        $set = $this->pairs($params, ', ');
        return $this->doQuery("UPDATE `$table` SET $set WHERE " . $this->pairs($where, ' AND '));
    }

    /** @return mysqli_result|bool */
    public function delete($table, $where, array $joins = [])
    {
        return $this->doQuery("DELETE FROM `$table` WHERE " . $this->pairs($where, ' AND '));
    }

    public function escape($string)
    {
        return $this->dbh->real_escape_string($string);
    }

    public function affectedRows()
    {
        return $this->dbh->affected_rows;
    }

    public function errno()
    {
        return $this->dbh->errno;
    }

    public function error()
    {
        return $this->dbh->error;
    }

    public function fetchAssoc($result)
    {
        return $result->fetch_assoc();
    }

    public function isSlave()
    {
        return $this->slave;
    }

    public function tableExists($table, $usecache = true)
    {
        return count($this->listFields($table)) > 0;
    }

    public function fieldExists($table, $field, $usecache = true)
    {
        return isset($this->listFields($table)[$field]);
    }

    /** @return array<string, array<string, mixed>> */
    public function listFields($table, $usecache = true)
    {
        $result = $this->dbh->query("SHOW COLUMNS FROM `$table`");
        $fields = $result instanceof mysqli_result ? $result->fetch_all(MYSQLI_ASSOC) : [];
        return array_column($fields, null, 'Field');
    }

    public function beginTransaction()
    {
        $this->dbh->begin_transaction();
        $this->transaction_level++;
    }

    public function rollBack()
    {
        $this->dbh->rollback();
        $this->transaction_level--;
    }

    /** Ends the connection, as a server that goes away does. */
    public function close()
    {
        return $this->dbh->close();
    }

    private function pairs(array $values, string $between): string
    {
        $pairs = [];
        foreach ($values as $name => $value) {
            // quoteName() takes `table.column` apart.
            $pairs[] = '`' . str_replace('.', '`.`', $name) . '` = ' . $this->quoted($value);
        }
        return implode($between, $pairs);
    }

    private function quoted($value): string
    {
        return $value === null ? 'NULL' : "'" . $this->escape((string) $value) . "'";
    }
}
