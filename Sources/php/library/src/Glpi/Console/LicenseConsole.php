<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Console;

use Glpi\Console\AbstractCommand;
use Latchkey\Client\Finding;
use Latchkey\Client\Glpi\LicensedPlugin;
use Latchkey\Client\Glpi\PluginKey;
use Latchkey\Client\Verdict;
use Symfony\Component\Console\Exception\ExceptionInterface;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\ConsoleOutputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * A command of `bin/console`, with the exit codes of the command line `latchkey`.
 *
 * GLPI finds commands by their file's name in the plugin's own `src`, so each plugin has a class of its own for each:
 *
 *     final class LicenseStatusCommand extends \Latchkey\Client\Glpi\Console\StatusConsole
 *     {
 *     }
 */
abstract class LicenseConsole extends AbstractCommand
{
    /** The mode is full or trial; what was asked for is done. */
    protected const GRANTED = 0;
    /** The mode is read-only or off; what was asked for is refused. */
    protected const REFUSED = 1;
    /** Nothing could be decided: something cannot be read, asked or written. */
    protected const UNDECIDED = 2;
    /** The command line was not understood. */
    protected const USAGE = 64;

    private const UNDECIDED_CODES = ['cannot-verify', 'state-not-written', 'state-unreadable', 'state-newer',
        'product-file-unreadable'];

    /** What comes behind `plugins:KEY:license:`. */
    abstract protected function verb(): string;

    abstract protected function sentence(): string;

    /** @return int an exit code */
    abstract protected function act(LicensedPlugin $plugin, InputInterface $input, OutputInterface $output): int;

    protected function configure(): void
    {
        parent::configure();
        $this->setName('plugins:' . PluginKey::ofClass(static::class)->text() . ':license:' . $this->verb());
        $this->setDescription($this->sentence());
    }

    public function run(InputInterface $input, OutputInterface $output): int
    {
        try {
            return parent::run($input, $output);
        } catch (ExceptionInterface $exception) {
            self::talk($output, 'error', $exception->getMessage());
            self::talk($output, 'hint', "see 'php bin/console help {$this->getName()}'");
            return self::USAGE;
        }
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        try {
            return $this->act(LicensedPlugin::of(PluginKey::ofClass(static::class)->text()), $input, $output);
        } catch (\Throwable $thrown) {
            self::talk($output, 'error', get_class($thrown) . ' ' . $thrown->getMessage());
            return self::UNDECIDED;
        }
    }

    /** @param list<Finding> $findings */
    protected static function tell(OutputInterface $output, array $findings): void
    {
        foreach ($findings as $finding) {
            $severity = $finding->severity() === Finding::NOTICE ? 'note' : $finding->severity();
            self::talk($output, $severity, $finding->message() . ' [' . $finding->code() . ']');
            self::talk($output, 'hint', $finding->remedy());
        }
    }

    /** A sentence for people, on the standard error. */
    protected static function talk(OutputInterface $output, string $kind, string $sentence): void
    {
        $errors = $output instanceof ConsoleOutputInterface ? $output->getErrorOutput() : $output;
        $errors->writeln("latchkey: $kind: $sentence", OutputInterface::OUTPUT_RAW);
    }

    /** The exit code of a verdict. */
    protected static function exitCode(Verdict $verdict): int
    {
        if ($verdict->allowsUse()) {
            return self::GRANTED;
        }
        return self::hasUndecided($verdict->findings()) ? self::UNDECIDED : self::REFUSED;
    }

    /** @param list<Finding> $findings */
    protected static function hasUndecided(array $findings): bool
    {
        foreach ($findings as $finding) {
            if (in_array($finding->code(), self::UNDECIDED_CODES, true)) {
                return true;
            }
        }
        return false;
    }
}
