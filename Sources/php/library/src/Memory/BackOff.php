<?php

declare(strict_types=1);

namespace Latchkey\Client\Memory;

use Latchkey\Client\Cause;
use Latchkey\Client\Transport\Call;

/**
 * Which transports failed lately, and why: for a minute a page load does not try them again.
 *
 * @internal
 */
final class BackOff
{
    private const SECONDS = 60;

    /** @var SealedMemory */
    private $memory;

    public function __construct(Memory $memory)
    {
        $this->memory = new SealedMemory($memory);
    }

    /**
     * Why this transport is not tried now.
     *
     * @return list<Cause> none when it may be tried
     */
    public function causes(string $transport, Call $call, int $now): array
    {
        $record = $this->memory->get('back-off ' . $transport, $call->identity(), $now, self::SECONDS);
        $causes = [];
        foreach (is_array($record['causes'] ?? null) ? $record['causes'] : [] as [$code, $values]) {
            $causes[] = new Cause($code, $values);
        }
        return $causes;
    }

    /** @param list<Cause> $causes why it failed just now */
    public function begin(string $transport, Call $call, int $now, array $causes): void
    {
        $rows = array_map(static function (Cause $cause): array {
            return [$cause->code(), $cause->values()];
        }, $causes);
        $record = ['causes' => $rows];
        $this->memory->put('back-off ' . $transport, $call->identity(), $now, self::SECONDS, $record);
    }

    public function end(string $transport, Call $call): void
    {
        $this->memory->forget('back-off ' . $transport, $call->identity());
    }
}
