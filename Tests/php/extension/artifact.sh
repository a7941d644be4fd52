#!/bin/sh
# Holds the extension $1 to what it promises its host: nothing needed but PHP and an old C library, nothing shown but
# PHP's way in, nothing to debug in it.
set -eu

fail() { echo "artifact: error: '$extension' $*" >&2; exit 1; }
extension=$1

shown=$(nm --dynamic --defined-only --format=posix "$extension" | cut -d' ' -f1)
[ "$shown" = get_module ] || fail "shows other symbols than get_module: $shown"

needed=$(readelf --dynamic --wide "$extension" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
[ "$needed" = libc.so.6 ] || fail "needs other libraries than libc.so.6: $needed"

newest=$(readelf --version-info --wide "$extension" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
[ -n "$newest" ] || fail "names no version of the C library"
[ "$(printf '%s\nGLIBC_2.28\n' "$newest" | sort -V | tail -n 1)" = GLIBC_2.28 ] || fail "needs $newest"

if readelf --sections --wide "$extension" | grep -qE '\.(symtab|debug)'; then fail "is not stripped"; fi
