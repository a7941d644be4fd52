<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

use Latchkey\Client\Quietly;
use Latchkey\Client\StoreException;

/**
 * What lies in the database, sealed with GLPI's own security key. Sealed text is Base64.
 *
 * This keeps a dump of the database from telling anything. It hides nothing from who can also read GLPI's files.
 */
final class Cipher
{
    /** @var object */
    private $key;

    /** @param object $key a `GLPIKey` */
    public function __construct($key)
    {
        $this->key = $key;
    }

    /** @throws StoreException when GLPI has no key that can be used */
    public function seal(string $plain): string
    {
        $secret = $this->secret();
        $sealed = Quietly::run(function () use ($plain, $secret) {
            return $this->key->encrypt($plain, $secret);
        });
        if (!is_string($sealed) || $sealed === '') {
            throw new StoreException('GLPI could not encrypt with its security key');
        }
        return $sealed;
    }

    /**
     * The plain text; null when this key did not seal it, so that nobody can read it any more.
     *
     * @throws StoreException when GLPI has no key that can be used: then nothing is lost
     */
    public function open(string $sealed): ?string
    {
        $secret = $this->secret();
        $plain = Quietly::run(function () use ($sealed, $secret) {
            return $this->key->decrypt($sealed, $secret);
        });
        return is_string($plain) && $plain !== '' ? $plain : null;
    }

    /** GLPI's key. It is asked for by itself, since without one GLPI gives back sealed text as if it were plain. */
    private function secret(): string
    {
        $secret = Quietly::run(function () {
            return $this->key->get();
        });
        if (!is_string($secret) || $secret === '') {
            throw new StoreException('GLPI\'s security key cannot be read: config/glpicrypt.key');
        }
        return $secret;
    }
}
