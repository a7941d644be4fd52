<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

use Latchkey\Client\Cause;

/**
 * An answer, how it was come by, and what there is to tell about that.
 *
 * @internal
 */
final class Reply
{
    /** @var array<string, mixed> */
    private $data;
    /** @var ?Answer */
    private $answer;
    /** @var ?Transport */
    private $transport;
    /** @var list<Cause> */
    private $causes;

    /**
     * @param array<string, mixed> $data the text, decoded
     * @param ?Answer $answer null when it is one from before
     * @param ?Transport $transport who gave it just now
     * @param list<Cause> $causes why it was not come by in another way
     */
    public function __construct(array $data, ?Answer $answer, ?Transport $transport, array $causes)
    {
        $this->data = $data;
        $this->answer = $answer;
        $this->transport = $transport;
        $this->causes = $causes;
    }

    /** @return array<string, mixed> */
    public function data(): array
    {
        return $this->data;
    }

    public function answer(): ?Answer
    {
        return $this->answer;
    }

    public function transport(): ?Transport
    {
        return $this->transport;
    }

    /** @return list<Cause> */
    public function causes(): array
    {
        return $this->causes;
    }
}
