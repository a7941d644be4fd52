<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Glpi\Support;

use Latchkey\Client\Tests\Support\Place;
use PHPUnit\Framework\Assert;

/**
 * A MariaDB server of Debian's, on a socket in a temporary folder, without a port. It ends with the test run, by its
 * process ID, and by itself after ten minutes.
 */
final class MariaDb
{
    /** @var ?self */
    private static $shared;
    /** @var string */
    private $folder;
    /** @var ?resource `timeout`, which passes signals on to the server */
    private $process;
    /** @var int */
    private $databases = 0;

    private function __construct()
    {
        foreach (['mariadbd', 'mariadb-install-db'] as $program) {
            if (trim((string) shell_exec("command -v $program")) === '') {
                Assert::markTestSkipped("needs $program: Debian's mariadb-server");
            }
        }
        if (!extension_loaded('mysqli')) {
            Assert::markTestSkipped('needs the PHP extension mysqli');
        }
        // Before the folder goes, which goes at the end too.
        $maker = getmypid();
        register_shutdown_function(function () use ($maker): void {
            if (getmypid() === $maker) {
                $this->end();
            }
        });
        $this->folder = Place::make();
        $data = $this->folder . '/data';
        $user = posix_getpwuid(posix_geteuid())['name'];
        exec("mariadb-install-db --no-defaults --user=$user --datadir=$data --auth-root-authentication-method=normal "
            . '--skip-test-db 2>&1', $said, $status);
        Assert::assertSame(0, $status, implode("\n", $said));
        $log = ['file', $this->folder . '/log', 'w'];
        $command = ['timeout', '-k', '10', '600', 'mariadbd', '--no-defaults', "--user=$user", "--datadir=$data",
            '--socket=' . $this->socket(), '--skip-networking', '--pid-file=' . $this->folder . '/pid',
            '--innodb-buffer-pool-size=32M', '--innodb-flush-log-at-trx-commit=0'];
        $this->process = proc_open($command, [['null'], $log, $log], $pipes);
        for ($wait = 0; $wait < 300 && !file_exists($this->socket()); $wait++) {
            usleep(100000);
        }
        Assert::assertFileExists($this->socket(), (string) file_get_contents($this->folder . '/log'));
    }

    public static function shared(): self
    {
        self::$shared = self::$shared ?? new self();
        return self::$shared;
    }

    public function socket(): string
    {
        return $this->folder . '/socket';
    }

    /** Makes a database with the one table of GLPI's own that is read, and gives its name. */
    public function database(): string
    {
        $name = 'glpi' . ++$this->databases;
        $link = mysqli_init();
        $link->real_connect('localhost', 'root', '', '', 0, $this->socket());
        $link->query("CREATE DATABASE $name CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        // GLPI 10.0.18 and 11.0.6, install/mysql/glpi-empty.sql.
        $link->query("CREATE TABLE $name.glpi_logs (id INT UNSIGNED NOT NULL AUTO_INCREMENT, date_mod TIMESTAMP NULL, "
            . 'PRIMARY KEY (id), KEY date_mod (date_mod))');
        $link->close();
        return $name;
    }

    /** Ends the server by the ID of its process, hard after ten seconds. */
    private function end(): void
    {
        if (!is_resource($this->process)) {
            return;
        }
        proc_terminate($this->process, SIGTERM);
        for ($wait = 0; $wait < 100 && proc_get_status($this->process)['running']; $wait++) {
            usleep(100000);
        }
        proc_terminate($this->process, SIGKILL);
        proc_close($this->process);
    }
}
