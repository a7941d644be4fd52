#!/bin/sh
# Unpacks the tarball $1 of release $2 into an empty folder, and uses what is in it from there.
set -eu

tarball=$1 release=$2
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
fail() { echo "tarball: error: $*" >&2; exit 1; }

tar -xJf "$tarball" -C "$desk"
top=$desk/$(basename "$tarball" .tar.xz)
[ "$(ls "$desk")" = "$(basename "$top")" ] || fail "it unpacks into more than one folder"
"$top/bin/latchkey-verify" --version | grep -q "^latchkey-verify $release," || fail "the program is of another release"
"$top/share/latchkey/glpi-plugin/src/bin/latchkey-verify" --version >"$desk/said"

cat >"$desk/program.c" <<'END'
#include <latchkey.h>
#include <stdio.h>
int main(void) { return puts(latchkey_version()) < 0 || latchkey_abi_version() != LATCHKEY_ABI_VERSION; }
END
export PKG_CONFIG_LIBDIR="$top/lib/pkgconfig"
# shellcheck disable=SC2046 # one word an option
cc "$desk/program.c" $(pkg-config --cflags --libs latchkey) -o "$desk/program"
[ "$(LD_LIBRARY_PATH=$top/lib "$desk/program")" = "$release" ] || fail "the library is of another release"
echo "unpacked and used: $(basename "$tarball"), $(stat -c %s "$tarball") bytes"
