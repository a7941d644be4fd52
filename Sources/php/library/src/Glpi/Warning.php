<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

use Latchkey\Client\Finding;
use Latchkey\Client\Verdict;

/**
 * What an administrator should hear of without asking: the gravest finding of a verdict, at a stage of its own. Another
 * stage, or another license, is another warning.
 */
final class Warning
{
    /** @var Finding */
    private $finding;
    /** @var string */
    private $name;

    private function __construct(Finding $finding, string $name)
    {
        $this->finding = $finding;
        $this->name = $name;
    }

    /** The warning of a verdict; null when all is well, or only notices are there. */
    public static function of(Verdict $verdict): ?self
    {
        foreach ($verdict->findings() as $finding) {
            if (in_array($finding->severity(), [Finding::ERROR, Finding::WARNING], true)) {
                $stage = $finding->values()['stage'] ?? '';
                return new self($finding, $finding->code() . '/' . $stage . '/' . $verdict->licenseId());
            }
        }
        return null;
    }

    public function finding(): Finding
    {
        return $this->finding;
    }

    /** By what it is dismissed and told only once: `expires-soon/30/01M7…`. */
    public function name(): string
    {
        return $this->name;
    }
}
