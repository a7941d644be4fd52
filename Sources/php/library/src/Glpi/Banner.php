<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

use Latchkey\Client\Finding;
use Latchkey\Client\Glpi\Page\Markup;

/**
 * What administrators see on GLPI's first page: 60, 30 and 7 days before the end, after it, and when something is
 * wrong. Each of these can be dismissed, by each of them, and does not come back.
 */
final class Banner
{
    /** @var LicensedPlugin */
    private $plugin;

    public function __construct(LicensedPlugin $plugin)
    {
        $this->plugin = $plugin;
    }

    /** The banner; empty when there is nothing to say, or nobody to say it to. */
    public function html(): string
    {
        try {
            if (!\Session::haveRight('config', UPDATE)) {
                return '';
            }
            $warning = Warning::of($this->plugin->verdict());
            $user = (int) \Session::getLoginUserID();
            if ($warning === null || $this->plugin->notebook()->isDismissed($user, $warning->name())) {
                return '';
            }
            return $this->row($warning);
        } catch (\Throwable $thrown) {
            return '';
        }
    }

    private function row(Warning $warning): string
    {
        $words = $this->plugin->words();
        $finding = $warning->finding();
        $page = Markup::escape($this->plugin->key()->page(Hooks::PAGE));
        $isError = $finding->severity() === Finding::ERROR;
        // GLPI calls this inside a table.
        return '<tr><td class="p-0" colspan="2"><div class="alert alert-' . ($isError ? 'danger' : 'warning')
            . ' d-flex align-items-center gap-3 mb-2" role="alert" data-latchkey="banner">'
            . '<i class="ti ti-certificate fs-2" aria-hidden="true"></i><div class="flex-fill"><strong>'
            . Markup::escape($this->plugin->key()->title()) . '</strong>: ' . Markup::escape($finding->message())
            . '.<br>'
            . Markup::escape(Markup::sentence($finding->remedy())) . '</div>'
            . '<a class="btn btn-sm btn-outline-secondary" href="' . $page . '">' . $words->html('License') . '</a>'
            . Markup::form($page, 'dismiss', '<button type="submit" class="btn btn-sm btn-ghost-secondary">'
                . $words->html('Dismiss') . '</button>', ['warning' => $warning->name()], 'd-inline')
            . '</div></td></tr>';
    }
}
