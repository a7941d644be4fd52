<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

use Latchkey\Client\StoreException;

/**
 * The making, mending and going of the plugin's table. A table of that name that the plugin had before gets the columns
 * that it lacks, and keeps its own.
 */
final class ConfigSchema
{
    private const COLUMNS = [
        'name' => 'VARCHAR(64) NULL DEFAULT NULL',
        'value' => 'MEDIUMTEXT NULL',
        'previous' => 'MEDIUMTEXT NULL',
    ];

    /** @var object */
    private $db;
    /** @var string */
    private $table;

    /** @param object $db GLPI's `$DB` */
    public function __construct($db, string $table)
    {
        $this->db = $db;
        $this->table = $table;
    }

    /** The columns that hold sealed text, for GLPI's `secured_fields`. @return list<string> */
    public static function securedFields(string $table): array
    {
        return ["$table.value", "$table.previous"];
    }

    /** Makes the table, or adds what it lacks. */
    public function install(): void
    {
        if (!$this->db->tableExists($this->table, false)) {
            $sign = \DBConnection::getDefaultPrimaryKeySignOption();
            $charset = \DBConnection::getDefaultCharset();
            $collation = \DBConnection::getDefaultCollation();
            $columns = '';
            foreach (self::COLUMNS as $name => $type) {
                $columns .= "`$name` $type, ";
            }
            $this->run("CREATE TABLE `{$this->table}` (`id` INT $sign NOT NULL AUTO_INCREMENT, $columns"
                . "PRIMARY KEY (`id`), UNIQUE KEY `name` (`name`)) "
                . "ENGINE=InnoDB DEFAULT CHARSET=$charset COLLATE=$collation ROW_FORMAT=DYNAMIC");
            return;
        }
        foreach (self::COLUMNS as $name => $type) {
            if (!$this->db->fieldExists($this->table, $name, false)) {
                $key = $name === 'name' ? ', ADD UNIQUE KEY `name` (`name`)' : '';
                $this->run("ALTER TABLE `{$this->table}` ADD COLUMN `$name` $type$key");
            }
        }
    }

    /** Removes the table; where the plugin has columns of its own in it, only ours. */
    public function uninstall(): void
    {
        if (!$this->db->tableExists($this->table, false)) {
            return;
        }
        $all = array_keys($this->db->listFields($this->table, false) ?: []);
        $ours = array_keys(self::COLUMNS);
        if (array_diff($all, $ours, ['id']) === []) {
            $this->run("DROP TABLE `{$this->table}`");
            return;
        }
        $this->run("DELETE FROM `{$this->table}` WHERE `name` IN ('state', 'seed', 'notebook', 'history')");
        $this->run("ALTER TABLE `{$this->table}` DROP COLUMN `value`, DROP COLUMN `previous`");
    }

    private function run(string $sql): void
    {
        if ($this->db->doQuery($sql) === false) {
            throw new StoreException("the table '{$this->table}' cannot be made: " . $this->db->error());
        }
    }
}
