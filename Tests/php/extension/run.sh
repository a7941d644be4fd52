#!/bin/sh
# Runs the tests of the extension $1 against the program $2, on documents made by the command lines in the folder $3:
# plainly, with opcache, and under valgrind. PHP_CONFIG names another PHP, LATCHKEY_FIXTURES documents made before, and
# LATCHKEY_PASSES other passes than these three.
set -eu

config=${PHP_CONFIG:-php-config}
tests=$(cd "$(dirname "$0")" && pwd)
sources=${LATCHKEY_SOURCES:-$tests/../../../Sources/php/extension}
LATCHKEY_EXTENSION=$(realpath "$1")
LATCHKEY_PROGRAM=$(realpath "$2")
LATCHKEY_STUB=$(realpath "$sources/latchkey.stub.php")
TEST_PHP_EXECUTABLE=${TEST_PHP_EXECUTABLE:-$("$config" --php-binary)}
export LATCHKEY_EXTENSION LATCHKEY_PROGRAM LATCHKEY_STUB TEST_PHP_EXECUTABLE NO_INTERACTION=1

desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
if [ -z "${LATCHKEY_FIXTURES:-}" ]; then
    "$tests/fixtures.sh" "$3" "$desk/fixtures"
    export LATCHKEY_FIXTURES="$desk/fixtures"
fi
"$tests/artifact.sh" "$LATCHKEY_EXTENSION"

# PHP's own runner writes beside the tests.
cp -R "$tests" "$desk/tests"
for runner in "$("$config" --extension-dir)" "$("$config" --prefix)/lib/php"; do
    runner=$runner/build/run-tests.php
    [ ! -f "$runner" ] || break
done
expected=$(find "$desk/tests" -name '*.phpt' | wc -l)
[ "$expected" -gt 0 ] || { echo "run: error: no tests in '$tests'" >&2; exit 1; }

# pass NAME, OPTIONS: one run of all tests, of which none may be left out.
pass() {
    name=$1
    shift
    status=0
    "$TEST_PHP_EXECUTABLE" -n "$runner" -q -n --show-diff --show-mem -d "extension=$LATCHKEY_EXTENSION" "$@" "$desk/tests" \
        >"$desk/said" 2>&1 || status=$?
    passed=$(sed -n 's/^Tests passed *: *\([0-9]*\).*/\1/p' "$desk/said")
    if [ "$status" -ne 0 ] || [ "$passed" != "$expected" ]; then
        cat "$desk/said" >&2
        echo "run: error: $name: ${passed:-0} of $expected tests passed" >&2
        exit 1
    fi
    echo "php $("$config" --version), $name: $passed tests passed"
}

# What is a part of PHP in some releases, and a file beside it in others: JSON before 8.0, opcache before 8.5.
has() { "$TEST_PHP_EXECUTABLE" -n -m | grep -qx "$1"; }
json=$(has json || echo "-d extension=json")
opcache=$(has "Zend OPcache" || echo "-d zend_extension=opcache")

for each in ${LATCHKEY_PASSES:-plain opcache valgrind}; do
    # shellcheck disable=SC2086 # one word an option
    case $each in
    plain) pass "plain" $json ;;
    opcache)
        LATCHKEY_OPCACHE=1 pass "with opcache" $json $opcache -d opcache.enable=1 -d opcache.enable_cli=1 \
            -d opcache.jit=tracing -d opcache.jit_buffer_size=16M
        ;;
    valgrind)
        # No suppressions. The program is not PHP, and a static program's string functions look wrong to valgrind.
        VALGRIND_OPTS="--leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
            --trace-children-skip=*/latchkey-verify" pass "under valgrind" -m $json -d pcre.jit=0
        ;;
    *)
        echo "run: error: there is no pass '$each'" >&2
        exit 1
        ;;
    esac
done
