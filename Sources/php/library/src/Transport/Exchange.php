<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

use Latchkey\Client\Cause;
use Latchkey\Client\Quietly;

/**
 * One run of a program: a text in, a text out, and by the deadline it is gone, whatever it does.
 *
 * Both pipes are served at once and neither is waited for, so that no size of either text blocks. What the program says
 * on standard error is thrown away unread. It inherits no environment.
 *
 * @internal
 */
final class Exchange
{
    /** No answer is longer: a support bundle at its limit, and much room for the rest. */
    private const MOST_BYTES = 16 << 20;
    private const CHUNK_BYTES = 1 << 16;
    private const LOOK_SECONDS = 0.02;

    /** @var Deadline */
    private $deadline;
    /** @var resource */
    private $process;
    /** @var array<int, resource> */
    private $pipes = [];

    public function __construct(Deadline $deadline)
    {
        $this->deadline = $deadline;
    }

    /**
     * Runs the program and gives its answer back.
     *
     * @param list<string> $command
     * @throws TransportFailure when it does not end well by the deadline
     */
    public function run(array $command, string $question): string
    {
        $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], ['null']], $this->pipes, null, []);
        if (!is_resource($process)) {
            throw new TransportFailure(new Cause('verifier-not-started', ['reason' => Quietly::reason()]));
        }
        $this->process = $process;
        try {
            [$answer, $isRead] = $this->talk($question);
            $this->expectGoodEnd();
        } finally {
            $this->end();
        }
        if (!$isRead) {
            throw Answer::garbled('it did not read the question to its end');
        }
        return $answer;
    }

    /**
     * Writes and reads until the program closes its output.
     *
     * @return array{string, bool} the answer, and whether the whole question went out
     */
    private function talk(string $question): array
    {
        [$input, $output] = $this->pipes;
        stream_set_blocking($input, false);
        stream_set_blocking($output, false);
        $answer = '';
        $sent = 0;
        while (true) {
            [$canRead, $canWrite] = $this->wait();
            if ($canWrite) {
                $count = fwrite($input, substr($question, $sent, self::CHUNK_BYTES));
                $sent += (int) $count;
                if ($count === false || $sent === strlen($question)) {
                    $this->close(0);
                }
            }
            if ($canRead) {
                $chunk = (string) fread($output, self::CHUNK_BYTES);
                $answer .= $chunk;
                if (strlen($answer) > self::MOST_BYTES) {
                    throw Answer::garbled('it is longer than ' . self::MOST_BYTES . ' bytes');
                }
                if ($chunk === '' && feof($output)) {
                    return [$answer, $sent === strlen($question)];
                }
            }
        }
    }

    /**
     * Waits for a pipe to become ready.
     *
     * @return array{bool, bool} whether to read, and whether to write
     * @throws TransportFailure when the deadline is over
     */
    private function wait(): array
    {
        $left = $this->deadline->left();
        if ($left <= 0.0) {
            throw $this->tooSlow();
        }
        $read = [$this->pipes[1]];
        $write = isset($this->pipes[0]) ? [$this->pipes[0]] : [];
        $except = null;
        $ready = stream_select($read, $write, $except, 0, (int) (min($left, self::LOOK_SECONDS) * 1e6));
        if ($ready === false) {
            // A signal came, or this process has more files open than can be selected among.
            usleep(500);
        }
        // Some versions of PHP do not say that they cannot see so many files; so look now and then.
        return $ready > 0 ? [$read !== [], $write !== []] : [true, isset($this->pipes[0])];
    }

    /** Waits until the program is gone, which it is at once when it has closed its output to end. */
    private function expectGoodEnd(): void
    {
        $this->close(0);
        $this->close(1);
        for ($pause = 20; ($status = proc_get_status($this->process))['running']; $pause = min(2 * $pause, 2000)) {
            if ($this->deadline->left() <= 0.0) {
                throw $this->tooSlow();
            }
            usleep($pause);
        }
        // -1: somebody else waited for it, as hosts do that ignore SIGCHLD. Then the answer speaks for itself.
        $reason = $status['signaled'] ? 'signal ' . $status['termsig'] : 'exit status ' . $status['exitcode'];
        if ($status['signaled'] || !in_array($status['exitcode'], [0, -1], true)) {
            throw new TransportFailure(new Cause('verifier-ended', ['reason' => $reason]));
        }
    }

    /** Leaves no process and no descriptor behind. */
    private function end(): void
    {
        // A process that was waited for already has no number any more.
        if (proc_get_status($this->process)['running']) {
            proc_terminate($this->process, 9);
        }
        $this->close(0);
        $this->close(1);
        proc_close($this->process);
    }

    private function close(int $pipe): void
    {
        if (isset($this->pipes[$pipe])) {
            fclose($this->pipes[$pipe]);
            unset($this->pipes[$pipe]);
        }
    }

    private function tooSlow(): TransportFailure
    {
        return new TransportFailure(new Cause('verifier-too-slow', ['limit' => $this->deadline->limit()]));
    }
}
