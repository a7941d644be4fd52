<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * What GLPI asks of the plugin's class `NotificationTargetLicense`, which fills the notification:
 *
 *     final class NotificationTargetLicense extends \NotificationTarget
 *     {
 *         use \Latchkey\Client\Glpi\LicenseNotice;
 *     }
 */
trait LicenseNotice
{
    /** @return array<string, string> */
    public function getEvents()
    {
        $words = new Words(PluginKey::ofClass(static::class));
        return [DailyTask::EVENT => $words->text('The license needs attention')];
    }

    /**
     * @param string $event
     * @param array<string, mixed> $options
     */
    public function addDataForTemplate($event, $options = [])
    {
        global $CFG_GLPI;
        $plugin = LicensedPlugin::of(PluginKey::ofClass(static::class)->text());
        $verdict = $plugin->verdict();
        $warning = Warning::of($verdict);
        $base = (string) ($CFG_GLPI['url_base'] ?? '');
        $this->data['##license.plugin##'] = $plugin->key()->text();
        $this->data['##license.message##'] = $warning === null ? '' : $warning->finding()->message();
        $this->data['##license.remedy##'] = $warning === null ? '' : $warning->finding()->remedy();
        $this->data['##license.lastday##'] = (string) $verdict->lastDay();
        $this->data['##license.mode##'] = $verdict->mode();
        $this->data['##license.url##'] = $base . '/plugins/' . $plugin->key()->text() . '/front/' . Hooks::PAGE;
    }

    public function getTags()
    {
        $words = new Words(PluginKey::ofClass(static::class));
        $tags = ['plugin' => 'Plugin', 'message' => 'What is wrong', 'remedy' => 'What to do', 'mode' => 'Mode',
            'lastday' => 'Last day', 'url' => 'License page'];
        foreach ($tags as $tag => $label) {
            $this->addTagToList(['tag' => 'license.' . $tag, 'label' => $words->text($label), 'value' => true]);
        }
    }
}
