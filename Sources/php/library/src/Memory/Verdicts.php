<?php

declare(strict_types=1);

namespace Latchkey\Client\Memory;

use Latchkey\Client\Text;
use Latchkey\Client\Transport\Answer;
use Latchkey\Client\Transport\Call;

/**
 * The last verdict for the same product file, state and context.
 *
 * One that grants may be given again for a minute where asking is costly; any may be given for a day while nobody can
 * be asked. Without a state nothing is granted, and nothing is remembered.
 *
 * @internal
 */
final class Verdicts
{
    public const FRESH_SECONDS = 60;
    public const KEPT_SECONDS = 86400;

    /** @var SealedMemory */
    private $memory;

    public function __construct(Memory $memory)
    {
        $this->memory = new SealedMemory($memory);
    }

    /**
     * Remembers a verdict.
     *
     * @param bool $isReusable whether it may be given again instead of asking
     */
    public function keep(Call $call, Answer $answer, int $now, bool $isReusable): void
    {
        if ($call->part('state') === null || !isset($answer->data()['mode'])) {
            return;
        }
        $secret = $call->fingerprint();
        $grants = self::grants($answer->data());
        $old = $isReusable && $grants ? null : $this->memory->get('verdict', $secret, $now, self::FRESH_SECONDS);
        // A page that is viewed often does not write each time, unless there is less to grant than before.
        if ($old !== null && ($old['grants'] ?? true) === $grants) {
            return;
        }
        $record = ['reusable' => $isReusable, 'grants' => $grants, 'verdict' => $answer->data()];
        $this->memory->put('verdict', $secret, $now, self::KEPT_SECONDS, $record);
    }

    /**
     * A verdict that may be given instead of asking.
     *
     * @return ?array<string, mixed>
     */
    public function fresh(Call $call, int $now): ?array
    {
        $record = $this->record($call, $now, self::FRESH_SECONDS);
        $isFresh = ($record['reusable'] ?? false) === true && ($record['grants'] ?? false) === true;
        return $isFresh ? $record['verdict'] : null;
    }

    /**
     * A verdict that may be given while nobody can be asked.
     *
     * @return ?array{verdict: array<string, mixed>, at: int, until: int}
     */
    public function kept(Call $call, int $now): ?array
    {
        $record = $this->record($call, $now, self::KEPT_SECONDS);
        if ($record === null) {
            return null;
        }
        $until = min($record['at'] + self::KEPT_SECONDS, self::end($record['verdict'], $record['at']));
        return ['verdict' => $record['verdict'], 'at' => $record['at'], 'until' => $until];
    }

    /** @return ?array<string, mixed> */
    private function record(Call $call, int $now, int $seconds): ?array
    {
        if ($call->part('state') === null) {
            return null;
        }
        $record = $this->memory->get('verdict', $call->fingerprint(), $now, $seconds);
        $verdict = $record['verdict'] ?? null;
        return is_array($verdict) && $now < self::end($verdict, $record['at']) ? $record : null;
    }

    /** @param array<mixed> $verdict */
    private static function grants(array $verdict): bool
    {
        return in_array($verdict['mode'] ?? null, ['full', 'trial'], true);
    }

    /**
     * The instant, by the system's clock, from which the verdict could be another: the end of what it grants, or of the
     * days that a finding names as the last ones.
     *
     * @param array<mixed> $verdict
     */
    private static function end(array $verdict, int $at): int
    {
        if (!self::grants($verdict)) {
            return PHP_INT_MAX;
        }
        $time = Text::seconds((string) ($verdict['time'] ?? '')) ?? $at;
        $ends = [];
        foreach ($verdict['findings'] ?? [] as $finding) {
            if (in_array($finding['code'] ?? '', ['in-grace', 'mismatch-tolerated'], true)) {
                $lastDay = Text::seconds(($finding['values']['until'] ?? '') . 'T00:00:00Z');
                $ends[] = $lastDay === null ? $time : $lastDay + 86400;
            }
        }
        $expires = Text::seconds((string) ($verdict['expires'] ?? ''));
        if ($expires !== null && ($expires > $time || $ends === [])) {
            $ends[] = $expires;
        }
        // The verifier's present is not always the system's clock.
        return $ends === [] ? PHP_INT_MAX : min($ends) - $time + $at;
    }
}
