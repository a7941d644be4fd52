"""The Debian packages in a Debian 12 of their own: installed, used by somebody without rights, purged without a trace.

usage: python Tests/Install/debian.py FOLDER     with the packages; `make test-deb` runs it

It needs root and debootstrap, and keeps the system that it makes in `.build-root-bookworm`.
"""

import hashlib
import json
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

from bootstrap import bootstrap

ROOT = Path(__file__).resolve().parents[2]
SYSTEM = ROOT / ".build-root-bookworm"
PACKAGES = {"latchkey", "latchkey-vendor", "liblatchkey1", "liblatchkey-dev", "php-latchkey"}
USER = "anna"
# What dpkg and apt write down for themselves.
OWN_NOTES = ("proc", "sys", "dev", "tmp", "run", "home", "var/lib/dpkg", "var/lib/apt", "var/cache", "var/log", "packages")


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


class System:
    """A copy of that system."""

    def __init__(self, folder):
        self.root = folder / "root"
        run("cp", "-a", SYSTEM, self.root)

    def inside(self, user, *words):
        """Runs a command. Swift programs find their arguments in /proc; its mount is gone with the command."""
        script = 'root=$1 user=$2; shift 2; mount -t proc proc "$root/proc"; exec chroot --userspec="$user:$user" "$root" env -i "$@"'
        return run("unshare", "--mount", "sh", "-euc", script, "sh", self.root, user, "LANG=C.UTF-8", *words)

    def admin(self, *command):
        return self.inside(
            "root", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive", *command)

    def user(self, command):
        """Runs a shell's words in the user's home."""
        return self.inside(USER, "PATH=/usr/bin:/bin", f"HOME=/home/{USER}", "sh", "-euc", f"cd\n{command}")

    def packages(self):
        return set(self.admin("dpkg-query", "-W", "-f", "${Package}\n").split())

    def files(self):
        """Every file with what it is, but what dpkg and apt write down."""
        found = {}
        for path in sorted(self.root.rglob("*")):
            name = str(path.relative_to(self.root))
            if name.startswith(OWN_NOTES):
                continue
            mode = path.lstat().st_mode
            content = (
                str(path.readlink()) if stat.S_ISLNK(mode) else
                hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(mode) else "")
            found[name] = (mode, content)
        return found


PATH = """
echo 'correct horse battery staple' > passphrase
latchkey-vendor init --vendor vendor.example --passphrase-file passphrase
latchkey-vendor product add glpi-demo --title 'Demo plugin'
latchkey-vendor product export glpi-demo -o latchkey.product
latchkey request --product latchkey.product --url https://glpi.acme.example -o acme.request
latchkey-vendor issue acme.request --customer 'ACME SA' --term 1y --passphrase-file passphrase -o acme.lic
latchkey import acme.lic
latchkey verify --json
"""


def walk(system):
    """The README's path, and each thing that a package brings beside the two programs."""
    said = system.user(PATH)
    assert re.search('"mode": ?"full"', said), said
    answer = system.user(
        "latchkey-verify verify --product latchkey.product --state .local/state/latchkey/glpi-demo/state")
    assert '"mode":"full"' in answer
    system.user("latchkey-vendor product scaffold glpi glpi-demo --key demo -o . && demo/src/bin/latchkey-verify --version")
    assert "latchkey-pkcs11" in system.user("latchkey-pkcs11 --help")
    assert "latchkey" in system.user("php -m").split()
    version = system.user("latchkey --version").strip()
    assert system.user("php -r 'echo latchkey_version();'") == version
    bill = json.loads(system.admin("zcat", "/usr/share/doc/latchkey/latchkey.spdx.json.gz"))
    for entry in bill["files"]:
        for path in system.root.glob("usr/*bin/" + entry["fileName"]):
            digest, = [each["checksumValue"] for each in entry["checksums"] if each["algorithm"] == "SHA256"]
            assert hashlib.sha256(path.read_bytes()).hexdigest() == digest, path
    assert system.admin("find", "/usr/include/latchkey.h", "/usr/lib", "-name", "*latchkey.*").count("\n") >= 4


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    made = sorted(Path(sys.argv[1]).glob("*.deb"))
    assert {run("dpkg-deb", "-f", each, "Package").strip() for each in made} == PACKAGES
    bootstrap(SYSTEM, "bookworm", "useradd", "--create-home", USER)
    with tempfile.TemporaryDirectory(dir=ROOT / ".build", prefix="debian-") as folder:
        system = System(Path(folder))
        (system.root / "packages").mkdir()
        for each in made:
            shutil.copy(each, system.root / "packages")
        # Only what the packages say that they need, and PHP; it comes from where the system gets its packages.
        system.admin("apt-get", "-qq", "update")
        needed = ["php8.2-cli"]
        for each in made:
            fields = ", ".join(filter(None, [run("dpkg-deb", "-f", each, name).strip() for name in ("Pre-Depends", "Depends")]))
            needed += [word for word in fields.split(", ") if word and "latchkey" not in word]
        system.admin("apt-get", "-y", "-qq", "--no-install-recommends", "satisfy", *sorted(set(needed)))
        packages, files = system.packages(), system.files()
        system.admin("apt-get", "-y", "-qq", "--no-install-recommends", "install",
                     *[f"/packages/{each.name}" for each in made])
        assert system.packages() - packages == PACKAGES
        walk(system)
        said = system.admin("apt-get", "-y", "-qq", "purge", *sorted(PACKAGES))
        assert "not empty" not in said, said
        assert system.packages() == packages
        after = system.files()
        assert after == files, f"left or changed: {sorted(set(after.items()) ^ set(files.items()))}"
        state = system.root / "home" / USER / ".local/state/latchkey/glpi-demo/state"
        assert state.read_bytes().startswith(b"latchkey/state@v1")
    print(f"{len(made)} packages installed, used and purged: nothing is left but the user's own state")
    return 0


if __name__ == "__main__":
    sys.exit(main())
