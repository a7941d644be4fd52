#!/bin/sh
# Builds the client a second time, from a copy of the tree in another folder, and compares what came out.
# usage: Tests/Native/reproducible.sh FOLDER     where the client was built
set -eu

if [ $# -ne 1 ]; then
    echo "usage: $0 FOLDER" >&2
    exit 64
fi
first=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
copy=$(mktemp -d "${TMPDIR:-/tmp}/latchkey-another-folder.XXXXXX")
trap 'rm -rf "$copy"' EXIT
cp -R Makefile .ci Sources Tests "$copy"
(
    # Another time zone, another language, another mask.
    export TZ=Pacific/Auckland LC_ALL=C.UTF-8
    umask 077
    make -s -C "$copy" client EMBEDDED=.another-name
)
for name in liblatchkey.so liblatchkey.a latchkey-verify; do
    cmp "$first/$name" "$copy/.another-name/$name"
done
echo "reproducible: liblatchkey.so, liblatchkey.a and latchkey-verify are the same, byte for byte"
