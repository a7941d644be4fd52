<?php

declare(strict_types=1);

// A small double of GLPI, the library, and the library's own tests, whose vendor and programs serve here too.
require __DIR__ . '/../library/bootstrap.php';

// Symfony's console, which GLPI brings; Debian's php-symfony-console.
@include_once 'Symfony/Component/Console/autoload.php';

spl_autoload_register(static function (string $class): void {
    $roots = [
        'Latchkey\\Client\\Tests\\Glpi\\' => __DIR__ . '/',
        'GlpiDouble\\' => __DIR__ . '/Double/',
        'GlpiPlugin\\Latchkeydemo\\' => __DIR__ . '/../../../Sources/php/glpi-plugin/src/',
        '' => __DIR__ . '/Double/',
    ];
    foreach ($roots as $prefix => $folder) {
        $path = $folder . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
        if (strncmp($class, $prefix, strlen($prefix)) === 0 && is_file($path)) {
            require_once $path;
            return;
        }
    }
});

require_once __DIR__ . '/Double/constants.php';
require_once __DIR__ . '/Double/records.php';
require_once __DIR__ . '/Double/AbstractCommand.php';
// GLPI 11 has this class no more for plugins.
if (GLPI_VERSION[1] === '0') {
    require_once __DIR__ . '/Double/Sanitizer.php';
}
