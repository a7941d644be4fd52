<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Console;

use Latchkey\Client\Glpi\LicensedPlugin;
use Latchkey\Client\Glpi\Page\Actions;
use Latchkey\Client\ImportResult;
use Latchkey\Client\Quietly;
use Latchkey\Client\Transport\Call;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * `plugins:KEY:license:import`: installs a license file.
 */
abstract class ImportConsole extends LicenseConsole
{
    protected function verb(): string
    {
        return 'import';
    }

    protected function sentence(): string
    {
        return 'Install a license file';
    }

    protected function configure(): void
    {
        parent::configure();
        $this->addArgument('file', InputArgument::REQUIRED, 'The license file; - is standard input');
        $this->addOption('preview', null, InputOption::VALUE_NONE, 'Only say what the file would do');
    }

    protected function act(LicensedPlugin $plugin, InputInterface $input, OutputInterface $output): int
    {
        $path = (string) $input->getArgument('file');
        $file = Quietly::run(static function () use ($path) {
            return file_get_contents($path === '-' ? 'php://stdin' : $path, false, null, 0, Call::FILE_BYTES);
        });
        if (!is_string($file)) {
            self::talk($output, 'error', "'$path' cannot be read");
            return self::UNDECIDED;
        }
        $client = $plugin->administration();
        $isPreview = $input->getOption('preview') === true;
        $result = $isPreview ? $client->preview($file) : $client->import($file);
        if (!$isPreview) {
            $plugin->refresh();
            $plugin->history()->add(Actions::entry($result, basename($path)));
        }
        $output->writeln(($isPreview ? 'would be ' : '') . $result->outcome(), OutputInterface::OUTPUT_RAW);
        self::tell($output, $result->findings());
        if ($result->isInstalled()) {
            $verdict = $result->verdict();
            $output->writeln('mode           ' . $verdict->mode(), OutputInterface::OUTPUT_RAW);
            self::tell($output, $verdict->findings());
            return self::GRANTED;
        }
        return $result->outcome() === ImportResult::REFUSED ? self::REFUSED : self::UNDECIDED;
    }
}
