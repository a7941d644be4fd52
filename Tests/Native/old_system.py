"""The library and the static program on Debian 11, whose C library is five years older than Debian 12's.

Not among the tests that `make test` finds: `make check-old` runs it. It needs root and debootstrap, and keeps the system
that it makes in `.build-root-bullseye`.
"""

import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from calls import StaticProgram, call_text, context, parsed_answer
from conftest import ROOT, desks
from test_c import HERE, WARNINGS, folder  # noqa: F401

sys.path.insert(0, str(ROOT / "Tests/Install"))

from bootstrap import bootstrap  # noqa: E402

SYSTEM = ROOT / ".build-root-bullseye"
pytestmark = [
    desks.needs_root, desks.needs("debootstrap"),
    pytest.mark.skipif(platform.machine() != "x86_64", reason="start_old.c is for x86-64")]


@pytest.fixture(scope="module")
def old():
    """A folder inside a minimal Debian 11 in which nothing else was installed."""
    bootstrap(SYSTEM, "bullseye")
    made = Path(tempfile.mkdtemp(dir=SYSTEM, prefix="latchkey-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def inside(old, *command, **more):
    """Runs a command in the old system, in the folder."""
    return subprocess.run(
        ["chroot", SYSTEM, "sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", f"/{old.name}", *map(str, command)],
        capture_output=True, timeout=60, **more)


def test_the_system_is_the_old_one(old):
    assert inside(old, "cat", "/etc/debian_version").stdout.startswith(b"11.")
    assert b"GLIBC 2.31" in inside(old, "ldd", "--version").stdout


def test_the_static_program_runs_there(installed, documents, old):
    shutil.copy2(installed.program, old / "latchkey-verify")
    (old / "product").write_bytes(documents.product)
    (old / "state").write_bytes(documents.state)
    done = inside(old, "./latchkey-verify", "verify", "--product", "product", "--state", "state")
    assert (done.returncode, done.stderr) == (0, b"") and b'"mode":"full"' in done.stdout
    parts = {"product": documents.product, "state": documents.state, "context": context(url=documents.url)}
    done = inside(old, "./latchkey-verify", "--call", input=call_text("verify", **parts))
    assert parsed_answer(done.stdout) == StaticProgram(installed.program).call("verify", **parts)


def test_a_program_that_is_linked_to_the_library_runs_there(installed, folder, old):  # noqa: F811
    shutil.copy2(installed.shared, old / "liblatchkey.so.1")
    shutil.copytree(folder, old / "files")
    # Debian 12's start-up code asks for a newer C library than the library does, so the program brings its own.
    subprocess.run(
        ["cc", "-std=gnu11", *WARNINGS, "-O1", "-nostartfiles", HERE / "start_old.c", HERE / "abi_test.c",
         *installed.flags("shared"), "-o", old / "abi_test"], check=True)
    done = inside(old, "env", "LD_LIBRARY_PATH=.", "./abi_test", "files")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"861 checks, 0 failures\n", b"")
