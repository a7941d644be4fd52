<?php

declare(strict_types=1);

namespace Latchkey\Client\Picture;

/**
 * What compact forms are packed after: the words of the documents, the most frequent ones last.
 *
 * Never changed: what it makes is read by every release. It stands in docs/spec/transport.md as well.
 *
 * @internal
 */
final class CompactDictionary
{
    /** Each ends with a line feed; some have a blank before it. */
    private const LINES = [
        'latchkey/clock-repair@v1',
        'latchkey/return@v1',
        'license 01',
        'superseded',
        'refunded',
        'stolen',
        'revoked 01',
        'epoch 1',
        'scope all',
        'scope ',
        'latchkey/revocations@v1',
        '',
        '— /revocation/20',
        'compromised ',
        'Z never',
        'key log ',
        'key repair ',
        'key revocation ',
        'key license ',
        '/repair/20',
        '/root/1',
        'root ',
        'threshold 1',
        'version 1',
        'latchkey/keyring@v1',
        '',
        '— /root/1 ',
        'host glpi >=10.0 <12.0',
        'host glpi 11.0.',
        'host glpi 10.0.',
        'version 2.0.0',
        'version 1.0.0',
        'fact database ',
        'fact instance ',
        'fact machine ',
        'fact path ',
        'accepts latchkey/clock-repair@v1',
        'accepts latchkey/keyring@v1',
        'accepts latchkey/license@v1',
        'accepts latchkey/revocations@v1',
        'keyring 1',
        'nonce ',
        'time 20',
        'key ',
        'latchkey/request@v1',
        '',
        '— installation/',
        'note ',
        'on-expiry off',
        'on-revocation off',
        'on-expiry read-only',
        'on-revocation trial',
        'limit users ',
        'limit seats ',
        'feature ',
        'mismatch-days 14',
        'grace-days 7',
        'maintenance-until 20',
        'expires never',
        'issued 20',
        'starts 20',
        'expires 20',
        'T12:00:00Z',
        'T00:00:00Z',
        'versions >=1.0 <2.0',
        'versions any',
        'http://',
        ' recovery',
        ' staging',
        'url any',
        'url https://glpi.',
        'installation any',
        'installation ',
        'customer ',
        'kind perpetual',
        'kind trial',
        'kind subscription',
        'product ',
        'vendor ',
        'id 01',
        'latchkey/license@v1',
        '',
        '— /license/20',
        '',
        'c2sp.org/tlog-proof@v1',
        'index ',
        '=',
        '',
        '/log/20',
        '',
        '— /log/20',
    ];

    public static function words(): string
    {
        return implode("\n", self::LINES) . "\n";
    }
}
