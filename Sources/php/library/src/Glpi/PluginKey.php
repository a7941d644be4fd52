<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * A plugin's key, by which GLPI knows its folder, functions, table and texts.
 */
final class PluginKey
{
    /** @var string */
    private $key;

    /** @param string $key letters and digits, as GLPI wants it */
    public function __construct(string $key)
    {
        if (preg_match('/\A[a-z0-9]{1,40}\z/i', $key) !== 1) {
            throw new \InvalidArgumentException("'$key' is not the key of a plugin");
        }
        $this->key = $key;
    }

    /** The key of the plugin that a class belongs to: of `GlpiPlugin\Demo\License` it is `demo`. */
    public static function ofClass(string $class): self
    {
        return new self(strtolower(explode('\\', $class)[1] ?? ''));
    }

    public function text(): string
    {
        return $this->key;
    }

    /** What the plugin calls itself; its key where it does not say. */
    public function title(): string
    {
        $version = 'plugin_version_' . $this->key;
        $name = is_callable($version) ? ($version()['name'] ?? '') : '';
        return is_string($name) && $name !== '' ? $name : $this->key;
    }

    /** The plugin's table: `glpi_plugin_demo_configs`. */
    public function table(): string
    {
        return 'glpi_plugin_' . strtolower($this->key) . '_configs';
    }

    /** A class of the plugin's own: `GlpiPlugin\Demo\License`. */
    public function className(string $name): string
    {
        return 'GlpiPlugin\\' . ucfirst($this->key) . '\\' . $name;
    }

    /** Where GLPI lets the plugin keep files that nobody can download; null where GLPI says nothing about it. */
    public function folder(): ?string
    {
        return defined('GLPI_PLUGIN_DOC_DIR') ? GLPI_PLUGIN_DOC_DIR . '/' . $this->key : null;
    }

    /** The URL path of one of the plugin's pages. */
    public function page(string $page): string
    {
        global $CFG_GLPI;
        // `plugins/` leads to a plugin in `marketplace/` too since GLPI 11; GLPI 10 knows where it lies.
        if (self::isGlpi10() && is_callable(['Plugin', 'getWebDir'])) {
            return \Plugin::getWebDir($this->key) . '/front/' . $page;
        }
        return ($CFG_GLPI['root_doc'] ?? '') . '/plugins/' . $this->key . '/front/' . $page;
    }

    /** GLPI 10 escapes what it is sent before a page sees it, and expects that in what is stored by its own classes. */
    public static function isGlpi10(): bool
    {
        return defined('GLPI_VERSION') && version_compare(GLPI_VERSION, '11.0.0-dev', '<');
    }
}
