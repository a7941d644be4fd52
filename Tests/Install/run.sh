#!/bin/sh
# Installs into an empty folder, uses what is there as strangers would, and removes it again.
# usage: Tests/Install/run.sh MAKE [VARIABLE=VALUE…]
set -eu

cd "$(dirname "$0")/../.."
make=$1
shift
config=${PHP_CONFIG:-php-config}
php=$("$config" --php-binary)
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
root=$desk/root
prefix=/opt/latchkey

fail() { echo "install: error: $*" >&2; exit 1; }
same() { [ "$2" = "$3" ] || fail "$1: '$2' was expected, and it is '$3'"; }
run() { "$@" >"$desk/said" 2>&1 || { cat "$desk/said" >&2; fail "$*"; }; }

run "$make" install DESTDIR="$root" PREFIX=$prefix "$@"
extensions=$root$("$config" --extension-dir)
settings=$(find "$root" -name latchkey.ini -printf '%h')
template=$root$prefix/share/latchkey/glpi-plugin
[ -f "$template/setup.php" ] && [ -f "$template/locales/fr_FR.mo" ] && [ -f "$template/src/Latchkey/Client.php" ] \
    && [ -f "$template/src/pictures/reader.wasm" ] && [ -f "$template/src/pictures/LICENSES.txt" ] \
    || fail "the template of a GLPI plugin is not whole"
same "the verifier in the template" "$("$root$prefix/bin/latchkey-verify" --version)" \
    "$("$template/src/bin/latchkey-verify" --version)"
installed=$(cd "$root$prefix" && find . -path ./share/latchkey/glpi-plugin -prune -o -path ./share/man -prune -o \
    -path ./share/bash-completion -prune -o -path ./share/zsh -prune -o -path ./share/fish -prune -o ! -type d -print | LC_ALL=C sort | tr '\n' ' ')
release=$("$root$prefix/bin/latchkey-verify" --version | sed 's/latchkey-verify \(.*\),.*/\1/')
same "the files below $prefix" "./bin/latchkey ./bin/latchkey-pkcs11 ./bin/latchkey-vendor ./bin/latchkey-verify \
./include/latchkey.h ./lib/liblatchkey.a ./lib/liblatchkey.so ./lib/liblatchkey.so.$release ./lib/liblatchkey.so.1 \
./lib/pkgconfig/latchkey.pc ./share/doc/latchkey/CHANGELOG.md ./share/doc/latchkey/LICENSE ./share/doc/latchkey/README.md \
./share/doc/latchkey/latchkey.spdx.json " "$installed"
same "the pages" "$(cd docs/man && LC_ALL=C ls -- *.[17])" "$(find "$root$prefix/share/man" -type f -printf '%f\n' | LC_ALL=C sort)"

# The command lines; the vendor's finds the template of a plugin beside its folder.
for name in latchkey latchkey-vendor latchkey-pkcs11; do
    same "the release of $name" "$release" "$("$root$prefix/bin/$name" --version)"
done
run "$root$prefix/bin/latchkey-vendor" init --vendor vendor.example --no-passphrase -C "$desk/vendor"
run "$root$prefix/bin/latchkey-vendor" product add demo --title Demo -C "$desk/vendor"
run "$root$prefix/bin/latchkey-vendor" product scaffold glpi demo -o "$desk/plugin" -C "$desk/vendor"

# A C program, from what pkg-config says alone; with the shared library and with the static one.
cat >"$desk/program.c" <<'END'
#include <latchkey.h>
#include <stdio.h>
int main(void) { return puts(latchkey_version()) < 0 || latchkey_abi_version() != LATCHKEY_ABI_VERSION; }
END
export PKG_CONFIG_LIBDIR="$root$prefix/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$root"
same "pkg-config --modversion" "$release" "$(pkg-config --modversion latchkey)"
# shellcheck disable=SC2046 # one word an option
run cc "$desk/program.c" $(pkg-config --cflags --libs latchkey) -o "$desk/shared"
same "the shared library's release" "$release" "$(LD_LIBRARY_PATH=$root$prefix/lib "$desk/shared")"
# shellcheck disable=SC2046
run cc "$desk/program.c" $(pkg-config --cflags latchkey) "$root$prefix/lib/liblatchkey.a" -o "$desk/static"
same "the static library's release" "$release" "$("$desk/static")"

# PHP, by the settings that were installed.
loaded=$(PHP_INI_SCAN_DIR=$settings "$php" -c /dev/null -d extension_dir="$extensions" -r 'echo latchkey_version();')
same "the extension's release" "$release" "$loaded"

# The extension once more, by PHP's own way over the installed library; phpize writes where it stands.
cp -R Sources/php/extension "$desk/phpize"
cd "$desk/phpize"
run "$("$config" --prefix)/bin/phpize${config##*php-config}"
run ./configure --with-php-config="$config" --with-latchkey="$root$prefix"
run "$make"
same "the extension's release by phpize" "$release" \
    "$("$php" -n -d extension="$desk/phpize/modules/latchkey.so" -r 'echo latchkey_version();')"
cd "$OLDPWD"

run "$make" uninstall DESTDIR="$root" PREFIX=$prefix "$@"
same "what uninstall leaves" "" "$(find "$root" ! -type d)"
echo "installed, used from C and PHP, removed"
