<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

use Latchkey\Client\Client;
use Latchkey\Client\Options;
use Latchkey\Client\Quietly;
use Latchkey\Client\Verdict;

/**
 * A licensed plugin of GLPI. In its setup.php:
 *
 *     use Latchkey\Client\Glpi\LicensedPlugin;
 *     $license = LicensedPlugin::register('demo', __DIR__);
 *     if ($license->allows('reports')) { ... }
 *
 * with `latchkey.product` beside it. Nothing that is wrong with a license, or with what it takes to read one, leaves
 * this class as an exception, a warning or an exit: GLPI would deactivate the plugin, or show no page any more.
 *
 * The verifier is asked once a request; what an administrator changes counts at once.
 */
final class LicensedPlugin
{
    /** @var array<string, self> */
    private static $plugins = [];
    /** @var ?Options */
    private static $assumed;

    /** @var PluginKey */
    private $key;
    /** @var string */
    private $folder;
    /** @var ?Verdict */
    private $verdict;
    /** @var ?Notebook */
    private $notebook;
    /** @var Options */
    private $options;

    private function __construct(PluginKey $key, string $folder)
    {
        $this->key = $key;
        $this->folder = $folder;
        $this->options = self::$assumed ?? new Options();
        if (self::$assumed === null && $key->folder() !== null) {
            $this->options = $this->options->memoryFolder($key->folder());
        }
    }

    /**
     * Makes GLPI know the plugin's license page, banner and secured columns: the first thing in `plugin_init_X()`.
     *
     * @param string $key the plugin's key
     * @param string $folder the plugin's folder, with `latchkey.product` in it
     */
    public static function register(string $key, string $folder): self
    {
        self::loadAtOnce();
        $plugin = self::$plugins[$key] = new self(self::keyOrNone($key), $folder);
        Hooks::register($plugin);
        return $plugin;
    }

    /**
     * A plugin that was registered in this request; of one that was not, nothing is licensed.
     */
    public static function of(string $key): self
    {
        if (!isset(self::$plugins[$key])) {
            $folder = defined('GLPI_ROOT') ? GLPI_ROOT . '/plugins/' . $key : '';
            self::$plugins[$key] = new self(self::keyOrNone($key), $folder);
        }
        return self::$plugins[$key];
    }

    /** What the plugin may do right now. */
    public function verdict(): Verdict
    {
        if ($this->verdict === null) {
            try {
                $this->verdict = $this->isActive() ? $this->client()->verdict() : new Verdict([]);
            } catch (\Throwable $thrown) {
                $this->verdict = new Verdict([]);
            }
        }
        return $this->verdict;
    }

    /** Whether a feature may be used. */
    public function allows(string $feature): bool
    {
        return $this->verdict()->allows($feature);
    }

    /** Whether data may be added and changed: in the modes `full` and `trial`. */
    public function allowsUse(): bool
    {
        return $this->verdict()->allowsUse();
    }

    /** How many of something the license grants; null when it says nothing about it. */
    public function limit(string $name): ?int
    {
        return $this->verdict()->limit($name);
    }

    public function key(): PluginKey
    {
        return $this->key;
    }

    public function words(): Words
    {
        return new Words($this->key);
    }

    /** The plugin's folder. */
    public function folder(): string
    {
        return $this->folder;
    }

    /** The client of a page load. */
    public function client(): Client
    {
        $store = $this->store();
        $this->notebook = new Notebook($this->table(), $this->cipher());
        $this->notebook->readWith($store);
        return $this->clientOver($store, $this->notebook->evidence($this->options->now()));
    }

    /** The client of what an administrator does: it also works on a state that nobody can read any more. */
    public function administration(): Client
    {
        return $this->clientOver($this->store()->startsOver(), null);
    }

    /** What the plugin remembers of warnings. */
    public function notebook(): Notebook
    {
        if ($this->notebook === null) {
            $this->client();
        }
        return $this->notebook;
    }

    public function history(): ImportHistory
    {
        return new ImportHistory($this->table(), $this->cipher());
    }

    /** Forgets this request's verdict, since something was changed. */
    public function refresh(): void
    {
        $this->verdict = null;
    }

    /**
     * Whether GLPI runs the plugin; not so while it is being installed, when there may be no table, which GLPI 10 would
     * log as an error. GLPI 11 logs nothing, but would look the answer up in its database while plugins are loaded.
     */
    private function isActive(): bool
    {
        return !PluginKey::isGlpi10() || !is_callable(['Plugin', 'isPluginActive'])
            || \Plugin::isPluginActive($this->key->text()) === true;
    }

    /** @internal for tests: what plugins that are registered from now on have */
    public static function assume(?Options $options): void
    {
        self::$assumed = $options;
        self::$plugins = [];
    }

    /** The plugin's table, in the database of GLPI. */
    public function table(): ConfigTable
    {
        global $DB;
        return new ConfigTable($DB, $this->key->table());
    }

    private function store(): GlpiStateStore
    {
        return new GlpiStateStore($this->table(), $this->cipher());
    }

    private function cipher(): Cipher
    {
        return new Cipher(new \GLPIKey());
    }

    private function clientOver(GlpiStateStore $store, ?int $evidence): Client
    {
        return Quietly::run(function () use ($store, $evidence): Client {
            $product = $this->folder . '/latchkey.product';
            return new Client($product, $store, GlpiSituation::now($evidence), $this->options);
        });
    }

    /**
     * Loads the classes of a page load from one file, where the library was put together with one, unless one of them
     * is there already. By GLPI's autoloaders they would come one by one.
     */
    private static function loadAtOnce(): void
    {
        $names = dirname(__DIR__) . '/PageLoadNames.php';
        if (class_exists(Hooks::class, false) || !is_file($names)) {
            return;
        }
        foreach (require $names as $name) {
            if (class_exists($name, false) || interface_exists($name, false)) {
                return;
            }
        }
        require dirname(__DIR__) . '/PageLoad.php';
    }

    private static function keyOrNone(string $key): PluginKey
    {
        try {
            return new PluginKey($key);
        } catch (\InvalidArgumentException $exception) {
            return new PluginKey('unknown');
        }
    }
}
