<?php

declare(strict_types=1);

namespace Latchkey\Client\Tests\Support;

/**
 * A vendor with one product, made once for all tests by the vendor's own command line.
 */
final class Vendor
{
    public const PRODUCT = 'glpi-demo';
    public const SITE = 'https://glpi.acme.example';

    /** @var ?Vendor */
    private static $shared;
    /** @var string */
    private $folder;

    private function __construct()
    {
        $this->folder = Place::make();
        $this->run('init', '--vendor', 'vendor.example', '--no-passphrase');
        $this->run('product', 'add', self::PRODUCT, '--title', 'Demo plugin', '--feature', 'reports');
        $this->run('product', 'export', self::PRODUCT, '-o', $this->product());
    }

    public static function shared(): self
    {
        if (self::$shared === null) {
            self::$shared = new self();
        }
        return self::$shared;
    }

    /** The path of the product file. */
    public function product(): string
    {
        return $this->folder . '/latchkey.product';
    }

    /** Answers a request with a license file. */
    public function issue(string $request, string ...$options): string
    {
        $path = $this->folder . '/' . bin2hex(random_bytes(6)) . '.request';
        file_put_contents($path, $request);
        $terms = $options === [] ? ['--feature', 'reports', '--limit', 'seats 50', '--term', '1y'] : $options;
        return $this->run('issue', $path, '--customer', 'ACME SA', ...$terms);
    }

    private function run(string ...$arguments): string
    {
        return Programs::run('latchkey-vendor', ...array_merge($arguments, ['-C', $this->folder . '/vendor']));
    }
}
