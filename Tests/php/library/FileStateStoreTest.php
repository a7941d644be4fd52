<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\FileStateStore;
use Latchkey\Client\Tests\Support\Place;
use Latchkey\Client\Tests\Support\Programs;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Tests\Support\Vendor;
use Latchkey\Client\Verdict;
use PHPUnit\Framework\TestCase;

/**
 * The folder of the command line, used by both.
 */
final class FileStateStoreTest extends TestCase
{
    private const USER = 65534;

    public function testWhatTheLibraryBeginsTheCommandLineGoesOnWith(): void
    {
        $scene = new Scene();
        $license = Vendor::shared()->issue($scene->client()->request()->bytes());
        $path = $scene->folder . '/acme.lic';
        file_put_contents($path, $license);
        Programs::run('latchkey', 'import', $path, '--state', $scene->stateFolder());
        self::assertTrue($scene->client()->verdict()->allows('reports'));
        $status = json_decode(Programs::run('latchkey', 'status', '--state', $scene->stateFolder(), '--json'), true);
        self::assertSame('full', $status['mode']);
        self::assertSame($scene->client()->verdict()->licenseId(), $status['license']);
    }

    public function testWhatTheCommandLineBeginsTheLibraryGoesOnWith(): void
    {
        $scene = new Scene();
        $options = ['--product', $scene->product, '--state', $scene->stateFolder()];
        $request = Programs::run('latchkey', 'request', '--url', Vendor::SITE, ...$options);
        $seed = $scene->store->seed();
        self::assertSame(32, strlen((string) $seed));
        self::assertTrue($scene->client()->import(Vendor::shared()->issue($request))->isInstalled());
        self::assertTrue($scene->client()->verdict()->allows('reports'));
        $id = (string) $scene->client()->verdict()->licenseId();
        $receipt = $scene->client()->giveBack($id)->bytes();
        $path = $scene->folder . '/acme.return';
        Programs::run('latchkey', 'return', $id, '-o', $path, ...$options);
        self::assertSame($receipt, file_get_contents($path));
        self::assertSame($seed, $scene->store->seed());
    }

    public function testTheFolderLooksAsTheCommandLineMakesIt(): void
    {
        $ours = new Scene();
        $license = Vendor::shared()->issue($ours->client()->request()->bytes());
        $ours->client()->import($license);
        $theirs = new Scene();
        $options = ['--product', $theirs->product, '--state', $theirs->stateFolder()];
        $request = Programs::run('latchkey', 'request', '--url', Vendor::SITE, ...$options);
        file_put_contents($theirs->folder . '/acme.lic', Vendor::shared()->issue($request));
        Programs::run('latchkey', 'import', $theirs->folder . '/acme.lic', ...$options);
        $files = ['installation.key', 'lock', 'product-path', 'state', 'state.previous'];
        self::assertSame($files, array_values(array_diff(scandir($theirs->stateFolder()), ['.', '..'])));
        self::assertSame(scandir($theirs->stateFolder()), scandir($ours->stateFolder()));
        foreach (array_merge(['.'], $files) as $name) {
            self::assertSame(
                decoct(fileperms($theirs->stateFolder() . '/' . $name)),
                decoct(fileperms($ours->stateFolder() . '/' . $name)),
                $name
            );
        }
        self::assertSame($ours->product . "\n", file_get_contents($ours->stateFolder() . '/product-path'));
    }

    public function testAFileThatIsMadeDuringALookIsThereOrIsNot(): void
    {
        $store = (new Scene())->store;
        $store->createSeed(str_repeat('s', 32));
        $script = 'while (fgets(STDIN)) { usleep(random_int(0, 300)); file_put_contents("$argv[1].new", "state");'
            . ' rename("$argv[1].new", $argv[1]); }';
        $path = $store->path() . '/state';
        $writer = proc_open([PHP_BINARY, '-r', $script, $path], [['pipe', 'r']], $pipes);
        for ($round = 0; $round < 200; $round++) {
            fwrite($pipes[0], "now\n");
            $end = hrtime(true) + 20e9;
            do {
                $seen = $store->load();
            } while ($seen === null && hrtime(true) < $end);
            self::assertSame('state', $seen);
            unlink($path);
        }
        fclose($pipes[0]);
        self::assertSame(0, proc_close($writer));
    }

    public function testAFolderAboveThatAnotherMakesFirstIsNoObstacle(): void
    {
        $folder = Place::make();
        $script = 'while ($line = fgets(STDIN)) { usleep(random_int(0, 60)); @mkdir(trim($line)); }';
        $maker = proc_open([PHP_BINARY, '-r', $script], [['pipe', 'r']], $pipes);
        for ($round = 0; $round < 2000; $round++) {
            fwrite($pipes[0], "$folder/$round\n");
            usleep(random_int(0, 120));
            self::assertSame('seed', (new FileStateStore("$folder/$round/state"))->createSeed('seed'));
        }
        fclose($pipes[0]);
        self::assertSame(0, proc_close($maker));
    }

