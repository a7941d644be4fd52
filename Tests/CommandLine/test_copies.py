"""What tells a copy from the original: each way in which the machine around an installation changes, tried for real."""

import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import SITE, needs, order
from evidence import assure

MACHINE_ID = Path("/etc/machine-id")


def on_machine(identity):
    """Runs what follows where /etc/machine-id is another file."""
    script = f'mount --bind "{identity}" {MACHINE_ID} && exec "$@"'
    return ["unshare", "--mount", "sh", "-c", script, "sh"]


@pytest.fixture
def here(shop, site, tmp_path):
    """An installation with a license, on a machine with an ID of its own."""
    identity = tmp_path / "machine-id"
    identity.write_text("0" * 31 + "1\n")
    if subprocess.run([*on_machine(identity), "true"], capture_output=True).returncode:
        pytest.skip("may not mount another /etc/machine-id here")
    site.latchkey(
        "request", "--product", "latchkey.product", "--url", SITE, "--staging-url", "https://test.acme.example",
        "-o", "acme.request", before=on_machine(identity)).expect()
    order(shop, site)
    site.latchkey("import", "acme.lic", before=on_machine(identity)).expect()
    site.machine = identity
    return site


def judged(desk, identity, *options):
    """The mode, and what is told of a copy."""
    answer = desk.latchkey("verify", "--json", *options, before=on_machine(identity)).expect(0).json
    told = [each["values"]["facts"] for each in answer["findings"] if each["code"] == "copy-suspected"]
    assert [each["severity"] for each in answer["findings"] if each["code"] == "copy-suspected"] in ([], ["notice"])
    return answer["mode"], told


@needs("unshare")
def test_the_same_machine_is_no_copy(here):
    assert judged(here, here.machine) == ("full", [])


@needs("unshare")
def test_a_restarted_container_without_a_machine_id_is_no_copy(here, tmp_path):
    empty = tmp_path / "none"
    empty.write_text("")
    assert judged(here, empty) == ("full", [])


@needs("unshare")
def test_a_new_machine_id_is_told_and_changes_no_mode(here, tmp_path):
    other = tmp_path / "other"
    other.write_text("0" * 31 + "2\n")
    assert judged(here, other) == ("full", ["machine"])
    assert judged(here, other, "--url", "https://test.acme.example") == ("full", [])
    # The next request carries both sets, and then the new one is the one that counts.
    request = here.latchkey("request", "--url", SITE, before=on_machine(other)).expect().text
    lines = [line.split(" ")[0] + " " + line.split(" ")[1] for line in request.splitlines() if "fact " in line]
    assert lines == ["fact machine", "fact path", "former-fact machine"]
    assert judged(here, other) == ("full", [])
    assert judged(here, here.machine) == ("full", ["machine"])


@needs("unshare")
def test_a_moved_folder_is_told_and_changes_no_mode(here):
    (here / "elsewhere").mkdir()
    shutil.move(here / "latchkey.product", here / "elsewhere/latchkey.product")
    moved = ["--product", "elsewhere/latchkey.product"]
    assert judged(here, here.machine, *moved) == ("full", ["path"])


@needs("unshare")
def test_a_backup_that_is_restored_on_a_second_host_is_told_and_changes_no_mode(here, tmp_path):
    other = tmp_path / "second"
    other.write_text("0" * 31 + "3\n")
    second = here / "second-host"
    second.mkdir()
    shutil.copytree(here.state, second / "state")
    shutil.copy(here / "latchkey.product", second / "latchkey.product")
    options = ["--state", "second-host/state", "--product", "second-host/latchkey.product"]
    assert judged(here, other, *options) == ("full", ["machine, path"])
    assert judged(here, here.machine) == ("full", [])


@needs("unshare")
def test_what_is_kept_and_sent_are_hashes(here):
    raw = here.machine.read_text().strip().encode()
    for path in [*here.state.iterdir(), here / "acme.request"]:
        assert raw not in path.read_bytes()
    assure("S24", 1, "machine IDs, looked for in every file that is kept or sent")
