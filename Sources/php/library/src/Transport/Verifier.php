<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

use Latchkey\Client\Cause;
use Latchkey\Client\Memory\BackOff;
use Latchkey\Client\Memory\Memory;
use Latchkey\Client\Memory\Verdicts;
use Latchkey\Client\Text;

/**
 * The one verifier, by whichever way reaches it.
 *
 * A page load asks for a verdict, which is patient with nothing: a way that failed within the last minute is not tried.
 * Whatever a person asks for is tried.
 *
 * @internal
 */
final class Verifier
{
    /** @var list<Transport> */
    private $transports;
    /** @var Memory */
    private $memory;
    /** @var BackOff */
    private $backOff;
    /** @var Verdicts */
    private $verdicts;

    /** @param list<Transport> $transports the better ones first */
    public function __construct(array $transports, Memory $memory)
    {
        $this->transports = $transports;
        $this->memory = $memory;
        $this->backOff = new BackOff($memory);
        $this->verdicts = new Verdicts($memory);
    }

    /** @return list<Transport> */
    public function transports(): array
    {
        return $this->transports;
    }

    /**
     * Asks this way and no other, whether it failed lately or not.
     *
     * @throws TransportFailure
     */
    public function askBy(Transport $transport, Call $call, Deadline $deadline, int $now): Reply
    {
        return (new self([$transport], $this->memory))->ask($call, $deadline, $now);
    }

    /**
     * Asks for what a person wants to know or to have done.
     *
     * @throws TransportFailure when no way leads to an answer
     */
    public function ask(Call $call, Deadline $deadline, int $now): Reply
    {
        return $this->tryEach($call, $deadline, $now, false);
    }

    /**
     * Asks for a verdict, as a page load does: it may be a minute old, and up to a day while nobody can be asked.
     *
     * @throws TransportFailure when there is none
     */
    public function verdict(Call $call, Deadline $deadline, int $now): Reply
    {
        try {
            return $this->tryEach($call, $deadline, $now, true);
        } catch (TransportFailure $failure) {
            $kept = $this->verdicts->kept($call, $now);
            if ($kept === null) {
                throw $failure;
            }
            $cause = new Cause('verdict-kept', [
                'time' => Text::instant($kept['at']),
                'until' => Text::instant($kept['until']),
            ]);
            return new Reply($kept['verdict'], null, null, array_merge([$cause], $failure->causes()));
        }
    }

    /**
     * Remembers a verdict for the loads to come.
     *
     * @param bool $isSettled whether the next load has nothing to store that this one could not
     */
    public function keep(Call $call, Reply $reply, int $now, bool $isSettled): void
    {
        $answer = $reply->answer();
        $transport = $reply->transport();
        if ($answer !== null && $transport !== null) {
            $this->verdicts->keep($call, $answer, $now, $isSettled && $transport->isCostly());
        }
    }

    private function tryEach(Call $call, Deadline $deadline, int $now, bool $isPageLoad): Reply
    {
        $causes = [];
        foreach ($this->transports as $transport) {
            if (!$transport->isPresent()) {
                continue;
            }
            $unsuitability = $transport->unsuitability($call);
            if ($unsuitability !== null) {
                $causes[] = $unsuitability;
                continue;
            }
            $remembers = $isPageLoad && $transport->isCostly();
            $fresh = $remembers ? $this->verdicts->fresh($call, $now) : null;
            if ($fresh !== null) {
                return new Reply($fresh, null, null, $causes);
            }
            $failures = $remembers ? $this->backOff->causes($transport->name(), $call, $now) : [];
            if ($failures === []) {
                try {
                    $answer = $this->tryOne($transport, $call, $deadline);
                    $this->remember($transport, $call, $now, []);
                    return new Reply($answer->data(), $answer, $transport, $causes);
                } catch (TransportFailure $failure) {
                    $failures = $failure->causes();
                    $this->remember($transport, $call, $now, $failures);
                }
            }
            $causes = array_merge($causes, $failures);
        }
        throw new TransportFailure(...$causes);
    }

    /** @param list<Cause> $failures why this way failed just now; none when it did not */
    private function remember(Transport $transport, Call $call, int $now, array $failures): void
    {
        if (!$transport->isCostly()) {
            return;
        }
        if ($failures === []) {
            $this->backOff->end($transport->name(), $call);
        } else {
            $this->backOff->begin($transport->name(), $call, $now, $failures);
        }
    }

    /** @throws TransportFailure */
    private function tryOne(Transport $transport, Call $call, Deadline $deadline): Answer
    {
        try {
            return $transport->answer($call, $deadline);
        } catch (TransportFailure $failure) {
            throw $failure;
        } catch (\Throwable $thrown) {
            $reason = get_class($thrown) . ': ' . $thrown->getMessage();
            throw new TransportFailure(new Cause('verifier-not-started', ['reason' => $reason]));
        }
    }
}
