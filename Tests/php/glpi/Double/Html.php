<?php

declare(strict_types=1);

/**
 * The frame of a page. Cited: GLPI 10.0.18 and 11.0.6, src/Html.php; GLPI's pages have Tabler's classes, which are
 * Bootstrap 5's and more.
 */
class Html
{
    public static function header($title, $url = '', $sector = 'none', $item = 'none', $option = '', $add_id = true)
    {
        echo '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>', htmlspecialchars($title),
            '</title><link rel="stylesheet" href="/bootstrap.min.css"></head><body><main>';
        foreach ($_SESSION['MESSAGE_AFTER_REDIRECT'] ?? [] as $messages) {
            echo '<div class="alert alert-info" data-glpi="message">', implode('<br>', $messages), '</div>';
        }
        $_SESSION['MESSAGE_AFTER_REDIRECT'] = [];
    }

    public static function footer()
    {
        echo '</main></body></html>';
    }

    public static function back()
    {
        self::redirect($_SERVER['HTTP_REFERER'] ?? '/');
    }

    public static function redirect($dest, $http_response_code = 302)
    {
        throw new GlpiDouble\Ended("to $dest");
    }
}
