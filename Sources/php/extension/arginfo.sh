#!/bin/sh
# Prints what PHP's own gen_stub.php makes of the stubs $1. It looks for its parser beside itself, in a folder that it
# names by a version; Debian's package php-parser holds one that is near enough.
set -eu

desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
cp "$(${PHP_CONFIG:-php-config} --extension-dir)/build/gen_stub.php" "$1" "$desk"
parser=$(sed -n 's/^ *\$version = "\(.*\)";$/\1/p' "$desk/gen_stub.php")
mkdir "$desk/PHP-Parser-$parser"
ln -s /usr/share/php "$desk/PHP-Parser-$parser/lib"
php "$desk/gen_stub.php" --force-regeneration "$desk/latchkey.stub.php" >&2
cat "$desk/latchkey_arginfo.h"
