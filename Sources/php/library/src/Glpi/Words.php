<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

/**
 * Sentences in the language of GLPI's session, by GLPI's own translations of the plugin's texts.
 */
final class Words
{
    /** @var string */
    private $domain;

    public function __construct(PluginKey $key)
    {
        $this->domain = $key->text();
    }

    /**
     * A sentence in plain text; `%s` and `%d` in it stand for what follows.
     *
     * @param string|int ...$values
     */
    public function text(string $sentence, ...$values): string
    {
        $translated = function_exists('__') ? (string) \__($sentence, $this->domain) : $sentence;
        return $values === [] ? $translated : vsprintf($translated, $values);
    }

    /**
     * The same, escaped for HTML.
     *
     * @param string|int ...$values
     */
    public function html(string $sentence, ...$values): string
    {
        return self::escape($this->text($sentence, ...$values));
    }

    public static function escape(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
    }
}
