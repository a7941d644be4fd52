#!/bin/sh
# Compiles the client core and the vector runner as Embedded Swift into OUT/vector-runner.
# usage: Tests/Embedded/build.sh OUT
set -eu

if [ $# -ne 1 ]; then
    echo "usage: $0 OUT" >&2
    exit 64
fi
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."

# compile MODULE FOLDER: one object and one module file of a folder's sources.
compile() {
    find "$2" -name '*.swift' | LC_ALL=C sort > "$out/$1.files"
    swiftc -Osize -wmo -Xfrontend -function-sections \
        -enable-experimental-feature Embedded \
        -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility \
        -swift-version 6 -warnings-as-errors -parse-as-library \
        -package-name latchkey -module-name "$1" -emit-module -emit-module-path "$out/$1.swiftmodule" \
        -I Sources/CSodium -I Tests/Embedded/CStreams -I "$out" \
        -c "@$out/$1.files" -o "$out/$1.o"
}

for module in SignedNote LicenseFormat LicenseVerifier; do
    compile "$module" "Sources/$module"
done
compile VectorRunner Tests/VectorRunner
compile VectorMain Tests/Embedded

cc "$out/SignedNote.o" "$out/LicenseFormat.o" "$out/LicenseVerifier.o" "$out/VectorRunner.o" "$out/VectorMain.o" \
    -lsodium -Wl,--gc-sections -o "$out/vector-runner"
