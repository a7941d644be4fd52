<?php

// Classes of GLPI whose rows are counted only. Cited: GLPI 10.0.18 and 11.0.6, src/ClassName.php each.

declare(strict_types=1);

/** CommonGLPI and CommonDBTM: add(), find() and delete() of rows, kept in memory. */
class CommonGLPI
{
    /** @var array<string, array<int, array<string, mixed>>> */
    public static $rows = [];
}

class CommonDBTM extends CommonGLPI
{
    public function add(array $input, $options = [], $history = true)
    {
        $id = count(self::$rows[static::class] ?? []) + 1;
        self::$rows[static::class][$id] = $input;
        return $id;
    }

    public function find($condition = [], $order = [], $limit = null)
    {
        return array_filter(self::$rows[static::class] ?? [], static function (array $row) use ($condition): bool {
            return array_intersect_assoc($condition, $row) === $condition;
        });
    }

    public function delete(array $input, $force = 0, $history = 1)
    {
        unset(self::$rows[static::class][$input['id']]);
        return true;
    }
}

class Notification extends CommonDBTM
{
    public const USER_TYPE = 1;
    public const GLOBAL_ADMINISTRATOR = 1;
}

class NotificationTemplate extends CommonDBTM
{
}

class NotificationTemplateTranslation extends CommonDBTM
{
}

class Notification_NotificationTemplate extends CommonDBTM
{
}

/** Fills templates: addDataForTemplate() puts values into `data`, addTagToList() names them. */
class NotificationTarget extends CommonDBTM
{
    /** @var array<string, string> */
    public $data = [];
    /** @var array<string, string> */
    public $tags = [];

    public function addTagToList($options = [])
    {
        $this->tags[$options['tag']] = $options['label'];
    }
}

/** raiseEvent(): false when there is no class to fill the template; NotificationTarget::getInstanceClass() names it. */
class NotificationEvent
{
    /** @var list<array<string, string>> what was mailed */
    public static $mailed = [];

    public static function raiseEvent($event, $item, $options = [])
    {
        $class = preg_replace('/([^\\\\]+)$/', 'NotificationTarget$1', get_class($item));
        if (!class_exists($class)) {
            return false;
        }
        $target = new $class();
        $target->addDataForTemplate($event, $options);
        self::$mailed[] = ['event' => $event] + $target->data;
        return true;
    }
}

/** register(): false when the class does not exist, or the task does. */
class CronTask extends CommonDBTM
{
    /** @var int */
    public $volume = 0;

    public static function register($itemtype, $name, $frequency, $options = [])
    {
        if (!class_exists($itemtype) || (new self())->find(['itemtype' => $itemtype, 'name' => $name]) !== []) {
            return false;
        }
        return (new self())->add(['itemtype' => $itemtype, 'name' => $name, 'frequency' => $frequency]);
    }

    public function setVolume($volume)
    {
        $this->volume = $volume;
    }
}

class DBConnection
{
    public static function getDefaultCharset()
    {
        return 'utf8mb4';
    }

    public static function getDefaultCollation()
    {
        return 'utf8mb4_unicode_ci';
    }

    public static function getDefaultPrimaryKeySignOption()
    {
        return 'UNSIGNED';
    }
}
