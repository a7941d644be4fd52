<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Finding;
use Latchkey\Client\Glpi\Hooks;
use Latchkey\Client\Glpi\LicensedPlugin;
use Latchkey\Client\Glpi\Words;
use Latchkey\Client\ImportResult;
use Latchkey\Client\SignedDocument;

/**
 * What an administrator asks for on the page. GLPI has checked the token of the form before.
 *
 * @internal
 */
final class Actions
{
    /** @var LicensedPlugin */
    private $plugin;
    /** @var Words */
    private $words;
    /** @var string */
    private $page;

    public function __construct(LicensedPlugin $plugin)
    {
        $this->plugin = $plugin;
        $this->words = $plugin->words();
        $this->page = Markup::escape($plugin->key()->page(Hooks::PAGE));
    }

    /** Does what the request asks for. */
    public function run(): Done
    {
        if (($_SERVER['REQUEST_METHOD'] ?? 'GET') !== 'POST') {
            return Done::shows(is_string($_GET['tab'] ?? null) ? $_GET['tab'] : 'status');
        }
        try {
            switch ($_POST === [] ? 'preview' : IncomingFile::posted('action')) {
                case 'request':
                    return $this->request();
                case 'preview':
                    return $this->preview();
                case 'import':
                    return $this->import();
                case 'return':
                    return $this->giveBack();
                case 'support':
                    return $this->support();
                case 'dismiss':
                    return $this->dismiss();
                default:
                    return Done::shows('status');
            }
        } catch (\Throwable $thrown) {
            return Done::shows('status', $this->alert($this->words->text(
                'That did not work: %s',
                get_class($thrown) . ' ' . $thrown->getMessage()
            )));
        }
    }

    private function request(): Done
    {
        $document = $this->plugin->administration()->request();
        $this->plugin->refresh();
        if (!$document->isMade()) {
            return Done::shows('activation', $this->findings($document->findings()));
        }
        return Done::shows('activation', $this->document(
            $document->bytes(),
            'The activation request is ready',
            'Save it and send it to the vendor. The license file that comes back is for this installation.',
            $this->name($document, 'request'),
            true
        ));
    }

    private function preview(): Done
    {
        $file = IncomingFile::received();
        if ($file->bytes() === null) {
            return Done::shows('import', $this->alert($this->words->text($file->problem(), ...$file->values())));
        }
        $result = $this->plugin->administration()->preview($file->bytes());
        $html = (new ImportTab($this->words, $this->page))->preview($result, $file->bytes(), $file->name());
        $isToApply = $result->outcome() === ImportResult::IMPORTED;
        return $isToApply ? Done::showsOnly('import', $html) : Done::shows('import', $html);
    }

    private function import(): Done
    {
        $file = IncomingFile::received();
        if ($file->bytes() === null) {
            return Done::shows('import', $this->alert($this->words->text($file->problem(), ...$file->values())));
        }
        $result = $this->plugin->administration()->import($file->bytes());
        $this->plugin->refresh();
        $this->plugin->history()->add(self::entry($result, $file->name()));
        if (!$result->isInstalled()) {
            return Done::shows('import', (new ImportTab($this->words, $this->page))
                ->preview($result, $file->bytes(), $file->name()));
        }
        \Session::addMessageAfterRedirect($this->words->html('The license file is installed.'), false, INFO);
        return Done::goesTo('status');
    }

    private function giveBack(): Done
    {
        $license = IncomingFile::posted('license');
        if (IncomingFile::posted('sure') !== '1') {
            $sentence = $this->words->text('Confirm that the license shall end here.');
            return Done::shows('licenses', $this->alert($sentence));
        }
        $document = $this->plugin->administration()->giveBack($license);
        $this->plugin->refresh();
        if (!$document->isMade()) {
            return Done::shows('licenses', $this->findings($document->findings()));
        }
        $this->plugin->history()->addReturn(['time' => time(), 'user' => self::user(), 'file' => '',
            'outcome' => 'returned', 'codes' => '', 'license' => $license]);
        return Done::shows('licenses', $this->document(
            $document->bytes(),
            'The license is given back',
            'Save the receipt and send it to the vendor. The history has it again.',
            $this->name($document, 'return'),
            true
        ));
    }

    private function support(): Done
    {
        $bundle = $this->plugin->client()->supportBundle();
        if (!$bundle->isMade()) {
            return Done::shows('support', $this->findings($bundle->findings()));
        }
        return Done::shows('support', $this->document(
            $bundle->bytes(),
            'The support bundle is ready',
            'It shows the vendor what you see, and holds no secret. Read it, save it and send it.',
            $this->plugin->key()->text() . '.bundle'
        ));
    }

    private function dismiss(): Done
    {
        $this->plugin->verdict();
        $this->plugin->notebook()->dismiss((int) \Session::getLoginUserID(), IncomingFile::posted('warning'));
        return Done::goesBack();
    }

    /** A document to save, and where it may have to go by photograph, its codes beside it. */
    private function document(string $bytes, string $title, string $note, string $name, bool $travels = false): string
    {
        $html = (new ActivationTab($this->words, $this->page))
            ->document($this->words->text($title), $this->words->text($note), $name, $bytes);
        $codes = $travels ? (new CodeCard($this->words, $this->page))->html($bytes) : '';
        return $codes === '' ? $html : '<div class="row"><div class="col-lg-6">' . $html
            . '</div><div class="col-lg-6">' . $codes . '</div></div>';
    }

    private function name(SignedDocument $document, string $ending): string
    {
        return $this->plugin->key()->text() . '-' . substr((string) $document->installation(), 0, 9) . '.' . $ending;
    }

    /** @return array<string, mixed> */
    public static function entry(ImportResult $result, string $name): array
    {
        $codes = array_map(static function (Finding $finding): string {
            return $finding->code();
        }, $result->findings());
        $licenses = [];
        foreach ($result->items() as $item) {
            if (($item['document'] ?? null) === 'license' && is_string($item['name'] ?? null)) {
                $licenses[] = $item['name'];
            }
        }
        return ['time' => time(), 'user' => self::user(), 'file' => $name, 'outcome' => $result->outcome(),
            'codes' => implode(' ', $codes), 'license' => implode(' ', $licenses)];
    }

    private static function user(): string
    {
        return is_string($_SESSION['glpiname'] ?? null) ? $_SESSION['glpiname'] : '';
    }

    /** @param list<Finding> $findings */
    private function findings(array $findings): string
    {
        $html = '';
        foreach ($findings as $finding) {
            $html .= Markup::finding($finding, $this->words);
        }
        return $html;
    }

    private function alert(string $text): string
    {
        return '<div class="alert alert-warning" role="alert">' . Markup::escape($text) . '</div>';
    }
}
