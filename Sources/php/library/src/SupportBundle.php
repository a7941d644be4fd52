<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * What a vendor's support desk needs to see a verdict again: product file, state, situation, and what came of them. A
 * product file or state that cannot be read does not stand in its way.
 *
 * It is not signed, and holds no secret; it names the customer, the sites and the terms, so it is for the vendor only.
 * Its findings are those of the verdict in it, or why it was not made.
 */
final class SupportBundle extends Document
{
}
