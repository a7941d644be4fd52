<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi\Page;

use Latchkey\Client\Glpi\PluginKey;
use Latchkey\Client\Quietly;
use Latchkey\Client\Transport\Call;

/**
 * The license file of a form: uploaded, pasted, or carried along from a preview. No more of it is read than the
 * verifier looks at.
 *
 * @internal
 */
final class IncomingFile
{
    /** @var ?string */
    private $bytes;
    /** @var string */
    private $name;
    /** @var string why there is none: a sentence */
    private $problem;
    /** @var list<string> what stands in the sentence */
    private $values;

    /** @param list<string> $values */
    private function __construct(?string $bytes, string $name, string $problem = '', array $values = [])
    {
        $this->values = $values;
        $this->bytes = $bytes;
        $this->name = substr($name, 0, 200);
        $this->problem = $problem;
    }

    /** The file of this request. */
    public static function received(): self
    {
        $carried = self::posted('file64');
        if ($carried !== '') {
            $bytes = base64_decode($carried, true);
            return $bytes === false ? new self(null, '', 'The file did not arrive whole. Choose it again.')
                : new self(substr($bytes, 0, Call::FILE_BYTES), self::posted('name'));
        }
        $upload = $_FILES['file'] ?? null;
        if (is_array($upload) && ($upload['error'] ?? null) !== UPLOAD_ERR_NO_FILE) {
            return self::uploaded($upload);
        }
        $pasted = self::posted('pasted');
        if (trim($pasted) !== '') {
            return self::text($pasted, '');
        }
        if ($_POST === []) {
            return new self(null, '', 'The file is larger than PHP accepts. A license file has at most 256 KiB.');
        }
        return new self(null, '', 'No file was chosen, and no text was pasted.');
    }

    public function bytes(): ?string
    {
        return $this->bytes;
    }

    /** How it was called; empty when it was pasted. */
    public function name(): string
    {
        return $this->name;
    }

    public function problem(): string
    {
        return $this->problem;
    }

    /** @return list<string> what stands in the problem */
    public function values(): array
    {
        return $this->values;
    }

    /** A value of the form as it was sent: GLPI 10 escapes it, and keeps what was sent beside it. */
    public static function posted(string $name): string
    {
        global $_UPOST;
        if (PluginKey::isGlpi10() && is_array($_UPOST) && isset($_UPOST[$name])) {
            return is_string($_UPOST[$name]) ? $_UPOST[$name] : '';
        }
        $value = isset($_POST[$name]) && is_string($_POST[$name]) ? $_POST[$name] : '';
        if (PluginKey::isGlpi10() && is_callable(['Glpi\\Toolbox\\Sanitizer', 'unsanitize'])) {
            $value = (string) \Glpi\Toolbox\Sanitizer::unsanitize($value);
        }
        return $value;
    }

    /** @param array<string, mixed> $upload */
    private static function uploaded(array $upload): self
    {
        $path = $upload['tmp_name'] ?? null;
        if (in_array($upload['error'] ?? null, [UPLOAD_ERR_INI_SIZE, UPLOAD_ERR_FORM_SIZE], true)) {
            return new self(null, '', 'The file is larger than PHP accepts. A license file has at most 256 KiB.');
        }
        if (($upload['error'] ?? null) !== UPLOAD_ERR_OK || !is_string($path) || !is_uploaded_file($path)) {
            return new self(null, '', 'The file did not arrive whole. Choose it again.');
        }
        $bytes = Quietly::run(static function () use ($path) {
            return file_get_contents($path, false, null, 0, Call::FILE_BYTES);
        });
        $name = is_string($upload['name'] ?? null) ? basename($upload['name']) : '';
        if (!is_string($bytes)) {
            return new self(null, '', 'The file did not arrive whole. Choose it again.');
        }
        if (preg_match('/\A(?:\x89PNG|\xFF\xD8\xFF|GIF8|RIFF....WEBP)/s', $bytes) === 1) {
            return new self(null, '', 'This is a picture. Choose it where pictures of codes are read.');
        }
        return self::text($bytes, $name);
    }

    /** A file as it is, or the one that its codes make up. */
    private static function text(string $bytes, string $name): self
    {
        $codes = IncomingCodes::in($bytes);
        if ($codes === null) {
            return new self(substr($bytes, 0, Call::FILE_BYTES), $name);
        }
        return $codes->file() === null ? new self(null, '', $codes->problem(), $codes->values())
            : new self($codes->file(), $name);
    }
}
