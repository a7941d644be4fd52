#!/bin/sh
# Writes whose work is in the programs, and the terms of the named parts: GRDB, after the programs were built, ICU,
# libsodium, musl.
# usage: Sources/packaging/copyright.sh PART…     from the tree's top
set -eu

cat <<'END'
Latchkey is under the Apache License 2.0. On Debian its text is /usr/share/common-licenses/Apache-2.0.

Linked into the command lines: the Swift runtime with Foundation, swift-argument-parser and swift-system, under the Apache
License 2.0 with Swift's runtime library exception; in Foundation ICU; in latchkey-vendor GRDB. Linked into the library,
latchkey-verify and the PHP extension: libsodium; into latchkey-verify also musl. The file latchkey.spdx.json lists all of
it with versions. What the GLPI template brings for pictures has its licenses beside it, in src/pictures/LICENSES.txt.
END
for part in "$@"; do
    case $part in
        GRDB) terms=.build/checkouts/GRDB.swift/LICENSE ;;
        ICU) terms=/usr/share/doc/libicu72/copyright ;;
        libsodium) terms=/usr/share/doc/libsodium-dev/copyright ;;
        musl) terms=/usr/share/doc/musl-dev/copyright ;;
        *) echo "copyright: error: the terms of $part are not known" >&2; exit 64 ;;
    esac
    printf '\n======== %s ========\n\n' "$part"
    cat "$terms"
done
