<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * What a store could not do. The message is lower case, names the file or table, and has no full stop.
 */
final class StoreException extends \RuntimeException
{
}
