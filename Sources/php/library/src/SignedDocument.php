<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * What the installation signs and hands out for the vendor: an activation request, or the receipt of a return.
 */
final class SignedDocument extends Document
{
    /** The ID of the installation that signed it. */
    public function installation(): ?string
    {
        $installation = $this->toArray()['installation'] ?? null;
        return is_string($installation) ? $installation : null;
    }
}
