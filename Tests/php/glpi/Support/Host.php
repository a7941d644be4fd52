<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Glpi\Support;

use Latchkey\Client\Glpi\Cipher;
use Latchkey\Client\Glpi\ConfigSchema;
use Latchkey\Client\Glpi\ConfigTable;
use Latchkey\Client\Glpi\GlpiStateStore;
use Latchkey\Client\Glpi\LicensedPlugin;
use Latchkey\Client\Options;
use Latchkey\Client\Tests\Support\FakeExtension;
use Latchkey\Client\Tests\Support\Place;
use Latchkey\Client\Tests\Support\Programs;
use Latchkey\Client\Tests\Support\Vendor;
use Latchkey\Client\Transport\Extension;
use Latchkey\Client\Transport\LoadedExtension;

/**
 * A GLPI with the example plugin in it: a database, a security key, a session of an administrator.
 */
final class Host
{
    public const KEY = 'latchkeydemo';
    public const TABLE = 'glpi_plugin_latchkeydemo_configs';

    /** @var string */
    public $folder;
    /** @var string the plugin's folder */
    public $plugin;
    /** @var string */
    public $database;
    /** @var int */
    public $now;
    /** @var ?Extension */
    private $extension;
    /** @var string */
    private $verifier;

    /** @param bool $byExtension the way to the verifier: the extension, else the program */
    public function __construct(bool $byExtension = false)
    {
        global $DB, $CFG_GLPI, $PLUGIN_HOOKS;
        if ($byExtension) {
            Programs::needExtension();
        }
        $this->folder = Place::make();
        $this->now = time();
        $this->verifier = $byExtension ? '/nowhere' : Programs::verifier();
        $this->extension = $byExtension ? new LoadedExtension() : new FakeExtension(false);
        $this->database = MariaDb::shared()->database();
        $DB = $this->connection();
        $CFG_GLPI = ['url_base' => Vendor::SITE, 'root_doc' => '', 'language' => 'en_GB', 'instance_uuid' => 'uuid-1'];
        $PLUGIN_HOOKS = [];
        $_SESSION = ['glpiID' => 2, 'glpiname' => 'glpi', 'glpilanguage' => 'en_GB', 'glpidate_format' => 0];
        [$_POST, $_GET, $_FILES, $_SERVER['REQUEST_METHOD']] = [[], [], [], 'GET'];
        \Session::$isAdministrator = true;
        \NotificationEvent::$mailed = [];
        \CommonGLPI::$rows = [];
        \GLPIKey::$folder = $this->folder;
        file_put_contents($this->folder . '/glpicrypt.key', random_bytes(32));
        $this->plugin = self::files();
        copy(Vendor::shared()->product(), $this->plugin . '/latchkey.product');
        \Plugin::$folders[self::KEY] = $this->plugin;
        \Plugin::$states[self::KEY] = 'active';
        require_once $this->plugin . '/setup.php';
        require_once $this->plugin . '/hook.php';
        $this->schema()->install();
        \GlpiPlugin\Latchkeydemo\Note::install();
        $this->load();
    }

    /** The plugin's files, once for a test run: its functions can be defined only once. */
    private static function files(): string
    {
        static $folder = null;
        if ($folder === null) {
            $folder = Place::make();
            $source = dirname(__DIR__, 4) . '/Sources/php/glpi-plugin';
            exec('cp -r ' . escapeshellarg($source . '/.') . ' ' . escapeshellarg($folder));
            foreach (['en_GB', 'fr_FR'] as $language) {
                exec("msgfmt -o $folder/locales/$language.mo $folder/locales/$language.po", $said, $status);
                \PHPUnit\Framework\Assert::assertSame(0, $status, 'msgfmt of gettext');
            }
        }
        return $folder;
    }

    /** A new request of GLPI's: everything up to plugin_init_X(). */
    public function load(): LicensedPlugin
    {
        global $PLUGIN_HOOKS;
        $PLUGIN_HOOKS = [];
        LicensedPlugin::assume($this->options());
        \Plugin::run(self::KEY);
        return LicensedPlugin::of(self::KEY);
    }

    public function options(): Options
    {
        return (new Options())->verifier($this->verifier)->extension($this->extension)->clock(function (): int {
            return $this->now;
        });
    }

    /** Another verifier, or an extension that answers as it is told. */
    public function verifier(string $path, ?Extension $extension = null): void
    {
        $this->verifier = $path;
        $this->extension = $extension ?? new FakeExtension(false);
    }

    public function connection(): \DBmysql
    {
        return new \DBmysql(MariaDb::shared()->socket(), $this->database);
    }

    public function schema(): ConfigSchema
    {
        global $DB;
        return new ConfigSchema($DB, self::TABLE);
    }

    public function store(): GlpiStateStore
    {
        global $DB;
        return new GlpiStateStore(new ConfigTable($DB, self::TABLE), new Cipher(new \GLPIKey()));
    }

    /** A license for this host. */
    public function license(string ...$terms): string
    {
        $request = $this->load()->administration()->request();
        \PHPUnit\Framework\Assert::assertTrue($request->isMade(), json_encode($request->toArray()));
        return Vendor::shared()->issue($request->bytes(), ...$terms);
    }

    /** Installs one. */
    public function import(string ...$terms): LicensedPlugin
    {
        $result = $this->load()->administration()->import($this->license(...$terms));
        \PHPUnit\Framework\Assert::assertTrue($result->isInstalled(), json_encode($result->toArray()));
        return $this->load();
    }

    /** The stored value of a row, sealed. */
    public function value(string $name, string $column = 'value'): ?string
    {
        global $DB;
        foreach ($DB->request(['SELECT' => [$column], 'FROM' => self::TABLE, 'WHERE' => ['name' => $name]]) as $row) {
            return $row[$column];
        }
        return null;
    }

    public function set(string $name, ?string $value): void
    {
        global $DB;
        $DB->update(self::TABLE, ['value' => $value], ['name' => $name]);
    }

    /** A page of the plugin's, as GLPI 10 and 11 would run it: token first, then the page. @return string its HTML */
    public function page(string $page, array $get = [], array $post = [], ?string $language = null): string
    {
        global $_UPOST;
        if ($language !== null) {
            $_SESSION['glpilanguage'] = $language;
        }
        $this->load();
        [$_GET, $_POST, $_FILES] = [$get, $post, []];
        $_SERVER['REQUEST_METHOD'] = $post === [] ? 'GET' : 'POST';
        $_UPOST = null;
        ob_start();
        try {
            if ($post !== []) {
                $_POST += ['_glpi_csrf_token' => \Session::getNewCSRFToken()];
                if (GLPI_VERSION[1] === '0') {
                    $_POST = \Glpi\Toolbox\Sanitizer::sanitize($_POST);
                }
                \Session::checkCSRF($_POST);
            }
            if ($page === 'license.php') {
                \Latchkey\Client\Glpi\Page\LicensePage::of(self::KEY)->serve();
            } elseif ($page === 'note.php') {
                (new \GlpiPlugin\Latchkeydemo\NotePage())->serve();
            } else {
                \Html::header('central');
                \Plugin::doHook('display_central');
                \Html::footer();
            }
            return (string) ob_get_contents();
        } catch (\GlpiDouble\Ended $ended) {
            return $ended->getMessage();
        } finally {
            ob_end_clean();
            [$_GET, $_POST, $_SERVER['REQUEST_METHOD']] = [[], [], 'GET'];
        }
    }
}
