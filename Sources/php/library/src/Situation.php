<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * The present as the plugin knows it: where it runs, what it is, and what it asks about.
 *
 * Each method gives a copy with more in it. Values are passed on as they were found; an empty one counts as not named,
 * and so does the name of a feature or fact that is none.
 */
final class Situation
{
    /** No license names more, and no support bundle holds more. */
    private const MOST_FEATURES = 128;
    private const MOST_FACTS = 16;

    /** @var array<string, string> */
    private $lines = [];
    /** @var array<string, string> the lines of features, by themselves */
    private $features = [];
    /** @var array<string, string> the lines of facts, by the fact's name */
    private $facts = [];
    /** @var list<array{string, string}> further sites, each with its use first */
    private $sites = [];

    private function __construct()
    {
    }

    /** At the URL that is configured in the host application: never the one that a browser asked for. */
    public static function at(?string $configuredUrl): self
    {
        return (new self())->with('url', (string) $configuredUrl);
    }

    /** The plugin's own release; the product file's where none is named. */
    public function version(string $version): self
    {
        return $this->with('version', $version);
    }

    /** The host application and its release: `glpi`, `11.0.2`. */
    public function host(string $name, string $version): self
    {
        return $this->with('host', strtolower(trim($name)) . ' ' . trim($version));
    }

    /** Features to ask about: each that is not granted becomes a finding. At most 128 of them count. */
    public function feature(string ...$features): self
    {
        $copy = clone $this;
        foreach ($features as $feature) {
            if (Text::isToken($feature) && count($copy->features) < self::MOST_FEATURES) {
                $copy->features[$feature] = "feature $feature\n";
            }
        }
        return $copy;
    }

    /**
     * A fact about this machine that a copy would not share, such as the host application's own instance ID. Only a
     * hash of it is stored and sent. At most 16 of them count.
     */
    public function fact(string $name, string $value): self
    {
        $copy = clone $this;
        $value = Text::lineValue(substr($value, 0, 1024));
        if (Text::isToken($name) && $value !== '' && count($copy->facts) < self::MOST_FACTS) {
            $copy->facts[$name] = "fact $name $value\n";
        }
        return $copy;
    }

    /**
     * The newest instant that the host application recorded, in seconds since 1970. It is taken to the hour, so that
     * not every load differs from the one before.
     */
    public function evidence(int $seconds): self
    {
        return $this->with('evidence', $seconds > 0 ? Text::instant($seconds - $seconds % 3600) : '');
    }

    /** The language of findings: `fr`, `fr_FR`, `en-US`. There are English and French. */
    public function language(string $language): self
    {
        return $this->with('language', $language);
    }

    /** A further production URL that a request asks for. */
    public function alsoAt(string $url): self
    {
        return $this->withSite('production', $url);
    }

    /** The URL of a copy for tests, for a request. */
    public function stagingAt(string $url): self
    {
        return $this->withSite('staging', $url);
    }

    /** The URL of a stand-in, for a request. */
    public function recoveryAt(string $url): self
    {
        return $this->withSite('recovery', $url);
    }

    /**
     * The context's text (docs/spec/context.md).
     *
     * @internal
     * @param ?string $unreadable why the state that exists could not be read
     */
    public function context(int $now, ?string $unreadable = null, bool $isRequest = false): string
    {
        $lines = $this->lines;
        if ($unreadable !== null) {
            $lines['unreadable'] = Text::lineValue(substr($unreadable, 0, 1024));
        }
        if ($isRequest && isset($lines['url'])) {
            $lines['typed-url'] = $lines['url'];
            $lines['url'] = InternationalName::inAscii($lines['url']);
            if ($lines['url'] === $lines['typed-url']) {
                unset($lines['typed-url']);
            }
        }
        $text = "latchkey/context@v1\nnow " . Text::instant($now) . "\n";
        foreach ($lines as $key => $value) {
            $text .= "$key $value\n";
        }
        foreach ($isRequest ? $this->sites : [] as [$use, $url]) {
            $text .= "site $use " . InternationalName::inAscii($url) . "\n";
        }
        return $text . implode('', $this->features) . implode('', $this->facts);
    }

    /** @internal */
    public function findingLanguage(): string
    {
        return $this->lines['language'] ?? '';
    }

    private function with(string $key, string $value): self
    {
        $copy = clone $this;
        unset($copy->lines[$key]);
        $value = Text::lineValue($value);
        if ($value !== '') {
            $copy->lines[$key] = $value;
        }
        return $copy;
    }

    private function withSite(string $use, string $url): self
    {
        $copy = clone $this;
        $url = Text::lineValue($url);
        if ($url !== '') {
            $copy->sites[] = [$use, $url];
        }
        return $copy;
    }
}
