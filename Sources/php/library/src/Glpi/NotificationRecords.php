<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * The notification that tells administrators of a license, as rows of GLPI's own: it can be changed, mailed to others
 * or switched off in Setup → Notifications like any other.
 *
 * @internal
 */
final class NotificationRecords
{
    private const TEXT = "##license.message##\n\n##license.remedy##\n\n##license.url##";
    private const HTML = '<p>##license.message##</p><p>##license.remedy##</p>'
        . '<p><a href="##license.url##">##license.url##</a></p>';

    /** @var string */
    private $class;
    /** @var string */
    private $name;

    public function __construct(LicensedPlugin $plugin)
    {
        $this->class = $plugin->key()->className('License');
        $this->name = 'License: ' . $plugin->key()->text();
    }

    /** Makes the rows unless there are some. */
    public function create(): void
    {
        $notification = new \Notification();
        if ($notification->find(['itemtype' => $this->class]) !== []) {
            return;
        }
        $template = (new \NotificationTemplate())->add(['name' => $this->name, 'itemtype' => $this->class]);
        $id = $notification->add(['name' => $this->name, 'itemtype' => $this->class, 'event' => DailyTask::EVENT,
            'entities_id' => 0, 'is_recursive' => 1, 'is_active' => 1]);
        if (!$template || !$id) {
            return;
        }
        (new \NotificationTemplateTranslation())->add(['notificationtemplates_id' => $template, 'language' => '',
            'subject' => '##license.plugin##: ##license.message##', 'content_text' => self::TEXT,
            'content_html' => PluginKey::isGlpi10() ? Words::escape(self::HTML) : self::HTML]);
        (new \Notification_NotificationTemplate())->add(['notifications_id' => $id, 'mode' => 'mailing',
            'notificationtemplates_id' => $template]);
        (new \NotificationTarget())->add(['notifications_id' => $id, 'type' => \Notification::USER_TYPE,
            'items_id' => \Notification::GLOBAL_ADMINISTRATOR]);
    }

    /** Removes them, and what hangs on them. */
    public function remove(): void
    {
        foreach ([new \Notification(), new \NotificationTemplate()] as $item) {
            foreach (array_keys($item->find(['itemtype' => $this->class])) as $id) {
                $item->delete(['id' => $id], true);
            }
        }
    }
}
