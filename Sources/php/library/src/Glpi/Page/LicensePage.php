<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Glpi\Hooks;
use Latchkey\Client\Glpi\LicensedPlugin;
use Latchkey\Client\Glpi\Words;

/**
 * The administrator's page: Setup → Plugins → the plugin. A plugin's front/license.php ends with
 *
 *     LicensePage::of('demo')->serve();
 *
 * It works whatever the license says, and shows what is wrong instead of failing.
 */
final class LicensePage
{
    private const TABS = [
        'status' => ['Status', 'ti-certificate'], 'activation' => ['Activation', 'ti-key'],
        'import' => ['Import', 'ti-file-import'], 'licenses' => ['Licenses', 'ti-list'],
        'history' => ['History', 'ti-history'], 'support' => ['Support', 'ti-stethoscope'],
    ];

    /** @var LicensedPlugin */
    private $plugin;
    /** @var Words */
    private $words;

    private function __construct(LicensedPlugin $plugin)
    {
        $this->plugin = $plugin;
        $this->words = $plugin->words();
    }

    public static function of(string $key): self
    {
        return new self(LicensedPlugin::of($key));
    }

    /** Answers the request. What GLPI itself throws, to send somebody to the login, is thrown. */
    public function serve(): void
    {
        \Session::checkRight('config', UPDATE);
        if (PictureFiles::send()) {
            return;
        }
        $done = (new Actions($this->plugin))->run();
        if ($done->leadsBack()) {
            \Html::back();
        }
        if ($done->leadsTo() !== null) {
            \Html::redirect($this->plugin->key()->page(Hooks::PAGE) . '?tab=' . $done->leadsTo());
        }
        \Html::header($this->words->text('License'), $_SERVER['PHP_SELF'] ?? '', 'config', 'plugin');
        echo $this->body($done);
        \Html::footer();
    }

    /** The page between GLPI's header and footer. */
    public function body(Done $done): string
    {
        $tab = $done->tab();
        $tab = isset(self::TABS[$tab]) ? $tab : 'status';
        try {
            $content = $done->standsAlone() ? '' : $this->content($tab);
        } catch (\Throwable $thrown) {
            $reason = get_class($thrown) . ' ' . $thrown->getMessage();
            $content = '<div class="alert alert-danger">' . $this->words->html('This part cannot be shown: %s', $reason)
                . '</div>';
        }
        return '<div class="container-xl py-2" data-latchkey="page"><div class="d-flex align-items-center mb-3">'
            . '<h2 class="page-title mb-0"><i class="ti ti-certificate me-2" aria-hidden="true"></i>'
            . Markup::escape($this->title()) . '</h2></div>' . $this->nav($tab) . $done->html() . $content . '</div>';
    }

    private function content(string $tab): string
    {
        $page = Markup::escape($this->plugin->key()->page(Hooks::PAGE));
        switch ($tab) {
            case 'activation':
                return (new ActivationTab($this->words, $page))->html($this->plugin->verdict());
            case 'import':
                return (new ImportTab($this->words, $page))->html();
            case 'licenses':
                return (new LicensesTab($this->words, $page))->html($this->plugin->client()->status());
            case 'history':
                return (new HistoryTab($this->words, $page))->html($this->plugin->history()->entries());
            case 'support':
                return (new SupportTab($this->words, $page))->html($this->plugin->client()->selfTest());
            default:
                return (new StatusTab($this->words, $this->plugin->client()->status()))->html();
        }
    }

    private function nav(string $active): string
    {
        $page = Markup::escape($this->plugin->key()->page(Hooks::PAGE));
        $html = '';
        foreach (self::TABS as $name => [$label, $icon]) {
            $mark = $name === $active ? ' active" aria-current="page' : '';
            $html .= '<li class="nav-item"><a class="nav-link' . $mark . '" href="' . $page . '?tab=' . $name
                . '"><i class="ti ' . $icon . ' me-1" aria-hidden="true"></i><span>' . $this->words->html($label)
                . '</span></a></li>';
        }
        return '<ul class="nav nav-tabs mb-3">' . $html . '</ul>';
    }

    private function title(): string
    {
        return $this->plugin->key()->title() . ': ' . $this->words->text('License');
    }
}
