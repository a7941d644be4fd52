<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * A private folder whose files are replaced as a whole: whoever reads one sees the old content or the new.
 *
 * What root writes takes the folder's owner, else the web server would be locked out.
 *
 * @internal
 */
final class Folder
{
    /** How long a change waits for its turn. */
    private const PATIENCE_SECONDS = 10.0;

    /** @var string */
    private $path;

    /** @param string $path without a name, as `''` and `/` are, it is no folder: nothing can be done in it */
    public function __construct(string $path)
    {
        $this->path = rtrim($path, '/');
    }

    public function path(): string
    {
        return $this->path;
    }

    /** Makes the folder with mode 0700 if it is not there. */
    public function create(): void
    {
        Quietly::run(function (): void {
            $parent = dirname($this->file(''));
            if (is_dir($this->path)) {
                return;
            }
            foreach ([[$parent, 0755], [$this->path, 0700]] as [$folder, $mode]) {
                // Another may be faster.
                if (!is_dir($folder) && !mkdir($folder, $mode, true) && !is_dir($folder)) {
                    throw new StoreException("cannot create the folder '{$this->path}': " . Quietly::reason());
                }
            }
            $this->giveTo($parent, $this->path);
        });
    }

    /** At most `$limit` bytes of a file; null when there is no such file, as far as one can see. */
    public function read(string $name, int $limit): ?string
    {
        return Quietly::run(function () use ($name, $limit): ?string {
            $path = $this->file($name);
            $file = $this->open($path);
            if ($file === null) {
                return null;
            }
            $status = fstat($file);
            $isRegular = $status !== false && ($status['mode'] & 0170000) === 0100000;
            // PHP makes room for as much as it is allowed to read.
            $bytes = $isRegular ? stream_get_contents($file, min($limit, $status['size'] + 1)) : false;
            fclose($file);
            if ($bytes === false) {
                throw new StoreException($isRegular ? "cannot read '$path'" : "'$path' is not a file");
            }
            return $bytes;
        });
    }

    /**
     * Replaces a file, or creates it: written beside it, brought to the disk, and then renamed.
     */
    public function write(string $name, string $bytes, int $mode = 0600): void
    {
        Quietly::run(function () use ($name, $bytes, $mode): void {
            $temporary = $this->temporary();
            try {
                $this->fill($temporary, $bytes);
                if ($mode !== 0600) {
                    chmod($temporary, $mode);
                }
                $this->giveTo($this->path, $temporary);
                if (!rename($temporary, $this->file($name))) {
                    throw new StoreException("cannot replace '{$this->path}/$name': " . Quietly::reason());
                }
            } finally {
                clearstatcache(true, $temporary);
                if (is_file($temporary)) {
                    unlink($temporary);
                }
            }
        });
    }

    /** Tries whether a file can be written. */
    public function probe(): void
    {
        Quietly::run(function (): void {
            unlink($this->temporary());
        });
    }

    /**
     * Runs the body under the folder's lock, which other processes and the command line take too.
     *
     * @param bool $isPatient whether to wait for it; else the answer is false when it is taken
     * @return mixed
     */
    public function locked(bool $isPatient, callable $body)
    {
        return Quietly::run(function () use ($isPatient, $body) {
            $path = $this->file('lock');
            $isNew = !file_exists($path);
            $lock = is_link($path) ? false : fopen($path, 'cbne');
            if ($lock === false) {
                throw new StoreException("cannot lock '$path': " . Quietly::reason());
            }
            try {
                if ($isNew) {
                    chmod($path, 0600);
                    $this->giveTo($this->path, $path);
                }
                return $this->take($lock, $isPatient) ? $body() : false;
            } finally {
                // A program that was started meanwhile may still hold the descriptor.
                flock($lock, LOCK_UN);
                fclose($lock);
            }
        });
    }

    private function file(string $name): string
    {
        if ($this->path === '' || strpos($this->path, "\0") !== false) {
            throw new StoreException('the folder of the state has no name');
        }
        return $this->path . '/' . $name;
    }

    /**
     * Opened without waiting, since a pipe could have the name. Null when there is no such file, as far as one can see.
     *
     * @return ?resource
     */
    private function open(string $path)
    {
        $file = fopen($path, 'rbne');
        if ($file === false) {
            clearstatcache(true, $path);
            if (!file_exists($path) && !is_link($path) && $this->isVisible()) {
                return null;
            }
            // What is there now may have been made a moment ago.
            $file = fopen($path, 'rbne');
        }
        if ($file === false) {
            throw new StoreException("cannot read '$path': " . Quietly::reason());
        }
        return $file;
    }

    /** @param resource $lock */
    private function take($lock, bool $isPatient): bool
    {
        $end = hrtime(true) + self::PATIENCE_SECONDS * 1e9;
        while (!flock($lock, LOCK_EX | LOCK_NB, $isTaken)) {
            if ($isTaken !== 1) {
                throw new StoreException("cannot lock '{$this->path}/lock': " . Quietly::reason());
            }
            if (!$isPatient) {
                return false;
            }
            if (hrtime(true) > $end) {
                throw new StoreException('the state is locked by somebody else');
            }
            usleep(random_int(500, 5000));
        }
        return true;
    }

    /** A new, empty file of mode 0600. Where PHP cannot make one here it makes one elsewhere, which is none. */
    private function temporary(): string
    {
        $folder = realpath($this->path);
        $temporary = $folder !== false && is_writable($folder) ? tempnam($folder, '.latchkey-') : false;
        if ($temporary !== false && dirname($temporary) === $folder) {
            return $temporary;
        }
        if ($temporary !== false) {
            unlink($temporary);
        }
        throw new StoreException("cannot write into the folder '{$this->path}'");
    }

    private function fill(string $path, string $bytes): void
    {
        $file = fopen($path, 'r+be');
        $isWritten = $file !== false && fwrite($file, $bytes) === strlen($bytes) && fflush($file)
            && (!function_exists('fsync') || fsync($file));
        $reason = $isWritten ? '' : Quietly::reason();
        if ($file !== false) {
            fclose($file);
        }
        if (!$isWritten) {
            throw new StoreException("cannot write into the folder '{$this->path}': $reason");
        }
    }

    /** Gives what root just made to the owner of the folder around it. */
    private function giveTo(string $folder, string $path): void
    {
        $owner = stat($folder);
        $made = stat($path);
        $isRoot = $made !== false && $made['uid'] === 0 && $owner !== false;
        if ($isRoot && ($owner['uid'] !== 0 || $owner['gid'] !== $made['gid'])) {
            if (!chown($path, $owner['uid']) || !chgrp($path, $owner['gid'])) {
                throw new StoreException("cannot give '$path' to its folder's owner: " . Quietly::reason());
            }
        }
    }

    /**
     * Whether one could see a file here if there was one: the folder, or else the first above it that exists, can be
     * looked into.
     */
    private function isVisible(): bool
    {
        for ($folder = $this->path; !file_exists($folder); $folder = dirname($folder)) {
            if ($folder === dirname($folder)) {
                return false;
            }
        }
        return is_dir($folder) && is_executable($folder);
    }
}
