<?php

declare(strict_types=1);

namespace GlpiDouble;

/**
 * GLPI ended the request itself: a redirect, or a page of its own. GLPI 10 exits there, GLPI 11 throws.
 */
final class Ended extends \Exception
{
}
