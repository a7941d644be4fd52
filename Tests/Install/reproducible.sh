#!/bin/sh
# Builds what others download a second time, from a copy of the tree in another folder, and compares it.
# usage: Tests/Install/reproducible.sh FOLDER     where it was built first; SOURCE_DATE_EPOCH dates it
set -eu

[ $# -eq 1 ] && [ -n "${SOURCE_DATE_EPOCH:-}" ] || {
    echo "usage: SOURCE_DATE_EPOCH=SECONDS $0 FOLDER" >&2
    exit 64
}
first=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
# The other folder has this one's name, which the compiler takes for the package's, and a path as long: two bytes of
# latchkey-vendor tell that length (docs/adr/0020).
name=${PWD##*/}
room=$((${#PWD} - ${#name} - 6))
[ "$room" -ge 3 ] || {
    echo "reproducible: error: '$PWD' is too short for another folder of that name and length below /tmp" >&2
    exit 1
}
parent=$(mktemp -d "/tmp/$(printf "%${room}s" "" | tr ' ' X)")
trap 'rm -rf "$parent"' EXIT
copy=$parent/$name
mkdir "$copy"
cp -R Makefile Package.* .ci Sources Tests docs keys README.md CHANGELOG.md LICENSE "$copy"
(
    # Another time zone, another language, another mask.
    export TZ=Pacific/Auckland LC_ALL=C.UTF-8
    umask 077
    make -s -C "$copy" downloads DOWNLOADS=.build/downloads >"$copy/said" 2>&1 || { tail -n 40 "$copy/said" >&2; exit 1; }
)
differing=0 count=0
for file in "$first"/*; do
    each=${file##*/}
    [ "$each" != SHA256SUMS ] || continue
    count=$((count + 1))
    cmp "$file" "$copy/.build/downloads/$each" || differing=$((differing + 1))
done
[ "$count" -gt 0 ] && [ "$differing" -eq 0 ] || {
    echo "reproducible: error: $differing of $count files differ" >&2
    exit 1
}
echo "reproducible: $count files are the same, byte for byte"
