<?php

declare(strict_types=1);

namespace Latchkey\Client\Transport;

use Latchkey\Client\Cause;

/**
 * The verifier inside PHP: used when it is of the interface, and knows the versions of the documents, at hand.
 *
 * @internal
 */
final class ExtensionTransport implements Transport
{
    private const INTERFACE_VERSION = 1;

    /** @var Extension */
    private $extension;

    public function __construct(Extension $extension)
    {
        $this->extension = $extension;
    }

    public function name(): string
    {
        return 'extension';
    }

    public function isPresent(): bool
    {
        return $this->extension->isLoaded();
    }

    public function unsuitability(Call $call): ?Cause
    {
        $version = $this->extension->interfaceVersion();
        if ($version !== self::INTERFACE_VERSION) {
            return self::unsuitable('interface ' . $version, 'interface ' . self::INTERFACE_VERSION);
        }
        foreach ($call->types() as $type) {
            if (!$this->extension->supports($type)) {
                return self::unsuitable($this->extension->release(), $type);
            }
        }
        return null;
    }

    public function isCostly(): bool
    {
        return false;
    }

    public function answer(Call $call, Deadline $deadline): Answer
    {
        return Answer::from($this->extension->call($call));
    }

    private static function unsuitable(string $found, string $expected): Cause
    {
        return new Cause('extension-unsuitable', ['found' => $found, 'expected' => $expected]);
    }
}
