<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

use Latchkey\Client\Cause;

/**
 * The verifier as a program of its own, `latchkey-verify`.
 *
 * @internal
 */
final class ProcessTransport implements Transport
{
    /** What has to be there, and what some hosters take away. */
    private const NEEDED = [
        'proc_open', 'proc_close', 'proc_get_status', 'proc_terminate', 'stream_select', 'stream_set_blocking',
    ];

    /** @var string */
    private $path;
    /** @var bool */
    private $isOurs;

    /**
     * @param string $path where the program lies
     * @param bool $isOurs whether it came with this package, so that a lost execute bit may be given back to it
     */
    public function __construct(string $path, bool $isOurs)
    {
        $this->path = $path;
        $this->isOurs = $isOurs;
    }

    public function name(): string
    {
        return 'process';
    }

    public function isPresent(): bool
    {
        return true;
    }

    public function unsuitability(Call $call): ?Cause
    {
        return null;
    }

    public function isCostly(): bool
    {
        return true;
    }

    public function answer(Call $call, Deadline $deadline): Answer
    {
        foreach (self::NEEDED as $function) {
            if (!function_exists($function)) {
                throw new TransportFailure(new Cause('verifier-not-started', ['reason' => $function . ' is disabled']));
            }
        }
        return Answer::read((new Exchange($deadline))->run([$this->program(), '--call'], $call->text()));
    }

    /**
     * The program's path, once it is a program.
     *
     * @throws TransportFailure
     */
    private function program(): string
    {
        $isFile = strpos($this->path, "\0") === false && is_file($this->path);
        $path = $isFile ? realpath($this->path) : false;
        if ($path === false) {
            throw new TransportFailure(new Cause('verifier-missing', ['path' => $this->path]));
        }
        // Unpacking a plugin with PHP loses this bit.
        if (!is_executable($path) && $this->isOurs && function_exists('chmod') && chmod($path, 0755)) {
            clearstatcache(true, $path);
        }
        if (!is_executable($path)) {
            throw new TransportFailure(new Cause('verifier-not-executable', ['path' => $path]));
        }
        return $path;
    }
}
