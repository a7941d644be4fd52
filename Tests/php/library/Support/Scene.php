<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Support;

use Latchkey\Client\Client;
use Latchkey\Client\FileStateStore;
use Latchkey\Client\Finding;
use Latchkey\Client\Memory\Memory;
use Latchkey\Client\Options;
use Latchkey\Client\Situation;
use Latchkey\Client\StateStore;
use Latchkey\Client\Transport\Extension;

/**
 * A host with a plugin in it: a folder, a clock that stands until a test moves it, and a verifier of the test's choice.
 */
final class Scene
{
    /** @var string */
    public $folder;
    /** @var string the product file */
    public $product;
    /** @var string the verifier */
    public $verifier;
    /** @var int the present */
    public $now;
    /** @var StateStore */
    public $store;
    /** @var Situation */
    public $situation;
    /** @var ?Memory */
    public $memory;
    /** @var Extension one that is not loaded, unless a test says so */
    public $extension;

    public function __construct()
    {
        $this->folder = Place::make();
        $this->product = $this->folder . '/latchkey.product';
        copy(Vendor::shared()->product(), $this->product);
        $this->verifier = Programs::verifier();
        $this->now = time();
        $this->store = new FileStateStore($this->stateFolder());
        $this->situation = Situation::at(Vendor::SITE)->version('1.0.0');
        $this->extension = new FakeExtension(false);
    }

    /** A host where a license is installed, and nothing is left to store for an hour. */
    public static function licensed(string ...$terms): self
    {
        $scene = new self();
        $request = $scene->client()->request();
        $scene->client()->import(Vendor::shared()->issue($request->bytes(), ...$terms));
        $scene->client()->verdict();
        Place::remove($scene->stateFolder() . '/cache');
        return $scene;
    }

    public function stateFolder(): string
    {
        return $this->folder . '/state';
    }

    /** As a new page load has one. */
    public function client(): Client
    {
        $options = (new Options())->verifier($this->verifier)->extension($this->extension)->clock(function (): int {
            return $this->now;
        });
        $options = $this->memory === null ? $options : $options->memory($this->memory);
        return new Client($this->product, $this->store, $this->situation, $options);
    }

    /** Puts a shell script in the place of the verifier; `$REAL` in it is the real one. */
    public function script(string $body): void
    {
        $path = $this->folder . '/' . bin2hex(random_bytes(6)) . '.sh';
        file_put_contents($path, "#!/bin/sh\nREAL='" . Programs::verifier() . "'\n$body\n");
        chmod($path, 0755);
        $this->verifier = $path;
    }

    /** Counts the verifier's runs from now on, in a file that runs() reads. */
    public function count(): void
    {
        $this->script("echo run >> '{$this->folder}/runs'\nexec \"\$REAL\" --call");
    }

    /** How often the verifier ran since this was asked last. */
    public function runs(): int
    {
        $path = $this->folder . '/runs';
        $runs = is_file($path) ? count(file($path)) : 0;
        file_put_contents($path, '');
        return $runs;
    }

    /**
     * @param list<Finding> $findings
     * @return list<string>
     */
    public static function codes(array $findings): array
    {
        return array_map(static function (Finding $finding): string {
            return $finding->code();
        }, $findings);
    }
}
