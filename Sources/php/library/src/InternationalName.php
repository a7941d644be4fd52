<?php

declare(strict_types=1);

namespace Latchkey\Client;

/**
 * Names of sites with letters beyond ASCII, which the verifier takes in their ASCII form only: it has no Unicode
 * tables.
 *
 * @internal
 */
final class InternationalName
{
    /** The URL with its host in ASCII, where that is needed and PHP has the means; else as it was typed. */
    public static function inAscii(string $url): string
    {
        $parts = '~\A([a-z]+://)([^/?#@:\[\]]*[^\x00-\x7F][^/?#@:\[\]]*)(.*)\z~si';
        if (!function_exists('idn_to_ascii') || preg_match($parts, $url, $part) !== 1) {
            return $url;
        }
        $host = idn_to_ascii(
            $part[2],
            IDNA_NONTRANSITIONAL_TO_ASCII | IDNA_CHECK_BIDI | IDNA_CHECK_CONTEXTJ | IDNA_USE_STD3_RULES,
            INTL_IDNA_VARIANT_UTS46
        );
        return is_string($host) && $host !== '' ? $part[1] . $host . $part[3] : $url;
    }
}
