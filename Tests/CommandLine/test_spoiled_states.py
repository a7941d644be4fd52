"""Every state takes an import, however it was spoiled, and says what else it lacks."""

import pytest

from benches import bench, restore  # noqa: F401
from conftest import SITE, import_codes, needs, order, snapshot
from evidence import assure


def garbage(desk):
    (desk.state / "state").write_bytes(bytes(range(256)) * 10)


def truncated(part):
    def change(desk):
        path = desk.state / "state"
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    return change


def flipped(desk):
    path = desk.state / "state"
    path.write_bytes(path.read_bytes().replace(b"revision", b"revisioN"))


def without(*names):
    def change(desk):
        for name in names:
            (desk.state / name).unlink()
    return change


def swapped(desk):
    (desk.state / "state").write_bytes((desk.state / "state.previous").read_bytes())


def too_large(desk):
    with open(desk.state / "state", "ab") as file:
        file.truncate(9 << 20)


def linked(desk):
    (desk.state / "state").rename(desk.state / "elsewhere")
    (desk.state / "state").symlink_to("elsewhere")


NAMED = ["--product", "latchkey.product"]
STATES = [
    ("as it was", lambda desk: None, [], 0),
    ("no state", without("state"), [], 1), ("no state and no previous", without("state", "state.previous"), [], 1),
    ("garbage", garbage, [], 2), ("nothing in it", truncated(0), [], 2), ("half of it", truncated(0.5), [], 2),
    ("all but the end of its history", truncated(0.99), [], 0), ("a changed letter", flipped, [], 2), ("9 MiB", too_large, [], 2),
    ("the one before", swapped, [], 1), ("a link", linked, [], 0),
    ("product path lost", without("product-path"), NAMED, None),
    ("product path garbage", lambda desk: (desk.state / "product-path").write_bytes(b"\xff\x00\n"), NAMED, None),
    ("product path empty", lambda desk: (desk.state / "product-path").write_bytes(b""), NAMED, None),
    ("no lock", without("lock"), [], 0), ("no key", without("installation.key"), [], 0),
    ("key garbage", lambda desk: (desk.state / "installation.key").write_bytes(b"x"), [], 0),
    ("left-over temporary files", lambda desk: (desk.state / ".latchkey-1").write_bytes(b"x"), [], 0),
]


@pytest.mark.parametrize("change, options, verify", [row[1:] for row in STATES], ids=[row[0] for row in STATES])
def test_r10_an_import_works_in_every_state(bench, change, options, verify):
    restore(bench)
    change(bench)
    before = bench.latchkey("verify", "--json")
    if verify is not None:
        assert before.expect(verify).json["mode"] in ("trial", "off")
    # A state that was lost takes its sites along, so the site is said.
    bench.latchkey("import", "full.lic", *options).expect(0)
    after = bench.latchkey("verify", "--json", "--url", SITE).expect(0).json
    assert (after["mode"], after["features"]) == ("full", ["reports"])
    assert bench.latchkey("import", "full.lic", "--json").expect(0).json["import"]["outcome"] == "unchanged"
    assure("R10", 1, "spoiled states, on the command line")


def test_a_request_without_the_installations_key_says_so_and_makes_no_other(bench):
    restore(bench)
    key = bench.state / "installation.key"
    for change, said in [(lambda: key.write_bytes(b"x"), "is not an installation key"), (key.unlink, "is missing")]:
        change()
        before = snapshot(bench.state)
        result = bench.latchkey("request", "--url", SITE, "-o", "new.out").expect(2)
        assert said in result.errors("latchkey")[0] and "restore it from a backup" in result.talk
        assert snapshot(bench.state) == before and not (bench / "new.out").exists()
    # What the hint says works.
    bench.state.rename(bench / "state/away")
    bench.latchkey("request", *NAMED, "--url", SITE, "-o", "new.out").expect(0)


def test_an_import_works_where_nothing_was_ever_done(shop, bench):
    restore(bench, template=False)
    order(shop, bench, "--installation", "any", name="anywhere.lic")
    # A license for the installation that stood here before is not this one's.
    refused = bench.latchkey("import", "full.lic", *NAMED, "--json").expect(1)
    assert import_codes(refused.json) == ["other-installation"]
    bench.latchkey("import", "anywhere.lic", *NAMED).expect()
    assert bench.latchkey("verify", "--json", "--url", SITE).expect(0).json["mode"] == "full"


def test_the_table_of_states_is_whole():
    assert len(STATES) == 18 and len({row[0] for row in STATES}) == 18


@needs("faketime")
def test_an_expired_license_takes_a_renewal_and_imports_itself(shop, bench):
    restore(bench)
    renewal = order(shop, bench, "--expires", "2098-12-31", name="renewal.lic")
    late = ["faketime", "-f", "@2090-01-01 00:00:00"]
    if bench.latchkey("verify", "--json", before=late).json["time"][:4] != "2090":
        pytest.skip("faketime does not reach this program")
    expired = bench.latchkey("verify", "--json", before=late).expect(1)
    assert expired.json["mode"] == "read-only" and expired.codes == ["expired"]
    again = bench.latchkey("import", "full.lic", "--json", before=late).expect(0)
    assert again.json["import"]["outcome"] == "imported" and again.json["verdict"]["mode"] == "read-only"
    bench.latchkey("import", renewal, before=late).expect(0)
    assert bench.latchkey("verify", "--json", before=late).expect(0).json["mode"] == "full"
