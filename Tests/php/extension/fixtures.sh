#!/bin/sh
# Makes the documents that the tests read, with the command lines in the folder $1, in the new folder $2.
set -eu

bin=$(cd "$1" && pwd)
mkdir "$2"
cd "$2"
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
export XDG_STATE_HOME="$desk/state"

# Runs a command and shows what it says only when it fails.
run() { "$@" >"$desk/said" 2>&1 || { cat "$desk/said" >&2; exit 1; }; }
vendor() { run "$bin/latchkey-vendor" "$@" -C "$desk/vendor"; }

vendor init --vendor vendor.example --no-passphrase
vendor product add glpi-demo --title "Demo plugin" --feature reports --trial-days 15 --trial-feature reports
vendor product export glpi-demo -o latchkey.product
run "$bin/latchkey" request --product latchkey.product --url https://glpi.acme.example -o acme.request
vendor issue acme.request --customer "ACME SA" --feature reports --limit 'seats 50' -o acme.lic
vendor issue --product glpi-demo --customer "City" --installation any --url https://glpi.acme.example --perpetual \
    --maintenance-until never --feature reports -o perpetual.lic
vendor issue --product glpi-demo --customer "Umbrella" --installation 0000-0000-0000-0000-0000-0000-0000 \
    --url https://umbrella.example -o other.lic
# The installation's seed, as the bytes that a plugin keeps.
sed -n 's/^seed //p' "$XDG_STATE_HOME/latchkey/glpi-demo/installation.key" | base64 -d >seed
