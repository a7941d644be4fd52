<?php

// Puts the classes that a page load needs into one file: `php bundle.php FOLDER`, where FOLDER is a copy of the
// library's `src`. Writes FOLDER/PageLoad.php and FOLDER/PageLoadNames.php, which LicensedPlugin looks for: each class
// by itself is looked for by every autoloader of GLPI and of its plugins in turn.

declare(strict_types=1);

const ELSEWHERE = [
    // What returns a table, and what page loads do without.
    'FindingTable', 'ReasonTable', 'PdoStateStore', 'FileStateStore', 'Folder', 'SelfTest', 'Check', 'Inspection',
    'ImportResult', 'Document', 'SignedDocument', 'SupportBundle', 'Changes', 'InstalledLicense', 'Status',
    'InternationalName',
    'Glpi/LicensedPlugin', 'Glpi/Setup', 'Glpi/Banner', 'Glpi/Warning', 'Glpi/StatusReport', 'Glpi/DailyTask',
    'Glpi/ImportHistory', 'Glpi/NotificationRecords', 'Glpi/LicenseItem', 'Glpi/LicenseNotice', 'Glpi/Words',
];

/** Ends with a sentence. */
function fail(string $sentence): void
{
    fwrite(STDERR, "bundle: error: $sentence\n");
    exit(2);
}

$folder = $argv[1] ?? '';
$begin = "<?php\n\ndeclare(strict_types=1);\n\n";
$names = [];
$interfaces = $classes = '';
$count = 0;
foreach (['', 'Memory/', 'Transport/', 'Glpi/'] as $part) {
    foreach (glob("$folder/$part*.php") as $path) {
        $name = $part . basename($path, '.php');
        if (in_array($name, ELSEWHERE, true)) {
            $count++;
            continue;
        }
        $source = (string) file_get_contents($path);
        if (
            strncmp($source, $begin, strlen($begin)) !== 0
            || preg_match('/^namespace ([\w\\\\]+);$/m', $source, $namespace) !== 1
            || preg_match('/^(?:final class|interface) (\w+)/m', $source, $class) !== 1
        ) {
            fail("'$path' does not begin as every class of the library does");
        }
        if ($part !== '' && strpos($source, '__DIR__') !== false) {
            fail("'$path' says __DIR__, which is another folder in one file");
        }
        $names[] = $namespace[1] . '\\' . $class[1];
        $body = substr($source, strlen($begin)) . "\n";
        strpos($class[0], 'interface') === 0 ? $interfaces .= $body : $classes .= $body;
    }
}
if ($count !== count(ELSEWHERE) || count($names) < 30) {
    fail("'$folder' does not hold the library, or a class of it has another name now");
}
$list = '';
foreach ($names as $name) {
    $list .= "    '$name',\n";
}
$written = file_put_contents("$folder/PageLoad.php", $begin . $interfaces . $classes)
    && file_put_contents("$folder/PageLoadNames.php", "<?php\n\nreturn [\n$list];\n");
$written || fail("nothing can be written to '$folder'");
