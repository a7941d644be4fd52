#!/usr/bin/env python3
"""Times the library, the extension and the static program against what stands beside them, and prints a table.

usage: Tests/ClientBenchmarks/client.py COMMANDS CLIENT EXTENSION

COMMANDS is the folder of the command lines, CLIENT that of the library and the static program, EXTENSION the PHP extension.
Every figure is of this run; peers are called in turn with what they are compared with. Ends with 1 when a target is missed.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fpm import Pool
from scene import Scene

HERE = Path(__file__).parent


class Table:
    """The rows, each with what was measured and what it may be at most."""

    def __init__(self):
        self.rows = []

    def add(self, what, value, most, unit, note=""):
        self.rows.append((what, value, most, unit, note))

    def print(self):
        for what, value, most, unit, note in self.rows:
            held = "" if most is None else "holds" if value <= most else "MISSED"
            target = "" if most is None else f"(at most {most:g})"
            print(f"{what:<66} {value:8.2f} {unit:<6} {target:<16} {held:<6} {note}".rstrip())
        return any(most is not None and value > most for _, value, most, _, _ in self.rows)


def library(table, scene, client, desk):
    program = desk / "abi"
    subprocess.run(
        ["cc", "-O2", "-Wall", "-Wextra", "-Werror", HERE / "abi.c", "-I", HERE.parents[1] / "Sources/CLatchkey/include",
         client / "liblatchkey.a", "-lsodium", "-o", program], check=True)
    said = subprocess.run([program, *scene.files, *scene.signed], capture_output=True, text=True, check=True).stdout
    bare, whole = map(int, said.split())
    table.add("C ABI verify, against the bare signature check", whole / bare, 1.15, "times",
              f"{whole / 1000:.1f} and {bare / 1000:.1f} µs")


def extension(table, scene, module):
    product, state, license, context = scene.files
    said = subprocess.run(
        ["php", "-n", *sodium(), "-d", f"extension={module}", HERE / "by-hand.php", product, state, context,
         license, *scene.signed], capture_output=True, text=True, check=True).stdout
    nanoseconds = json.loads(said)
    whole, bare, own = (nanoseconds[name] for name in ("extension", "sodium", "by hand"))
    table.add("PHP extension verify, against PHP's own signature check", whole / bare, 1.25, "times",
              f"{whole / 1000:.1f} and {bare / 1000:.1f} µs")
    table.add("PHP extension verify, against sodium + JSON + dates by hand", whole / own, 1, "times",
              f"{own / 1000:.1f} µs")
    for name, peer in (("PyJWT", jwt_peer()), ("pyseto", pyseto_peer())):
        microseconds = median_call(peer) * 1e6
        table.add(f"PHP extension verify, against {name} in Python", whole / 1000 / microseconds, 1, "times",
                  f"{microseconds:.1f} µs")


def sodium():
    """What loads PHP's sodium, where it is no part of PHP itself."""
    built_in = subprocess.run(["php", "-n", "-m"], capture_output=True, text=True, check=True).stdout.split()
    return [] if "sodium" in built_in else ["-d", "extension=sodium"]


def claims(expires):
    return {"product": "glpi-demo", "url": "https://glpi.acme.example/", "exp": expires, "features": ["reports"]}


def jwt_peer():
    import jwt
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    token, public = jwt.encode(claims(4070908800), key, algorithm="EdDSA"), key.public_key()
    return lambda: jwt.decode(token, public, algorithms=["EdDSA"])["product"] == "glpi-demo"


def pyseto_peer():
    import pyseto
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    token = pyseto.encode(pyseto.Key.new(4, "public", private), claims("2099-01-01T00:00:00Z"), serializer=json)
    verifier = pyseto.Key.new(4, "public", public)
    return lambda: pyseto.decode(verifier, token, deserializer=json).payload["product"] == "glpi-demo"


def median_call(call):
    rounds = []
    for _ in range(41):
        start = time.perf_counter()
        for _ in range(50):
            if not call():
                raise SystemExit("a peer does not verify")
        rounds.append((time.perf_counter() - start) / 50)
    return statistics.median(rounds)


def program(table, scene, client, desk):
    """Whole processes in turn: ours on its two files, minisign's on a file as large."""
    product, state, _, _ = scene.files
    text = desk / "text"
    text.write_bytes(product.read_bytes() + state.read_bytes())
    subprocess.run(["minisign", "-G", "-W", "-p", desk / "key.pub", "-s", desk / "key"], check=True, capture_output=True)
    subprocess.run(["minisign", "-S", "-s", desk / "key", "-m", text], check=True, capture_output=True)
    commands = {
        "ours": [client / "latchkey-verify", "verify", "--product", product, "--state", state],
        "minisign": ["minisign", "-V", "-q", "-p", desk / "key.pub", "-m", text],
    }
    times = {name: [] for name in commands}
    for _ in range(300):
        for name, command in commands.items():
            start = time.perf_counter()
            child = os.posix_spawnp(
                command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
            _, status = os.waitpid(child, 0)
            times[name].append(time.perf_counter() - start)
            if status != 0:
                raise SystemExit(f"{name} does not verify")
    ours, theirs = (statistics.median(times[name]) * 1e6 for name in commands)
    table.add("latchkey-verify start to end, against minisign -V", ours / theirs, 1, "times", f"{ours:.0f} and {theirs:.0f} µs")


def page(table, scene, module, desk):
    """Requests to a php-fpm worker, with and without a verification, in turn."""
    with Pool(scene, module, desk, workers=1) as pool:
        for _ in range(50):
            pool.request("verify=1")
        times = {"verify=1": [], "": []}
        for _ in range(1500):
            for query in times:
                start = time.perf_counter()
                answer = pool.request(query)
                times[query].append((time.perf_counter() - start) * 1e6)
                if not answer.endswith(b"ok") or query and b"X-Mode: 4" not in answer:
                    raise SystemExit(f"the page answered {answer!r}")
        for percent in (50, 99):
            with_it, without = (sorted(times[query])[len(times[query]) * percent // 100] for query in times)
            table.add(f"php-fpm request with the extension, less one without, {percent} %", with_it - without, None, "µs",
                      f"{with_it:.0f} and {without:.0f} µs")
    added = statistics.median(added_memory(scene, module, desk) for _ in range(5))
    table.add("memory that verifying adds to a php-fpm worker", added, 256, "KiB", "the median of five")


def added_memory(scene, module, desk):
    """What a fresh worker has for itself after its first verifications, in KiB, less what it had before."""
    with Pool(scene, module, desk, workers=1) as pool:
        for _ in range(20):
            pool.request("")
        # What telling the memory costs is paid before.
        pool.memory()
        before = pool.memory()
        for _ in range(20):
            pool.request("verify=1")
        return pool.memory() - before


def sizes(table, client, module):
    for path, most in ((client / "liblatchkey.so", 450), (module, 450), (client / "latchkey-verify", 1100)):
        table.add(f"{path.name}, stripped", path.stat().st_size / 1000, most, "KB")


def main():
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 64
    commands, client, module = (Path(word).resolve() for word in sys.argv[1:])
    table = Table()
    # Pages of a file that was just built count as a worker's own until they are on the disk.
    os.sync()
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        scene = Scene(commands, desk)
        library(table, scene, client, desk)
        extension(table, scene, module)
        program(table, scene, client, desk)
        page(table, scene, module, desk)
    sizes(table, client, module)
    return 1 if table.print() else 0


if __name__ == "__main__":
    sys.exit(main())
