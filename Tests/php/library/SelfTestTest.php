<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests;

use Latchkey\Client\Client;
use Latchkey\Client\FileStateStore;
use Latchkey\Client\Situation;
use Latchkey\Client\Tests\Support\Place;
use Latchkey\Client\Tests\Support\Programs;
use Latchkey\Client\Tests\Support\Scene;
use Latchkey\Client\Tests\Support\Vendor;
use PHPUnit\Framework\TestCase;

/**
 * What an installation runs to know that verdicts can be had, and what to mend.
 */
final class SelfTestTest extends TestCase
{
    public function testAFreshHostIsGoodAndNothingIsLeftBehind(): void
    {
        $scene = new Scene();
        $test = $scene->client()->selfTest();
        self::assertTrue($test->isGood());
        self::assertSame('process', $test->transport());
        self::assertSame([], $test->findings());
        self::assertFalse($test->check('extension')->isPresent());
        self::assertTrue($test->check('process')->isUsable());
        self::assertTrue($test->check('product')->isUsable());
        self::assertTrue($test->check('state')->isUsable());
        self::assertNull($test->check('weather'));
        self::assertCount(4, $test->checks());
        self::assertSame(['lock'], array_values(array_diff(scandir($scene->stateFolder()), ['.', '..', 'cache'])));
    }

    /** @return array<string, array{callable(Scene): void, string, string}> what is wrong, where it shows, the finding */
    public function faults(): array
    {
        return [
            'no verifier' => [static function (Scene $scene): void {
                $scene->verifier = '/nowhere';
            }, 'process', 'verifier-missing'],
            'a verifier that crashes' => [static function (Scene $scene): void {
                $scene->script('kill -9 $$');
            }, 'process', 'verifier-ended'],
            'no product file' => [static function (Scene $scene): void {
                unlink($scene->product);
            }, 'product', 'product-file-unreadable'],
            'a damaged product file' => [static function (Scene $scene): void {
                file_put_contents($scene->product, substr(file_get_contents($scene->product), 0, 300));
            }, 'product', 'product-file-unreadable'],
            'a damaged state' => [static function (Scene $scene): void {
                file_put_contents($scene->stateFolder() . '/state', 'rubbish');
            }, 'state', 'state-unreadable'],
            'a damaged key' => [static function (Scene $scene): void {
                file_put_contents($scene->stateFolder() . '/installation.key', 'rubbish');
            }, 'state', 'state-not-written'],
            'a folder that is a file' => [static function (Scene $scene): void {
                Place::remove($scene->stateFolder());
                file_put_contents($scene->stateFolder(), '');
            }, 'state', 'state-not-written'],
        ];
    }

    /**
     * @dataProvider faults
     * @param callable(Scene): void $break
     */
    public function testAFaultIsSaidWhereItIs(callable $break, string $check, string $code): void
    {
        $scene = Scene::licensed();
        $break($scene);
        $test = $scene->client()->selfTest();
        self::assertFalse($test->isGood());
        self::assertContains($code, Scene::codes($test->check($check)->findings()));
        self::assertNotSame('', $test->findings()[0]->remedy());
    }

    public function testTheVerifierThatCameWithThePackageGetsItsExecuteBitBack(): void
    {
        // A package of its own, as PHP's unzip leaves it.
        $package = Place::make();
        Programs::execute(['/bin/cp', '-r', dirname(__DIR__, 3) . '/Sources/php/library/src', $package . '/src']);
        Programs::execute(['/bin/mkdir', '-p', $package . '/bin']);
        copy(Programs::verifier(), $package . '/bin/latchkey-verify');
        chmod($package . '/bin/latchkey-verify', 0644);
        $scene = Scene::licensed();
        $script = 'spl_autoload_register(function ($class) { require ' . var_export($package . '/src/', true)
            . ' . str_replace("\\\\", "/", substr($class, 16)) . ".php"; });'
            . '$client = new Latchkey\Client\Client($argv[1], new Latchkey\Client\FileStateStore($argv[2]),'
            . ' Latchkey\Client\Situation::at("https://glpi.acme.example"));'
            . 'echo json_encode([$client->selfTest()->check("process")->isUsable(), $client->verdict()->mode()]);';
        $answer = Programs::execute([PHP_BINARY, '-r', $script, $scene->product, $scene->stateFolder()]);
        self::assertSame('[true,"full"]', $answer);
        clearstatcache();
        self::assertSame(0755, fileperms($package . '/bin/latchkey-verify') & 0777);
    }

    public function testTheExamplesOfTheDocumentsWork(): void
    {
        foreach (['docs/php.md', 'Sources/php/library/README.md'] as $document) {
            $text = file_get_contents(dirname(__DIR__, 3) . '/' . $document);
            self::assertMatchesRegularExpression('/new Latchkey\\\\Client\\\\Client\(/', $text);
            self::assertSame(1, preg_match('/```php\n(\$client = .*?)```/s', $text, $example), $document);
            $scene = new Scene();
            $folder = $scene->stateFolder();
            $configuredUrl = Vendor::SITE;
            defined('GLPI_VERSION') || define('GLPI_VERSION', '11.0.2');
            $mayReport = null;
            // The example, which names the product file beside the plugin's own file.
            eval(str_replace("__DIR__ . '/latchkey.product'", '$scene->product', $example[1]));
            self::assertFalse($mayReport, $document);
        }
    }

    public function testAClientIsMadeOfAnythingAndStillAnswers(): void
    {
        $before = scandir('/');
        foreach (['', "\0", '/', '//', '/dev/zero', str_repeat('x', 100000), "/dev/null/caf\xE9"] as $path) {
            $client = new Client($path, new FileStateStore($path), Situation::at($path)->version($path));
            self::assertSame('off', $client->verdict()->mode());
            self::assertFalse($client->selfTest()->isGood());
            self::assertFalse($client->request()->isMade());
            self::assertFalse($client->import($path)->isInstalled());
        }
        self::assertSame($before, scandir('/'));
    }
}
