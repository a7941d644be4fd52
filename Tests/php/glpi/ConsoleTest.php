<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Glpi;

use Latchkey\Client\Tests\Glpi\Support\Host;
use Latchkey\Client\Tests\Support\Vendor;
use PHPUnit\Framework\TestCase;
use Symfony\Component\Console\Application;
use Symfony\Component\Console\Input\ArrayInput;
use Symfony\Component\Console\Output\BufferedOutput;

/**
 * The commands of `bin/console`, and how they end.
 */
final class ConsoleTest extends TestCase
{
    protected function setUp(): void
    {
        if (!class_exists(Application::class)) {
            self::markTestSkipped('needs Debian\'s php-symfony-console');
        }
    }

    /**
     * @param array<string, mixed> $with
     * @return array{int, string} the exit code, and all that was said
     */
    private function say(Host $host, string $verb, array $with = []): array
    {
        $host->load();
        $application = new Application();
        $application->setAutoExit(false);
        foreach (['Status', 'Request', 'Import'] as $name) {
            $class = "GlpiPlugin\\Latchkeydemo\\License{$name}Command";
            $application->add(new $class());
        }
        $output = new BufferedOutput();
        $code = $application->run(new ArrayInput(['command' => "plugins:latchkeydemo:license:$verb"] + $with), $output);
        return [$code, $output->fetch()];
    }

    public function testTheCommandsEndAsTheCommandLineLatchkeyDoes(): void
    {
        $host = new Host();
        [$code, $said] = $this->say($host, 'status');
        self::assertSame(1, $code);
        self::assertStringContainsString('[nothing-installed]', $said);

        $path = $host->folder . '/acme.request';
        self::assertSame(0, $this->say($host, 'request', ['--output' => $path])[0]);
        self::assertSame(64, $this->say($host, 'request', ['--output' => $path])[0], 'it exists');
        [$code, $request] = $this->say($host, 'request');
        self::assertSame(0, $code);
        self::assertStringStartsWith("latchkey/request@v1\n", $request);
        self::assertSame(2, $this->say($host, 'request', ['--output' => '/nowhere/at.all'])[0]);

        $license = $host->folder . '/acme.lic';
        file_put_contents($license, Vendor::shared()->issue((string) file_get_contents($path)));
        [$code, $said] = $this->say($host, 'import', ['file' => $license, '--preview' => true]);
        self::assertSame(0, $code);
        self::assertStringContainsString('would be imported', $said);
        self::assertSame(1, $this->say($host, 'status')[0], 'a preview stores nothing');
        self::assertSame(1, $this->say($host, 'import', ['file' => $path])[0], 'a request is no license');
        self::assertSame(2, $this->say($host, 'import', ['file' => '/nowhere'])[0]);
        self::assertSame(0, $this->say($host, 'import', ['file' => $license])[0]);
        [$code, $said] = $this->say($host, 'status', ['--json' => true]);
        self::assertSame([0, 'full'], [$code, json_decode($said, true)['mode']]);
        self::assertCount(2, $host->load()->history()->entries(), 'what was refused too');

        self::assertSame(64, $this->say($host, 'status', ['--nothing' => true])[0]);
        self::assertSame(64, $this->say($host, 'import')[0]);
        file_put_contents($host->folder . '/glpicrypt.key', random_bytes(32));
        self::assertSame(2, $this->say($host, 'status')[0], 'the state is unreadable');
        $GLOBALS['DB']->doQuery('DROP TABLE ' . Host::TABLE);
        self::assertSame(2, $this->say($host, 'request')[0]);
    }
}
