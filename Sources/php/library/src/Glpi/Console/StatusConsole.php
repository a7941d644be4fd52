<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Console;

use Latchkey\Client\Glpi\LicensedPlugin;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * `plugins:KEY:license:status`: what the plugin may do, until when, and what is wrong.
 */
abstract class StatusConsole extends LicenseConsole
{
    protected function verb(): string
    {
        return 'status';
    }

    protected function sentence(): string
    {
        return 'Say what the plugin may do right now';
    }

    protected function configure(): void
    {
        parent::configure();
        $this->addOption('json', null, InputOption::VALUE_NONE, 'Answer in JSON');
    }

    protected function act(LicensedPlugin $plugin, InputInterface $input, OutputInterface $output): int
    {
        $status = $plugin->client()->status();
        $verdict = $status->verdict();
        if ($input->getOption('json')) {
            $flags = JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE;
            $output->writeln((string) json_encode($status->toArray(), $flags), OutputInterface::OUTPUT_RAW);
            return self::exitCode($verdict);
        }
        $days = $verdict->daysLeft();
        $rows = [
            'mode' => $verdict->mode(),
            'license' => $verdict->licenseId(),
            'customer' => $verdict->customer(),
            'last day' => $verdict->neverExpires() ? 'never' : $verdict->lastDay(),
            'days left' => $days === null ? null : (string) $days,
            'features' => implode(', ', $verdict->features()),
            'installation' => $verdict->installation(),
        ];
        foreach ($rows as $name => $value) {
            if ($value !== null && $value !== '') {
                $output->writeln(str_pad($name, 14) . ' ' . $value, OutputInterface::OUTPUT_RAW);
            }
        }
        self::tell($output, $verdict->findings());
        return self::exitCode($verdict);
    }
}
