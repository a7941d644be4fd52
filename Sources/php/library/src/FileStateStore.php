<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * State and seed in a folder, laid out as the command line `latchkey` does, so that both work on the same installation.
 *
 * | file | what |
 * | --- | --- |
 * | `state` | the state |
 * | `state.previous` | the one before the last import, request or return |
 * | `installation.key` | the seed |
 * | `product-path` | where the product file lies, for the command line |
 * | `lock` | held while something changes |
 *
 * The folder must be private: neither below the web server's root nor in a folder for everybody's files.
 */
final class FileStateStore implements StateStore
{
    private const KEY = "latchkey/installation-key@v1\nseed ";
    private const STATE_BYTES = 8388608;

    /** @var Folder */
    private $folder;

    /** @param string $folder the absolute path of the folder; it is made when something is stored */
    public function __construct(string $folder)
    {
        $this->folder = new Folder($folder);
    }

    /** The folder's path. */
    public function path(): string
    {
        return $this->folder->path();
    }

    public function load(): ?string
    {
        return $this->folder->read('state', self::STATE_BYTES + 1);
    }

    public function replace(?string $old, string $new): bool
    {
        $this->folder->create();
        return $this->folder->locked(true, function () use ($old, $new): bool {
            if ($this->load() !== $old) {
                return false;
            }
            if ($old !== null) {
                $this->folder->write('state.previous', $old);
            }
            $this->folder->write('state', $new);
            return true;
        });
    }

    public function offer(string $old, string $new): bool
    {
        return $this->folder->locked(false, function () use ($old, $new): bool {
            if ($this->load() !== $old) {
                return false;
            }
            $this->folder->write('state', $new);
            return true;
        });
    }

    public function seed(): ?string
    {
        $text = $this->folder->read('installation.key', 4096);
        if ($text === null) {
            return null;
        }
        $seed = base64_decode(substr($text, strlen(self::KEY), -1), true);
        if ($seed === false || strlen($seed) !== 32 || $text !== self::keyText($seed)) {
            throw new StoreException("'{$this->path()}/installation.key' is not an installation key");
        }
        return $seed;
    }

    public function createSeed(string $seed): string
    {
        $this->folder->create();
        return $this->folder->locked(true, function () use ($seed): string {
            $stored = $this->seed();
            if ($stored === null) {
                $this->folder->write('installation.key', self::keyText($seed));
            }
            return $stored ?? $seed;
        });
    }

    public function probe(): void
    {
        $this->folder->create();
        $this->folder->locked(true, function (): bool {
            $this->folder->probe();
            return true;
        });
    }

    /** Remembers where the product file lies, so that the command line finds it. That it cannot is no failure. */
    public function rememberProductFile(string $path): void
    {
        Quietly::run(function () use ($path): void {
            $line = realpath($path) . "\n";
            try {
                if ($line !== "\n" && $this->folder->read('product-path', 4096) !== $line) {
                    $this->folder->write('product-path', $line, 0644);
                }
            } catch (StoreException $exception) {
                return;
            }
        });
    }

    private static function keyText(string $seed): string
    {
        return self::KEY . base64_encode($seed) . "\n";
    }
}
