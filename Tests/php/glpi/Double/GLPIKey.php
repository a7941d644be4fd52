<?php

declare(strict_types=1);

/**
 * GLPI's security key. Cited: GLPI 10.0.18 and 11.0.6, src/GLPIKey.php, whose format, warnings and answers these are.
 */
class GLPIKey
{
    /** @var string the folder that holds glpicrypt.key: GLPI_CONFIG_DIR, which a test may move */
    public static $folder = '';

    /** get(): null, with a warning, for a key that is missing, unreadable or not of 32 bytes. */
    public function get(): ?string
    {
        $path = self::$folder . '/glpicrypt.key';
        if (!file_exists($path)) {
            trigger_error('You must create a security key, see security:change_key command.', E_USER_WARNING);
            return null;
        }
        $key = file_get_contents($path);
        if (strlen($key) !== SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_KEYBYTES) {
            trigger_error('Invalid security key file contents.', E_USER_WARNING);
            return null;
        }
        return $key;
    }

    /** encrypt(): base64(nonce ‖ XChaCha20-Poly1305-IETF(text, aad = nonce)); empty without a key. */
    public function encrypt(string $string, ?string $key = null): string
    {
        $key = $key ?? $this->get();
        if ($key === null) {
            return '';
        }
        $nonce = random_bytes(SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_NPUBBYTES);
        $sealed = sodium_crypto_aead_xchacha20poly1305_ietf_encrypt($string, $nonce, $nonce, $key);
        return base64_encode($nonce . $sealed);
    }

    /** decrypt(): the text itself without a key; '' and a warning for what this key did not encrypt. */
    public function decrypt(?string $string, $key = null): ?string
    {
        if (empty($string)) {
            return $string;
        }
        $key = $key ?? $this->get();
        if ($key === null) {
            return $string;
        }
        $bytes = (string) base64_decode($string);
        $nonce = substr($bytes, 0, SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_NPUBBYTES);
        if (strlen($nonce) !== SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_NPUBBYTES) {
            trigger_error('Unable to extract nonce from string.', E_USER_WARNING);
            return '';
        }
        $sealed = substr($bytes, strlen($nonce));
        $plain = sodium_crypto_aead_xchacha20poly1305_ietf_decrypt($sealed, $nonce, $nonce, $key);
        if ($plain === false) {
            trigger_error('Unable to decrypt string. It may have been crypted with another key.', E_USER_WARNING);
            return '';
        }
        return $plain;
    }

    /**
     * generate() and migrateFieldsInDb(), which `security:change_key` runs: a new key, and every declared column of
     * every row decrypted with the old and encrypted with the new one. What the old key does not decrypt becomes ''.
     */
    public function generate(): void
    {
        global $DB, $PLUGIN_HOOKS;
        $old = $this->get();
        file_put_contents(self::$folder . '/glpicrypt.key', sodium_crypto_aead_xchacha20poly1305_ietf_keygen());
        foreach ($PLUGIN_HOOKS['secured_fields'] ?? [] as $fields) {
            foreach ($fields as $field) {
                [$table, $column] = explode('.', $field);
                foreach ($DB->request(['SELECT' => ['id', $column], 'FROM' => $table]) as $row) {
                    if ($row[$column] !== null) {
                        $plain = (string) $this->decrypt((string) $row[$column], $old);
                        $DB->update($table, [$field => $this->encrypt($plain)], ['id' => $row['id']]);
                    }
                }
            }
        }
    }
}
