"""An installation that faults are tried on, how it is put back, and what its state says whatever the time."""

import re
import shutil

import nacl.hash
import pytest

from conftest import SITE, Desk, order


def content(path):
    return path.read_bytes() if path.exists() else None


def plain(blob):
    """A state without what differs from run to run: the times, and the checksum over them, which has to be right."""
    if blob is None:
        return None
    first, second, rest = blob.split(b"\n", 2)
    assert first == b"latchkey/state@v1"
    word, checksum, length = second.split(b" ")
    head, history = rest[:int(length)], rest[int(length):]
    assert word == b"checksum" and checksum == checked(head), "torn state"
    announced = re.findall(rb"(?m)^history (\S+)$", head)
    assert announced == ([checked(history)] if history else []), "torn history"
    # Imports of one second stand in the order of their hashes.
    imports = sorted(line.split(b" ")[2:] for line in history.split(b"\n") if line.startswith(b"import "))
    history = re.sub(rb"(?m)^import .*\n", b"", history) + b"".join(b" ".join(line) + b"\n" for line in imports)
    # Loads count the revision up when they look at the clock; facts are hashed for one key.
    head = re.sub(rb"(?m)^(created|revision|fact|clock|step|history) .*\n", b"", head)
    return re.sub(rb"(?m)^key \S+$", b"key KEY", head) + history


def checked(part):
    """The checksum of a part of a state."""
    return nacl.hash.siphash24(part, key=b"latchkey/state@v")


@pytest.fixture(scope="module")
def bench(shop, tmp_path_factory):
    """A desk with a trial installed, and a full license at hand whose features tell that it came in."""
    desk = Desk(tmp_path_factory.mktemp("faults") / "admin")
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    order(shop, desk, "--trial", "30d", name="trial.lic")
    order(shop, desk, "--feature", "reports", name="full.lic")
    desk.latchkey("import", "trial.lic").expect()
    shutil.copytree(desk / "state", desk.folder.parent / "template")
    return desk


def restore(desk, template=True):
    shutil.rmtree(desk / "state", ignore_errors=True)
    for path in [*desk.folder.glob("*.out"), *desk.folder.glob(".latchkey-*")]:
        path.unlink()
    if template:
        shutil.copytree(desk.folder.parent / "template", desk / "state")