    public function testTheStateBeforeAnImportIsKeptAndAPageLoadKeepsNone(): void
    {
        $store = new FileStateStore(Place::make() . '/a/b/state');
        self::assertNull($store->load());
        self::assertTrue($store->replace(null, 'one'));
        self::assertFalse($store->replace(null, 'two'), 'there is one by now');
        self::assertTrue($store->replace('one', 'two'));
        self::assertTrue($store->offer('two', 'three'));
        self::assertFalse($store->offer('two', 'four'));
        self::assertFalse($store->replace('two', 'four'));
        self::assertSame('three', $store->load());
        self::assertSame('one', file_get_contents($store->path() . '/state.previous'));
        self::assertSame([], glob($store->path() . '/.latchkey-*'));
    }

    public function testASeedIsMadeOnce(): void
    {
        $store = new FileStateStore(Place::make() . '/state');
        self::assertNull($store->seed());
        $seed = random_bytes(32);
        self::assertSame($seed, $store->createSeed($seed));
        self::assertSame($seed, $store->createSeed(random_bytes(32)));
        self::assertSame($seed, $store->seed());
    }

    public function testAPageLoadDoesNotWaitForTheLock(): void
    {
        $store = new FileStateStore(Place::make() . '/state');
        $store->replace(null, 'one');
        $lock = fopen($store->path() . '/lock', 'r+');
        flock($lock, LOCK_EX);
        $begin = hrtime(true);
        self::assertFalse($store->offer('one', 'two'));
        self::assertLessThan(0.1, (hrtime(true) - $begin) / 1e9);
        fclose($lock);
        self::assertTrue($store->offer('one', 'two'));
    }

    /** @return array<string, array{callable(string): mixed, string}> */
    public function unreadableStates(): array
    {
        return [
            'a folder' => [static function (string $path): void {
                mkdir($path);
            }, 'is not a file'],
            'a pipe' => [static function (string $path): void {
                Programs::execute(['/usr/bin/mkfifo', $path]);
            }, 'is not a file'],
            'a device' => [static function (string $path): void {
                symlink('/dev/zero', $path);
            }, 'is not a file'],
            'a link to nothing' => [static function (string $path): void {
                symlink('/nowhere', $path);
            }, 'no such file'],
            'a link to itself' => [static function (string $path): void {
                symlink($path, $path);
            }, 'cannot read'],
        ];
    }

    /**
     * @dataProvider unreadableStates
     * @param callable(string): mixed $make
     */
    public function testAStateThatCannotBeReadIsNotTheSameAsNone(callable $make, string $reason): void
    {
        $scene = new Scene();
        mkdir($scene->stateFolder(), 0700);
        $make($scene->stateFolder() . '/state');
        $verdict = $scene->client()->verdict();
        self::assertSame(['state-unreadable'], Scene::codes($verdict->findings()));
        self::assertStringContainsString($reason, $verdict->findings()[0]->message());
        $import = $scene->client()->import('rubbish');
        self::assertSame(['state-not-written'], Scene::codes($import->findings()));
        self::assertNotSame('file', filetype($scene->stateFolder() . '/state'));
    }

    public function testADamagedStateIsReplacedByAnImportAndKept(): void
    {
        $scene = Scene::licensed();
        $license = Vendor::shared()->issue($scene->client()->request()->bytes());
        foreach (['', 'rubbish', str_repeat('x', 9000000)] as $rubbish) {
            file_put_contents($scene->stateFolder() . '/state', $rubbish);
            self::assertSame(['state-unreadable'], Scene::codes($scene->client()->verdict()->findings()));
            self::assertTrue($scene->client()->import($license)->isInstalled());
            self::assertTrue($scene->client()->verdict()->allows('reports'));
        }
    }

    public function testAKeyThatIsLostIsNotReplacedByAnotherOne(): void
    {
        $scene = Scene::licensed();
        $license = Vendor::shared()->issue($scene->client()->request()->bytes());
        $key = $scene->stateFolder() . '/installation.key';
        foreach (['missing' => null, 'damaged' => "latchkey/installation-key@v1\nseed AAAA\n"] as $content) {
            unlink($key);
            if ($content !== null) {
                file_put_contents($key, $content);
            }
            $made = [$scene->client()->request(), $scene->client()->giveBack('01M7YQ1WE0MNGMA9RCWTSVXF8X')];
            foreach ($made as $document) {
                self::assertFalse($document->isMade());
                self::assertSame(['state-not-written'], Scene::codes($document->findings()));
                self::assertStringContainsString('key', $document->findings()[0]->values()['reason']);
            }
            self::assertTrue($scene->client()->import($license)->isInstalled(), 'an import needs no secret');
            self::assertTrue($scene->client()->verdict()->allows('reports'));
            file_put_contents($key, 'x');
        }
    }

