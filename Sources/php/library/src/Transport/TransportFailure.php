<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

use Latchkey\Client\Cause;

/**
 * No answer: which says nothing about any license.
 *
 * @internal
 */
final class TransportFailure extends \Exception
{
    /** @var list<Cause> */
    private $causes;

    public function __construct(Cause ...$causes)
    {
        parent::__construct(isset($causes[0]) ? $causes[0]->code() : 'no verifier');
        $this->causes = array_values($causes);
    }

    /** @return list<Cause> */
    public function causes(): array
    {
        return $this->causes;
    }
}
