<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

/**
 * What became of a request: what there is to show above which tab, or where it goes on.
 *
 * @internal
 */
final class Done
{
    /** @var string */
    private $tab;
    /** @var string */
    private $html;
    /** @var string `here`, `alone`, `there` or `back` */
    private $way;

    private function __construct(string $tab, string $html, string $way)
    {
        $this->tab = $tab;
        $this->html = $html;
        $this->way = $way;
    }

    /** @param string $html what is shown above the tab */
    public static function shows(string $tab, string $html = ''): self
    {
        return new self($tab, $html, 'here');
    }

    /** The same, without the tab itself. */
    public static function showsOnly(string $tab, string $html): self
    {
        return new self($tab, $html, 'alone');
    }

    /** The tab is loaded anew, so that reloading it does nothing twice. */
    public static function goesTo(string $tab): self
    {
        return new self($tab, '', 'there');
    }

    /** Back to where it came from. */
    public static function goesBack(): self
    {
        return new self('status', '', 'back');
    }

    public function tab(): string
    {
        return $this->tab;
    }

    public function html(): string
    {
        return $this->html;
    }

    public function leadsTo(): ?string
    {
        return $this->way === 'there' ? $this->tab : null;
    }

    public function standsAlone(): bool
    {
        return $this->way === 'alone';
    }

    public function leadsBack(): bool
    {
        return $this->way === 'back';
    }
}