    public function testAFolderThatCannotBeWrittenStillVerifiesAndSaysSo(): void
    {
        Programs::needRoot();
        $scene = Scene::licensed();
        $folder = $scene->stateFolder();
        $image = $this->mount($folder, 'ro');
        try {
            $scene->now += 7200;
            $verdict = $scene->client()->verdict();
            self::assertSame([Verdict::FULL, ['state-not-written']], [
                $verdict->mode(), Scene::codes($verdict->findings()),
            ]);
            self::assertContains('state-not-written', Scene::codes($scene->client()->selfTest()->findings()));
            self::assertFalse($scene->client()->request()->isMade());
        } finally {
            $this->unmount($image);
        }
    }

    public function testAFullDiskLeavesTheOldStateAndSaysSo(): void
    {
        Programs::needRoot();
        $scene = Scene::licensed();
        $license = Vendor::shared()->issue($scene->client()->request()->bytes());
        $place = $this->mount($scene->stateFolder(), 'size=64k');
        try {
            $state = $scene->store->load();
            exec('head -c 131072 /dev/zero > ' . escapeshellarg($place . '/ballast') . ' 2>/dev/null');
            $scene->now += 7200;
            $verdict = $scene->client()->verdict();
            self::assertSame([Verdict::FULL, ['state-not-written']], [
                $verdict->mode(), Scene::codes($verdict->findings()),
            ]);
            $import = $scene->client()->import($license);
            self::assertSame(['state-not-written'], Scene::codes($import->findings()));
            self::assertStringContainsString('no space left', $import->findings()[0]->message());
            self::assertSame($state, $scene->store->load());
            self::assertSame([], glob($place . '/.latchkey-*'));
            unlink($place . '/ballast');
            self::assertTrue($scene->client()->import($license)->isInstalled());
        } finally {
            $this->unmount($place);
        }
    }

    public function testWhatRootWritesBelongsToTheFoldersOwner(): void
    {
        Programs::needRoot();
        $scene = new Scene();
        mkdir($scene->stateFolder(), 0700);
        chown($scene->stateFolder(), self::USER);
        chgrp($scene->stateFolder(), self::USER);
        $request = $scene->client()->request();
        $scene->client()->import(Vendor::shared()->issue($request->bytes()));
        $scene->client()->verdict();
        clearstatcache();
        $files = array_diff(scandir($scene->stateFolder()), ['.', '..']);
        self::assertCount(5, $files, 'and root leaves no memory there');
        foreach ($files as $name) {
            self::assertSame(self::USER, fileowner($scene->stateFolder() . '/' . $name), $name);
        }
    }

    public function testAStateBehindAFolderThatCannotBeEnteredIsNotTheSameAsNone(): void
    {
        Programs::needRoot();
        $scene = Scene::licensed();
        chmod($scene->folder, 0755);
        $rows = ['/state' => 'permission denied', '/state/further/below' => 'permission denied', '/none' => 'null'];
        foreach ($rows as $folder => $expected) {
            $script = 'require ' . var_export(__DIR__ . '/bootstrap.php', true) . ';'
                . '$store = new Latchkey\Client\FileStateStore($argv[1]);'
                . 'try { var_dump($store->load()); } catch (Exception $e) { echo strtolower($e->getMessage()); }';
            $user = ['/usr/bin/setpriv', '--reuid=' . self::USER, '--clear-groups'];
            $command = array_merge($user, [PHP_BINARY, '-r', $script, $scene->folder . $folder]);
            self::assertStringContainsString($expected, strtolower(Programs::execute($command)), $folder);
        }
    }

    /** Puts a file system with the folder's files over it. */
    private function mount(string $folder, string $options): string
    {
        mkdir("$folder.mount", 0700);
        $size = $options === 'ro' ? 'size=1m' : $options;
        $command = ['mount', '-t', 'tmpfs', '-o', "$size,mode=0700", 'tmpfs', "$folder.mount"];
        exec(implode(' ', array_map('escapeshellarg', $command)) . ' 2>/dev/null', $output, $status);
        if ($status !== 0) {
            self::markTestSkipped('needs leave to mount');
        }
        Programs::execute(['/bin/cp', '-a', "$folder/.", "$folder.mount/"]);
        Place::remove($folder);
        symlink("$folder.mount", $folder);
        if ($options === 'ro') {
            exec('mount -o remount,ro ' . escapeshellarg("$folder.mount"));
        }
        return "$folder.mount";
    }

    private function unmount(string $place): void
    {
        exec('umount ' . escapeshellarg($place));
    }
}
