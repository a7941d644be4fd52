#!/bin/sh
# Runs the whole path with the programs in the folder $1: a vendor and an administrator, two directories that share
# nothing but the files carried between them; then three refusals. Ends with an error when anything goes otherwise.
set -eu

bin=$(cd "$1" && pwd)
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
mkdir "$desk/vendor" "$desk/admin"
PATH="$bin:$PATH"
export XDG_STATE_HOME="$desk/admin/state"

say() { printf '\n# %s\n' "$*"; }
# Shows a command and runs it in the folder of vendor or admin; the exit status must be the one that is expected.
run() {
    folder=$1
    expected=$2
    shift 2
    printf '%s$ ' "$folder"
    for word in "$@"; do
        case $word in *[!A-Za-z0-9._:/=-]*) printf "'%s' " "$word" ;; *) printf '%s ' "$word" ;; esac
    done
    printf '\n'
    status=0
    (cd "$desk/$folder" && "$@") || status=$?
    [ "$status" -eq "$expected" ] || {
        echo "demo: error: exit status $status, and $expected was expected" >&2
        exit 1
    }
}
carry() {
    printf '# carried from %s to %s: %s\n' "$1" "$2" "$3"
    cp "$desk/$1/$3" "$desk/$2/$3"
}

say "the vendor makes keys and describes a product; the passphrase lies in a file here, a terminal would ask for it"
echo "correct horse battery staple" >"$desk/vendor/passphrase"
run vendor 0 latchkey-vendor init --vendor vendor.example --passphrase-file passphrase
run vendor 0 latchkey-vendor product add glpi-demo --title "Demo plugin" --feature reports
run vendor 0 latchkey-vendor product export glpi-demo -o latchkey.product

say "the product file ships inside the plugin; the administrator asks for a license"
carry vendor admin latchkey.product
run admin 0 latchkey request --product latchkey.product --url https://glpi.acme.example -o acme.request

say "the vendor answers"
carry admin vendor acme.request
run vendor 0 latchkey-vendor issue acme.request --customer "ACME SA" --term 1y --feature reports \
    --passphrase-file passphrase -o acme.lic
run vendor 0 latchkey-vendor preflight acme.lic

say "the administrator imports the file; the plugin asks at every load"
carry vendor admin acme.lic
run admin 0 cat acme.lic
run admin 0 latchkey import acme.lic
run admin 0 latchkey verify

say "a file that came by mail, quoted and with foreign line ends, is repaired"
sed 's/^/> /; s/$/\r/' "$desk/admin/acme.lic" >"$desk/admin/mailed.lic"
run admin 0 latchkey import mailed.lic

say "refused: an edited file"
sed 's/^customer .*/customer Everybody/' "$desk/admin/acme.lic" >"$desk/admin/edited.lic"
run admin 1 latchkey import edited.lic

say "refused: another URL"
run admin 1 latchkey verify --url https://glpi.other.example

say "refused: a date after the end"
later=$(date -u -d "+400 days" +%Y-%m-%d)
run admin 1 latchkey check acme.lic --at "$later"

say "done: license issued, carried, imported, verified; three refusals as they should be"
