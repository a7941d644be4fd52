<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Console;

use Latchkey\Client\Glpi\LicensedPlugin;
use Latchkey\Client\Quietly;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * `plugins:KEY:license:request`: makes an activation request.
 */
abstract class RequestConsole extends LicenseConsole
{
    protected function verb(): string
    {
        return 'request';
    }

    protected function sentence(): string
    {
        return 'Make an activation request for the vendor';
    }

    protected function configure(): void
    {
        parent::configure();
        $this->addOption('output', 'o', InputOption::VALUE_REQUIRED, 'The file to write; else standard output', '-');
    }

    protected function act(LicensedPlugin $plugin, InputInterface $input, OutputInterface $output): int
    {
        $path = (string) $input->getOption('output');
        if ($path !== '-' && file_exists($path)) {
            self::talk($output, 'error', "'$path' exists");
            self::talk($output, 'hint', 'name a file that does not exist');
            return self::USAGE;
        }
        $document = $plugin->administration()->request();
        $plugin->refresh();
        if (!$document->isMade()) {
            self::tell($output, $document->findings());
            return self::hasUndecided($document->findings()) ? self::UNDECIDED : self::REFUSED;
        }
        if ($path === '-') {
            $output->write($document->bytes(), false, OutputInterface::OUTPUT_RAW);
            return self::GRANTED;
        }
        $reason = '';
        $written = Quietly::run(static function () use ($path, $document, &$reason) {
            $written = file_put_contents($path, $document->bytes());
            $reason = Quietly::reason();
            return $written;
        });
        if ($written !== strlen($document->bytes())) {
            self::talk($output, 'error', "'$path' cannot be written: $reason");
            return self::UNDECIDED;
        }
        self::talk($output, 'note', "wrote $path; send it to the vendor");
        return self::GRANTED;
    }
}
