#!/bin/sh
# Writes what bash, zsh and fish complete by, from the definitions of the programs in a folder, into another folder:
# bash/NAME, zsh/_NAME, fish/NAME.fish, as the shells look for them.
set -eu

programs=$1
target=$2
by_hand=$(dirname "$0")/latchkey-verify/completions

mkdir -p "$target/bash" "$target/zsh" "$target/fish"
for name in latchkey latchkey-vendor latchkey-pkcs11; do
    "$programs/$name" --generate-completion-script bash >"$target/bash/$name"
    # Shells read it, nobody runs it.
    sed -i '1{/^#!/d}' "$target/bash/$name"
    "$programs/$name" --generate-completion-script zsh >"$target/zsh/_$name"
    "$programs/$name" --generate-completion-script fish >"$target/fish/$name.fish"
done
cp "$by_hand/latchkey-verify.bash" "$target/bash/latchkey-verify"
cp "$by_hand/_latchkey-verify" "$target/zsh/_latchkey-verify"
cp "$by_hand/latchkey-verify.fish" "$target/fish/latchkey-verify.fish"
