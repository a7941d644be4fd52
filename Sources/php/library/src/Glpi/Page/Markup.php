<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Finding;
use Latchkey\Client\Glpi\Words;

/**
 * Pieces of HTML with the classes that GLPI's own pages have. Whatever comes in as text is escaped here.
 *
 * @internal
 */
final class Markup
{
    private const LOOKS = [
        Finding::ERROR => ['danger', 'ti-alert-circle'],
        Finding::WARNING => ['warning', 'ti-alert-triangle'],
        Finding::NOTICE => ['info', 'ti-info-circle'],
    ];

    public static function escape(string $text): string
    {
        return Words::escape($text);
    }

    /** A finding's half sentence as a sentence. */
    public static function sentence(string $text): string
    {
        if ($text === '') {
            return '';
        }
        $first = preg_match('/\A./u', $text, $match) === 1 ? $match[0] : '';
        $upper = function_exists('mb_strtoupper') ? mb_strtoupper($first, 'UTF-8') : ucfirst($first);
        return $upper . substr($text, strlen($first)) . '.';
    }

    /**
     * A form that GLPI accepts, with its token.
     *
     * @param string $page the page's URL, escaped
     * @param string $body HTML
     * @param array<string, string> $values hidden ones
     */
    public static function form(
        string $page,
        string $action,
        string $body,
        array $values = [],
        string $class = ''
    ): string {
        $hidden = '';
        $values += ['action' => $action, '_glpi_csrf_token' => (string) \Session::getNewCSRFToken()];
        foreach ($values as $name => $value) {
            $hidden .= '<input type="hidden" name="' . self::escape($name) . '" value="' . self::escape($value) . '">';
        }
        return '<form method="post" enctype="multipart/form-data" action="' . $page . '" class="' . $class
            . '" data-submit-once data-latchkey="' . self::escape($action) . '">' . $hidden . $body . '</form>';
    }

    /** A button that submits its form. */
    public static function submit(string $label, string $icon, string $look = 'primary'): string
    {
        return '<button type="submit" class="btn btn-' . $look . '"><i class="ti ' . $icon
            . ' me-1" aria-hidden="true"></i><span>' . $label . '</span></button>';
    }

    /** A button for a script, which knows it by a name; hidden until the script shows it, where that is asked. */
    public static function button(
        string $name,
        string $label,
        string $icon,
        string $look = 'secondary',
        bool $isHidden = false
    ): string {
        return '<button type="button"' . ($isHidden ? ' hidden' : '') . ' class="btn btn-' . $look
            . '" data-latchkey="' . $name . '"><i class="ti ' . $icon . ' me-1" aria-hidden="true"></i><span>' . $label
            . '</span></button>';
    }

    /** @param string $body HTML */
    public static function card(string $title, string $body, string $icon = ''): string
    {
        $mark = $icon === '' ? '' : '<i class="ti ' . $icon . ' me-2" aria-hidden="true"></i>';
        return '<div class="card mb-3"><div class="card-header"><h3 class="card-title">' . $mark . $title
            . '</h3></div><div class="card-body">' . $body . '</div></div>';
    }

    /** What is wrong, and what to do. */
    public static function finding(Finding $finding, Words $words): string
    {
        [$look, $icon] = self::LOOKS[$finding->severity()] ?? self::LOOKS[Finding::NOTICE];
        return '<div class="alert alert-' . $look . ' mb-2" role="alert" data-code="' . self::escape($finding->code())
            . '"><div class="d-flex w-100"><div class="me-3"><i class="ti ' . $icon
            . ' fs-2" aria-hidden="true"></i></div>'
            . '<div class="flex-fill"><h4 class="alert-title mb-1">' . self::escape(self::sentence($finding->message()))
            . '</h4><div><strong>' . $words->html('What to do:') . '</strong> '
            . self::escape(self::sentence($finding->remedy())) . '</div></div><div class="ms-3 text-nowrap"><code>'
            . self::escape($finding->code()) . '</code></div></div></div>';
    }

    /**
     * Names and values, beside each other.
     *
     * @param list<array{string, string}> $rows HTML
     */
    public static function facts(array $rows): string
    {
        $html = '';
        foreach ($rows as [$name, $value]) {
            $html .= '<dt class="col-sm-4 text-muted fw-normal">' . $name . '</dt><dd class="col-sm-8 mb-2">' . $value
                . '</dd>';
        }
        return '<dl class="row mb-0">' . $html . '</dl>';
    }

    /**
     * @param list<string> $head HTML
     * @param list<list<string>> $rows HTML
     */
    public static function table(array $head, array $rows): string
    {
        $html = '';
        foreach ($rows as $cells) {
            $html .= '<tr><td>' . implode('</td><td>', $cells) . '</td></tr>';
        }
        return '<div class="table-responsive"><table class="table table-hover card-table mb-0"><thead><tr><th>'
            . implode('</th><th>', $head) . '</th></tr></thead><tbody>' . $html . '</tbody></table></div>';
    }

    public static function badge(string $text, string $color): string
    {
        return '<span class="badge bg-' . $color . ' text-white">' . $text . '</span>';
    }
}
