<?php

declare(strict_types=1);

namespace Latchkey\Client;

use Latchkey\Client\Memory\ApcuMemory;
use Latchkey\Client\Memory\FileMemory;
use Latchkey\Client\Memory\Memory;
use Latchkey\Client\Memory\OwnMemory;
use Latchkey\Client\Transport\Extension;
use Latchkey\Client\Transport\ExtensionTransport;
use Latchkey\Client\Transport\LoadedExtension;
use Latchkey\Client\Transport\ProcessTransport;
use Latchkey\Client\Transport\Transport;

/**
 * What is not as usual. Each method gives a copy with more in it.
 */
final class Options
{
    /** @var ?string */
    private $verifier;
    /** @var ?string */
    private $memoryFolder;
    /** @var ?Memory */
    private $memory;
    /** @var ?callable(): int */
    private $clock;
    /** @var ?Extension */
    private $extension;

    /** Another `latchkey-verify` than the one in this package's `bin`, by its absolute path. */
    public function verifier(string $path): self
    {
        $copy = clone $this;
        $copy->verifier = $path;
        return $copy;
    }

    /**
     * A private folder for what is remembered from load to load where APCu is not there. It is the state's folder where
     * the state is in one; elsewhere, without this, each client remembers for itself.
     */
    public function memoryFolder(string $path): self
    {
        $copy = clone $this;
        $copy->memoryFolder = $path;
        return $copy;
    }

    /** @internal for tests */
    public function memory(Memory $memory): self
    {
        $copy = clone $this;
        $copy->memory = $memory;
        return $copy;
    }

    /**
     * @internal for tests
     * @param callable(): int $clock
     */
    public function clock(callable $clock): self
    {
        $copy = clone $this;
        $copy->clock = $clock;
        return $copy;
    }

    /** @internal for tests */
    public function extension(Extension $extension): self
    {
        $copy = clone $this;
        $copy->extension = $extension;
        return $copy;
    }

    /** @internal */
    public function now(): int
    {
        return $this->clock === null ? time() : ($this->clock)();
    }

    /**
     * @internal
     * @return list<Transport>
     */
    public function transports(): array
    {
        $bundled = dirname(__DIR__) . '/bin/latchkey-verify';
        return [
            new ExtensionTransport($this->extension ?? new LoadedExtension()),
            new ProcessTransport($this->verifier ?? $bundled, $this->verifier === null),
        ];
    }

    /** @internal */
    public function sharedMemory(StateStore $store): Memory
    {
        if ($this->memory !== null) {
            return $this->memory;
        }
        if (ApcuMemory::isThere()) {
            return new ApcuMemory();
        }
        $folder = $this->memoryFolder ?? ($store instanceof FileStateStore ? $store->path() : null);
        return $folder === null || trim($folder, '/') === '' ? new OwnMemory() : new FileMemory($folder);
    }
}
