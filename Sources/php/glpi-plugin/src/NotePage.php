<?php

declare(strict_types=1);

namespace GlpiPlugin\Latchkeydemo;

use Html;
use Latchkey\Client\Glpi\LicensedPlugin;
use Latchkey\Client\Glpi\Page\IncomingFile;
use Latchkey\Client\Glpi\Page\Markup;
use Session;

/**
 * The page that users see. It asks the license itself: GLPI 10 also runs pages of plugins that are not active.
 */
final class NotePage
{
    /** @var string */
    private $page;

    public function __construct()
    {
        $this->page = Markup::escape(LicensedPlugin::of('latchkeydemo')->key()->page('note.php'));
    }

    public function serve(): void
    {
        if (($_GET['export'] ?? '') === 'csv') {
            $this->export();
            return;
        }
        if (($_SERVER['REQUEST_METHOD'] ?? '') === 'POST') {
            $done = IncomingFile::posted('action') === 'add' ? Note::add(IncomingFile::posted('text'))
                : Note::remove((int) IncomingFile::posted('id'));
            if (!$done) {
                Session::addMessageAfterRedirect(self::text('The license does not let that happen.'), false, ERROR);
            }
            Html::redirect(LicensedPlugin::of('latchkeydemo')->key()->page('note.php'));
        }
        Html::header(Note::getMenuName(), $_SERVER['PHP_SELF'] ?? '', 'tools', Note::class);
        echo '<div class="container-xl py-2" data-latchkey="notes">', $this->mode(), $this->form(), $this->notes(),
            $this->report(), '</div>';
        Html::footer();
    }

    /** What users see of the license. */
    private function mode(): string
    {
        $verdict = LicensedPlugin::of('latchkeydemo')->verdict();
        $shown = [
            'full' => '',
            'trial' => '<div class="alert alert-info" data-mode="trial">' . self::text('This is a trial.') . '</div>',
            'read-only' => '<div class="alert alert-warning" data-mode="read-only">'
                . self::text('Notes can be read and exported, not changed. Ask your administrator.') . '</div>',
            'off' => '<div class="alert alert-secondary" data-mode="off">'
                . self::text('This plugin has no license. Notes can still be read and exported.') . '</div>',
        ];
        return $shown[$verdict->mode()];
    }

    private function form(): string
    {
        if (!Note::mayWrite()) {
            return '';
        }
        $count = count(Note::all());
        $counted = '<span class="text-muted ms-3">' . sprintf(self::text('%1$d of %2$d notes'), $count, Note::limit())
            . '</span>';
        if ($count >= Note::limit()) {
            return Markup::card(self::text('New note'), '<p class="mb-0" data-limit="reached">'
                . self::text('The license grants no more notes.') . $counted . '</p>', 'ti-pencil');
        }
        return Markup::card(self::text('New note'), Markup::form($this->page, 'add', '<textarea class="form-control '
            . 'mb-2" name="text" rows="3" required></textarea>' . Markup::submit(self::text('Add'), 'ti-plus')
            . $counted), 'ti-pencil');
    }

    private function notes(): string
    {
        $rows = [];
        foreach (Note::all() as $note) {
            $rows[] = [nl2br(Markup::escape($note['text'])), Markup::escape($note['author']),
                Markup::escape($note['written']), !Note::mayWrite() ? '' : Markup::form(
                    $this->page,
                    'remove',
                    Markup::submit(self::text('Remove'), 'ti-trash', 'sm btn-ghost-danger'),
                    ['id' => (string) $note['id']]
                )];
        }
        $list = $rows === [] ? '<p class="text-muted">' . self::text('There are no notes yet.') . '</p>'
            : Markup::table([self::text('Note'), self::text('Author'), self::text('Written'), ''], $rows);
        $export = '<a class="btn btn-outline-secondary mt-3" href="' . $this->page . '?export=csv"><i class="ti '
            . 'ti-download me-1" aria-hidden="true"></i><span>' . self::text('Export') . '</span></a>';
        return Markup::card(self::text('Notes'), $list . $export, 'ti-notes');
    }

    /** The licensed feature: how many notes each author wrote. */
    private function report(): string
    {
        if (!Note::offersReport()) {
            $sentence = sprintf(self::text('The report needs a license with the feature “%s”.'), 'reports');
            return Markup::card(self::text('Report'), '<p class="text-muted mb-0" data-feature="absent">' . $sentence
                . '</p>', 'ti-lock');
        }
        $rows = [];
        foreach (array_count_values(array_column(Note::all(), 'author')) as $author => $count) {
            $rows[] = [Markup::escape((string) $author), (string) $count];
        }
        return Markup::card(self::text('Report'), '<div data-feature="present">'
            . Markup::table([self::text('Author'), self::text('Notes')], $rows) . '</div>', 'ti-chart-bar');
    }

    /** Every note, in every mode: what was written belongs to who wrote it. */
    private function export(): void
    {
        if (!headers_sent()) {
            header('Content-Type: text/csv; charset=utf-8');
            header('Content-Disposition: attachment; filename="notes.csv"');
        }
        $quoted = static function (string $value): string {
            // A leading quote keeps spreadsheets from running what begins like a formula.
            $value = preg_match('/\A[=+\-@\t\r]/', $value) === 1 ? "'" . $value : $value;
            return '"' . str_replace('"', '""', $value) . '"';
        };
        echo "written,author,text\r\n";
        foreach (Note::all() as $note) {
            echo implode(',', array_map($quoted, [$note['written'], $note['author'], $note['text']])), "\r\n";
        }
    }

    private static function text(string $sentence): string
    {
        return Markup::escape(__($sentence, 'latchkeydemo'));
    }
}
