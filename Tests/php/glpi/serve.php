<?php

// The pages of the example plugin behind PHP's own server, for browser.py: GLPI's double around them, a vendor beside
// them. Every request is a page load of its own.

declare(strict_types=1);

use Latchkey\Client\Glpi\LicensedPlugin;
use Latchkey\Client\Glpi\Page\PictureFiles;
use Latchkey\Client\Options;

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/bootstrap.min.css') {
    header('Content-Type: text/css');
    readfile('/usr/share/javascript/bootstrap5/css/bootstrap.min.css');
    return;
}
require __DIR__ . '/bootstrap.php';

session_start();
$_SESSION += ['glpiID' => 2, 'glpiname' => 'glpi'];
$_SESSION['glpilanguage'] = $_COOKIE['language'] ?? 'en_GB';
$DB = new DBmysql((string) getenv('LATCHKEY_SOCKET'), (string) getenv('LATCHKEY_DATABASE'));
$CFG_GLPI = ['url_base' => 'https://glpi.acme.example', 'root_doc' => '', 'language' => 'en_GB'];
$PLUGIN_HOOKS = [];
GLPIKey::$folder = (string) getenv('LATCHKEY_CONFIG');
Plugin::$folders['latchkeydemo'] = (string) getenv('LATCHKEY_PLUGIN');
Plugin::$states['latchkeydemo'] = 'active';
// A cookie moves the clock, so that the browser can see a license end.
$ahead = (int) ($_COOKIE['ahead'] ?? 0) * 86400;
$clock = static function () use ($ahead): int {
    return time() + $ahead;
};
LicensedPlugin::assume((new Options())->verifier((string) getenv('LATCHKEY_VERIFY'))->clock($clock));
PictureFiles::assume(getenv('LATCHKEY_PICTURES') ?: null);
Plugin::run('latchkeydemo');
if ($path === '/setup') {
    var_dump(plugin_latchkeydemo_install());
    return;
}
// As strict as the page allows: nothing from elsewhere, no script in the page. A cookie forbids WebAssembly as well.
$scripts = isset($_COOKIE['strict']) ? "'self'" : "'self' 'wasm-unsafe-eval'";
header("Content-Security-Policy: default-src 'self'; script-src $scripts; style-src 'self' 'unsafe-inline'");
ob_start();
try {
    if ($_SERVER['REQUEST_METHOD'] === 'POST' && $_POST !== []) {
        if (GLPI_VERSION[1] === '0') {
            [$_UPOST, $_POST] = [$_POST, Glpi\Toolbox\Sanitizer::sanitize($_POST)];
        }
        Session::checkCSRF($_POST);
    }
    if (in_array(basename($path), ['license.php', 'note.php'], true)) {
        require Plugin::$folders['latchkeydemo'] . '/front/' . basename($path);
    } else {
        Html::header('Home');
        Plugin::doHook('display_central');
        Html::footer();
    }
    ob_end_flush();
} catch (GlpiDouble\Ended $ended) {
    ob_end_clean();
    $isRedirect = strncmp($ended->getMessage(), 'to ', 3) === 0;
    header($isRedirect ? 'Location: ' . substr($ended->getMessage(), 3) : 'HTTP/1.1 403 Forbidden');
}
