<?php

declare(strict_types=1);

// The library and its tests, without Composer.
spl_autoload_register(static function (string $class): void {
    $roots = [
        'Latchkey\\Client\\Tests\\' => __DIR__ . '/',
        'Latchkey\\Client\\' => __DIR__ . '/../../../Sources/php/library/src/',
    ];
    foreach ($roots as $prefix => $folder) {
        $path = $folder . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
        if (strncmp($class, $prefix, strlen($prefix)) === 0 && is_file($path)) {
            require $path;
            return;
        }
    }
});
