#!/bin/sh
# Writes whose work is in the programs, and under which terms; from the tree's top, after the programs were built.
set -eu

show() {
    printf '\n======== %s ========\n\n' "$1"
    cat "$2"
}

cat <<'END'
Latchkey is under the Apache License 2.0. On Debian its text is /usr/share/common-licenses/Apache-2.0.

Linked into the command lines: the Swift runtime with Foundation, swift-argument-parser and swift-system, under the Apache
License 2.0 with Swift's runtime library exception; in Foundation ICU; in latchkey-vendor GRDB. Linked into the library,
latchkey-verify and the PHP extension: libsodium; into latchkey-verify also musl. The file latchkey.spdx.json lists all of
it with versions. What the GLPI template brings for pictures has its licenses beside it, in src/pictures/LICENSES.txt.
END
show GRDB .build/checkouts/GRDB.swift/LICENSE
show ICU /usr/share/doc/libicu72/copyright
show libsodium /usr/share/doc/libsodium-dev/copyright
show musl /usr/share/doc/musl/copyright
