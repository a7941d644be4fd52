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

"$bin/latchkey-bench" latchkey.product "$XDG_STATE_HOME/latchkey/glpi-demo/state"

python3 - "$bin/latchkey" <<'END'
import os, subprocess, sys

child = subprocess.Popen([sys.argv[1], "verify"], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
peak = usage.ru_maxrss / 1024
verdict = "holds" if status == 0 and peak < 20 else "MISSED"
print(f"latchkey verify, peak memory: {peak:.1f} MiB (target: under 20): {verdict}")
END
