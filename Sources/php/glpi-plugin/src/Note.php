<?php

declare(strict_types=1);

namespace GlpiPlugin\Latchkeydemo;

use CommonGLPI;
use DBConnection;
use Latchkey\Client\Glpi\LicensedPlugin;

/**
 * The notes: their table, and what the license lets a user do with them.
 */
final class Note extends CommonGLPI
{
    private const TABLE = 'glpi_plugin_latchkeydemo_notes';
    /** How many notes there may be where the license says nothing about it. */
    private const FEW = 5;

    /** @var string who may see the menu entry */
    public static $rightname = 'central';
    /** @var bool */
    private static $offersReport = false;

    /** Called with what the license says: without the feature, the report is not there at all. */
    public static function offerReport(bool $isLicensed): void
    {
        self::$offersReport = $isLicensed;
    }

    public static function offersReport(): bool
    {
        return self::$offersReport;
    }

    /** @param int $nb */
    public static function getTypeName($nb = 0)
    {
        return __('Notes', 'latchkeydemo');
    }

    public static function getMenuName()
    {
        return __('Demo notes', 'latchkeydemo');
    }

    public static function getIcon()
    {
        return 'ti ti-notes';
    }

    /** @return array<string, string> */
    public static function getMenuContent()
    {
        return ['title' => self::getMenuName(), 'page' => '/plugins/latchkeydemo/front/note.php',
            'icon' => self::getIcon()];
    }

    /** Whether notes may be added, changed and removed. */
    public static function mayWrite(): bool
    {
        return LicensedPlugin::of('latchkeydemo')->allowsUse();
    }

    /** How many notes there may be. */
    public static function limit(): int
    {
        return LicensedPlugin::of('latchkeydemo')->limit('notes') ?? self::FEW;
    }

    /** @return list<array{id: int, text: string, author: string, written: string}> */
    public static function all(): array
    {
        global $DB;
        $notes = [];
        $found = $DB->request(['FROM' => self::TABLE, 'ORDER' => ['id DESC']]);
        foreach ($found as $row) {
            $notes[] = ['id' => (int) $row['id'], 'text' => (string) base64_decode((string) $row['text'], true),
                'author' => (string) $row['author'], 'written' => (string) $row['written']];
        }
        return $notes;
    }

    /** @return bool false when the license does not let it, or there are as many as it lets */
    public static function add(string $text): bool
    {
        global $DB;
        $text = trim(substr($text, 0, 10000));
        if (!self::mayWrite() || $text === '' || count(self::all()) >= self::limit()) {
            return false;
        }
        // Base64, since GLPI 10 and 11 escape plain text differently.
        return (bool) $DB->insert(self::TABLE, ['text' => base64_encode($text),
            'author' => (string) preg_replace('/[^\w.@-]/', '', (string) ($_SESSION['glpiname'] ?? '')),
            'written' => date('Y-m-d H:i:s')]);
    }

    public static function remove(int $id): bool
    {
        global $DB;
        return self::mayWrite() && (bool) $DB->delete(self::TABLE, ['id' => $id]);
    }

    public static function install(): bool
    {
        global $DB;
        if ($DB->tableExists(self::TABLE)) {
            return true;
        }
        $sign = DBConnection::getDefaultPrimaryKeySignOption();
        $charset = DBConnection::getDefaultCharset();
        $collation = DBConnection::getDefaultCollation();
        return (bool) $DB->doQuery('CREATE TABLE `' . self::TABLE . "` (`id` INT $sign NOT NULL AUTO_INCREMENT, "
            . '`text` MEDIUMTEXT NULL, `author` VARCHAR(255) NOT NULL DEFAULT \'\', `written` TIMESTAMP NULL, '
            . "PRIMARY KEY (`id`)) ENGINE=InnoDB DEFAULT CHARSET=$charset COLLATE=$collation ROW_FORMAT=DYNAMIC");
    }

    public static function uninstall(): bool
    {
        global $DB;
        return !$DB->tableExists(self::TABLE) || (bool) $DB->doQuery('DROP TABLE `' . self::TABLE . '`');
    }
}
