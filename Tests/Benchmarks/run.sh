#!/bin/sh
# Makes a license with the programs in the folder $1, times the verifier on it, and measures `latchkey verify`'s memory.
set -eu

bin=$(cd "$1" && pwd)
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
export XDG_STATE_HOME="$desk/state"
cd "$desk"

"$bin/latchkey-vendor" init --vendor vendor.example --no-passphrase -C vendor >/dev/null 2>&1
"$bin/latchkey-vendor" product add glpi-demo --title "Demo plugin" --feature reports -C vendor 2>/dev/null
"$bin/latchkey-vendor" product export glpi-demo -o latchkey.product -C vendor 2>/dev/null
"$bin/latchkey" request --product latchkey.product --url https://glpi.acme.example -o acme.request 2>/dev/null
"$bin/latchkey-vendor" issue acme.request --customer "ACME SA" --feature reports -o acme.lic -C vendor 2>/dev/null
"$bin/latchkey" import acme.lic >/dev/null
"$bin/latchkey" verify >/dev/null
state="$XDG_STATE_HOME/latchkey/glpi-demo/state"
cp "$state" none-revoked

# revoke N: N licenses of other customers are taken back, and the list of all is imported.
revoke() {
    ids=""
    for number in $(seq "$1"); do
        issued=$("$bin/latchkey-vendor" issue --product glpi-demo --customer "Customer $number" --installation any \
            --url "https://$number.example" --json -o "other.lic" --force -C vendor 2>/dev/null)
        ids="$ids $(printf '%s' "$issued" | sed -n 's/.*"license": "\(.*\)".*/\1/p')"
    done
    # shellcheck disable=SC2086 # one word a license
    "$bin/latchkey-vendor" revoke $ids --reason refunded -C vendor >/dev/null 2>&1
    "$bin/latchkey-vendor" revocations export -o all.lic --force -C vendor >/dev/null 2>&1
    "$bin/latchkey" import all.lic >/dev/null
    cp "$state" "$2"
}
revoke 10 ten-revoked
revoke 990 thousand-revoked

"$bin/latchkey-bench" latchkey.product none-revoked ten-revoked thousand-revoked

python3 - "$bin/latchkey" <<'END'
import os, subprocess, sys

child = subprocess.Popen([sys.argv[1], "verify"], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
peak = usage.ru_maxrss / 1024
verdict = "holds" if status == 0 and peak < 20 else "MISSED"
print(f"latchkey verify, peak memory: {peak:.1f} MiB (target: under 20): {verdict}")
END
