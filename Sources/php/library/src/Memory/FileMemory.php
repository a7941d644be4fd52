<?php

declare(strict_types=1);

namespace Latchkey\Client\Memory;

/**
 * Files of mode 0600 in a folder of mode 0700, both this process's own; others' are not looked at. Root, who passes by
 * in somebody's folder, makes none that would stand in that somebody's way.
 *
 * A name's first three characters choose its file, and who comes later takes it over: at most 256 files of a kind.
 *
 * @internal
 */
final class FileMemory implements Memory
{
    private const MOST_BYTES = 1 << 18;

    /** @var string */
    private $folder;

    /** @param string $parent a private folder; a folder `cache` is made in it */
    public function __construct(string $parent)
    {
        $this->folder = rtrim($parent, '/') . '/cache';
    }

    public function get(string $name): ?string
    {
        $path = $this->path($name);
        if (!$this->isOwn($this->folder, 0040000) || !$this->isOwn($path, 0100000)) {
            return null;
        }
        $text = file_get_contents($path, false, null, 0, self::MOST_BYTES);
        $parts = explode("\n", (string) $text, 2);
        return isset($parts[1]) && $parts[0] === $name ? $parts[1] : null;
    }

    public function put(string $name, string $value, int $seconds): void
    {
        if (strlen($value) > self::MOST_BYTES - 1024 || !$this->hasFolder()) {
            return;
        }
        // Made with mode 0600; where it cannot be made here, PHP makes it elsewhere.
        $temporary = tempnam($this->folder, '.new');
        if ($temporary === false) {
            return;
        }
        $isWritten = dirname($temporary) === realpath($this->folder)
            && $this->isOwn($temporary, 0100000)
            && file_put_contents($temporary, $name . "\n" . $value) === strlen($name) + 1 + strlen($value)
            && rename($temporary, $this->path($name));
        if (!$isWritten && is_file($temporary)) {
            unlink($temporary);
        }
    }

    public function forget(string $name): void
    {
        if ($this->get($name) !== null) {
            unlink($this->path($name));
        }
    }

    private function path(string $name): string
    {
        return $this->folder . '/' . substr($name, 0, 3);
    }

    private function hasFolder(): bool
    {
        $parent = dirname($this->folder);
        if (!file_exists($this->folder) && is_dir($parent) && fileowner($parent) === $this->user()) {
            mkdir($this->folder, 0700);
        }
        return $this->isOwn($this->folder, 0040000) && is_writable($this->folder);
    }

    /** Whether this is a file or folder itself, not a link to one, of this process's user, and closed to others. */
    private function isOwn(string $path, int $kind): bool
    {
        clearstatcache(true, $path);
        $found = file_exists($path) ? lstat($path) : false;
        return $found !== false && ($found['mode'] & 0170077) === $kind && $found['uid'] === $this->user();
    }

    /** This process's user; where PHP cannot tell, whoever owns the folder above, which is where the state lies. */
    private function user(): int
    {
        return function_exists('posix_geteuid') ? posix_geteuid() : (int) fileowner(dirname($this->folder));
    }
}
