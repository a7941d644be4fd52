"""The day a key is stolen, from start to end and on both sides: the vendor's desk, honest customers, and the thief."""

import base64
import hashlib
import shutil
import time
from datetime import date, timedelta

import nacl.signing
import pytest

from conftest import PRODUCT, VENDOR, Desk, needs, snapshot
from vendors import (  # noqa: F401
    add_product, answer, askers, assert_intact, assert_refused, documents, fields, install, installation, issue, judged,
    kinds, number, open_workspace, place, places, records, rows, state, template, terms, vendor)

TODAY = date.today()
OPENED, SOLD, FORGED = TODAY - timedelta(days=40), TODAY - timedelta(days=30), TODAY - timedelta(days=20)
LABEL = str(OPENED.year)


def on(day):
    """Runs what follows on another day."""
    return ["faketime", "-f", f"@{day} 10:00:00"]


def leaves(vendor):
    return vendor.vendor("audit", "verify", "--json").expect().json["leaves"]


class Drill:
    """A vendor of two products, one of which demands proofs, with its root keys on three media; two of them must sign."""

    def __init__(self, folder):
        self.folder = folder
        self.vendor = open_workspace(folder / "vendor", "--roots", 3, "--threshold", 2, before=on(OPENED))
        add_product(self.vendor, "strict", "--require-log-proof", file="strict.product", before=on(OPENED))
        self.media = []
        for count in (1, 2, 3):
            self.media.append(Desk(folder / f"medium-{count}"))
            shutil.move(self.vendor / f"keys/root-{count}.key", self.media[-1] / "root.key")

    def place(self, name, product="latchkey.product"):
        return place(self.vendor, self.folder / name, product=product, url=f"https://glpi.{name}.example/")

    def sold(self, desk, before=()):
        """A license for a place, installed there."""
        file = answer(self.vendor, desk, before=before).expect().out
        install(desk, file)
        assert judged(desk) == ("full", [])
        return file

    def stolen(self, *roles):
        """What a thief has: the whole workspace, but of the keys only those of the roles."""
        thief = Desk(self.folder / "thief")
        shutil.copytree(self.vendor.folder, thief.folder, dirs_exist_ok=True)
        for path in (thief / "keys").glob("*.key"):
            if path.name.split("-")[0] not in roles:
                path.unlink()
        assert len(list((thief / "keys").glob("*.key"))) == len(roles)
        return thief

    def ceremony(self, *command, media=(0, 2)):
        """Puts a proposal before two root keys, each on a machine of its own, and publishes it."""
        told = self.vendor.vendor(*command, "-o", "next.proposal", "--force").expect()
        assert "nothing has changed yet" in told.talk
        self.publish("next.proposal", media)

    def publish(self, proposal, media=(0, 2)):
        signed = []
        for count in media:
            desk = self.media[count]
            desk.receive(self.vendor / proposal)
            desk.vendor(
                "keyring", "sign", proposal, "--key", "root.key", "-o", "signed.proposal", "--yes", "--force").expect()
            signed.append(self.vendor.receive(desk / "signed.proposal", f"signed-{count}.proposal"))
        # One signature is too few.
        held = records(self.vendor)
        assert_refused(self.vendor.vendor("keyring", "publish", signed[0]), 1, "still to sign: 1 of the last keyring's root keys")
        assert records(self.vendor) == held
        self.vendor.vendor("keyring", "publish", *signed, "--reason", "stolen").expect()

    def compromise(self, role, size, label="new"):
        self.ceremony(
            "keys", "compromise", f"{VENDOR}/{role}/{LABEL}", "--after", size, "--label", label, "--no-passphrase")


@pytest.fixture
def drill(built, tmp_path):
    return Drill(tmp_path)


def forged(thief, *options, product=PRODUCT, day=FORGED):
    """A license that the thief dates back: its note, and what the thief's desk makes of it."""
    result = thief.vendor(
        "issue", "--product", product, "--customer", "T", "--installation", "any", "--url", "any", *options, before=on(day))
    note = rows(thief, "SELECT body FROM record WHERE kind = 'license' ORDER BY number DESC LIMIT 1")[0][0].encode()
    assert fields(note)["issued"][0].startswith(str(day))
    return note, result


@needs("faketime")
def test_after_the_theft_of_the_license_key_honest_licenses_live_and_forged_ones_die(drill):
    vendor = drill.vendor
    a, b, t = drill.place("a"), drill.place("b"), drill.place("t")
    file = drill.sold(a, before=on(SOLD))
    honest = leaves(vendor)
    thief = drill.stolen("license")
    forgery, result = forged(thief)
    # Nobody signs the thief's log.
    assert_refused(result, 2, "waits for a checkpoint")
    install(t, forgery)
    assert judged(t) == ("full", [])

    # The day it is found out.
    drill.compromise("license", honest)
    assert [key["name"] for key in vendor.vendor("keys", "list", "--json").json["keys"] if key["role"] == "license"] == [
        f"{VENDOR}/license/{LABEL}", f"{VENDOR}/license/new"]
    fresh = vendor.vendor("show", number(file), "--fresh", "-o", "-").expect().out
    assert kinds(fresh) == ["license", "tlog-proof", "keyring"] and documents(fresh)[0] == documents(file)[0]
    sold = drill.sold(b)
    assert kinds(sold) == ["license", "tlog-proof", "keyring"]

    # Whoever was there before stays, with the new keyring or without, with the fresh file or without.
    assert judged(a) == ("full", [])
    install(a, sold, "of-b.lic")
    assert judged(a) == ("full", [])
    install(a, fresh, "fresh.lic")
    assert judged(a) == ("full", [])
    # The forgery stops counting where it was installed, once the keyring arrives there,
    install(t, sold, "of-b.lic")
    mode, codes = judged(t)
    assert mode == "off" and codes, codes
    # and is refused where the keyring is known, with any proof that the thief can get hold of.
    for desk in (b, t):
        for name, candidate in {
            "bare": forgery, "with the proof of another": forgery + b"\n" + documents(file)[1],
            "with the keyring": forgery + b"\n" + documents(fresh)[1] + b"\n" + documents(fresh)[2],
        }.items():
            desk.write("forged.lic", candidate)
            done = desk.latchkey("import", "forged.lic")
            assert judged(desk)[0] == ("full" if desk is b else "off"), (name, done.talk)
        desk.write("forged.lic", forgery)
        desk.latchkey("import", "forged.lic").expect(1)
    # A release that was built since then refuses it at once, and takes what is honest.
    vendor.vendor("product", "export", PRODUCT, "--app-version", "1.0.1", "-o", "next.product").expect()
    late = place(vendor, drill.folder / "late", product="next.product")
    install(late, forgery, status=1)
    assert judged(late)[0] == "off"
    assert judged(b) == ("full", [])
    assert_intact(vendor)


@needs("faketime")
def test_after_the_theft_of_the_log_key_too_only_fresh_proofs_count(drill):
    vendor = drill.vendor
    a, b, t = [drill.place(name, "strict.product") for name in "abt"]
    file = drill.sold(a, before=on(SOLD))
    drill.sold(drill.place("later"), before=on(SOLD))
    honest = leaves(vendor)
    thief = drill.stolen("license", "log")
    _, result = forged(thief, product="strict")
    forgery = result.expect().out
    assert kinds(forgery) == ["license", "tlog-proof"]
    install(t, forgery)
    assert judged(t) == ("full", [])

    drill.compromise("license", honest)
    # As long as the stolen key of the log counts, its proof of a leaf above the size helps nobody.
    first = vendor.vendor("show", number(file), "--fresh", "-o", "-").expect().out
    install(t, first, "of-a.lic")
    assert judged(t)[0] == "off"
    # But the thief can make a tree that has the forgery below the size: that is what the second step is for.
    drill.compromise("log", honest)
    fresh = vendor.vendor("show", number(file), "--fresh", "-o", "-").expect().out
    assert kinds(fresh) == ["license", "tlog-proof", "keyring"]
    assert b"log/new" in documents(fresh)[1]
    named = vendor.vendor("show", number(file), "--log-size", honest, "-o", "-").expect().out
    assert f"\n{honest}\n".encode() in documents(named)[1] and f"log/{LABEL}".encode() in documents(named)[1]

    # An old proof is by a key that does not count any more; a fresh one, in either tree, brings the license back.
    sold = drill.sold(b)
    install(a, sold, "of-b.lic")
    assert judged(a)[0] == "off"
    shutil.copytree(a.folder, drill.folder / "as-a")
    for desk, proven in ((a, fresh), (Desk(drill.folder / "as-a"), named)):
        install(desk, proven, "fresh.lic")
        assert judged(desk)[0] == "full"

    # A tree of the thief's own, in which the forgery is an early leaf.
    install(t, fresh, "fresh.lic")
    early = in_a_tree_of_its_own(thief)
    for candidate in (forgery, early, early + b"\n" + documents(fresh)[2], documents(forgery)[0] + b"\n" + documents(named)[1]):
        for desk, mode in ((a, "full"), (b, "full"), (t, "off")):
            desk.write("forged.lic", candidate)
            desk.latchkey("import", "forged.lic")
            assert judged(desk)[0] == mode
    assert_intact(vendor)


def in_a_tree_of_its_own(thief):
    """The thief's last license with a proof, by the stolen key, in a log that has no other leaf."""
    def key(role):
        path, = (thief / "keys").glob(f"{role}-*.key")
        material = path.read_text().strip().removeprefix("k4.secret.")
        return nacl.signing.SigningKey(base64.urlsafe_b64decode(material + "==")[:32])

    def signed(text, role):
        pair, name = key(role), f"{VENDOR}/{role}/{LABEL}".encode()
        stamp = hashlib.sha256(name + b"\n\x01" + bytes(pair.verify_key)).digest()[:4] + pair.sign(text).signature
        return text + b"\n" + "— ".encode() + name + b" " + base64.b64encode(stamp) + b"\n"

    note = rows(thief, "SELECT body FROM record WHERE kind = 'license' ORDER BY number DESC LIMIT 1")[0][0].encode()
    text = note[: note.rindex("\n\n— ".encode()) + 1]
    leaf = b"latchkey/leaf@v1\nlatchkey/license@v1\n" + hashlib.sha256(text).hexdigest().encode() + b"\n"
    root = base64.b64encode(hashlib.sha256(b"\0" + leaf).digest())
    head = f"{VENDOR}/log/{LABEL}\n1\n".encode() + root + b"\n"
    return note + b"\nc2sp.org/tlog-proof@v1\nindex 0\n\n" + signed(head, "log")


@needs("faketime")
def test_the_thief_with_both_keys_is_stopped_only_by_the_second_step(drill):
    vendor = drill.vendor
    a, t = drill.place("a", "strict.product"), drill.place("t", "strict.product")
    file = drill.sold(a, before=on(SOLD))
    honest = leaves(vendor)
    thief = drill.stolen("license", "log")
    forged(thief, product="strict")
    early = in_a_tree_of_its_own(thief)
    drill.compromise("license", honest)
    fresh = vendor.vendor("show", number(file), "--fresh", "-o", "-").expect().out
    install(t, early + b"\n" + documents(fresh)[2])
    assert judged(t) == ("full", [])
    drill.compromise("log", honest)
    fresh = vendor.vendor("show", number(file), "--fresh", "-o", "-").expect().out
    install(t, fresh, "fresh.lic")
    assert judged(t)[0] == "off"
    install(a, fresh, "fresh.lic")
    assert judged(a) == ("full", [])


@needs("faketime")
def test_rotation_without_a_theft_costs_no_customer_anything(built, tmp_path):
    vendor = open_workspace(tmp_path / "vendor", before=on(OPENED))
    a, b, c, d = [place(vendor, tmp_path / name, url=f"https://glpi.{name}.example/") for name in "abcd"]
    files = [answer(vendor, desk, before=on(SOLD)).expect().out for desk in (a, b)]
    for desk, file in zip((a, b), files):
        install(desk, file)
    vendor.vendor("revoke", number(files[1]), "--reason", "refunded", "-o", "of-b.lic", before=on(SOLD)).expect()
    for count, role in enumerate(("license", "log", "revocation")):
        told = vendor.vendor("keys", "rotate", role, "--label", "next", "--no-passphrase", "--reason", "yearly").expect()
        assert f"published keyring {count + 2}" in told.talk
    assert_intact(vendor)
    assert judged(a) == ("full", [])
    # The bytes of what went out are the same, and it can be installed anew.
    assert vendor.vendor("show", number(files[0]), "-o", "-").expect().out == files[0]
    sold = answer(vendor, c).expect().out
    assert kinds(sold) == ["license", "tlog-proof", "keyring"] and b"license/next" in documents(sold)[0]
    assert fields(documents(sold)[2])["version"] == ["4"] and b"log/next" in documents(sold)[1]
    install(c, sold)
    for desk in (a, b):
        install(desk, sold, "of-c.lic")
        assert judged(desk) == ("full", [])
    # A list that the retired key signed counts where the new keyring is known.
    install(b, (vendor / "of-b.lic").read_bytes(), "of-b.lic")
    assert "revoked" in judged(b)[1] and judged(b)[0] != "full"
    again = answer(vendor, b, "--term", "2y").expect().out
    assert kinds(again) == ["license", "tlog-proof", "keyring", "revocations"]
    assert b"revocation/next" not in documents(again)[3]
    # The next list is by the new key.
    vendor.vendor("revoke", number(sold), "--reason", "refunded", "-o", "of-c.lic").expect()
    assert b"revocation/next" in documents((vendor / "of-c.lic").read_bytes())[0]
    install(c, (vendor / "of-c.lic").read_bytes(), "of-c.lic")
    assert "revoked" in judged(c)[1]
    # An installation that never saw a new keyring gets all of it in one file.
    install(d, answer(vendor, d).expect().out)
    assert judged(d) == ("full", [])
    # A license that was issued by the retired key is given again as it was, and by nobody anew.
    assert answer(vendor, a).expect().out == files[0]


# --- what goes wrong on such a day ---


def test_a_key_that_cannot_be_compromised_is_refused_and_nothing_is_made(vendor):
    license, _ = issue(vendor)
    year = str(TODAY.year)
    cases = [
        (1, [f"{VENDOR}/license/{year}x", "--after", "1"], "is not one of the keyring's signing keys"),
        (1, [f"{VENDOR}/root/1", "--after", "1"], "is not one of the keyring's signing keys"),
        (1, [f"{VENDOR}/license/{year}", "--after", "99"], "99"), (64, [f"{VENDOR}/license/{year}"], "--after"),
        (64, [f"{VENDOR}/license/{year}", "--after", "-1"], "--after"), (64, [f"{VENDOR}/license/{year}", "--after", "many"], "--after"),
        (64, ["--after", "1"], "key"), (2, [f"{VENDOR}/license/{year}", "--after", "1", "--label", year], "exists"),
        (2, [f"{VENDOR}/license/{year}", "--after", "1"], "exists"),
    ]
    before = snapshot(vendor.folder)
    for status, words, said in cases:
        result = vendor.vendor("keys", "compromise", *words, *(["--no-passphrase"] if status != 64 else []))
        assert_refused(result, status, said)
        assert snapshot(vendor.folder) == before, words
    assert len(cases) == 9
    vendor.vendor(
        "keys", "compromise", f"{VENDOR}/license/{year}", "--after", "2", "--label", "b", "--no-passphrase").expect()
    before = snapshot(vendor.folder)
    result = vendor.vendor(
        "keys", "compromise", f"{VENDOR}/license/{year}", "--after", "2", "--label", "c", "--no-passphrase")
    assert_refused(result, 1, "compromised already")
    assert snapshot(vendor.folder) == before


@needs("faketime")
def test_without_the_root_keys_no_key_is_made_for_nothing(drill):
    vendor = drill.vendor
    before = snapshot(vendor.folder)
    for command in (
        ["keys", "compromise", f"{VENDOR}/license/{LABEL}", "--after", "1", "--label", "b"],
        ["keys", "rotate", "license", "--label", "b"],
    ):
        result = vendor.vendor(*command, "--no-passphrase")
        assert_refused(result, 1, "name -o FILE for a proposal")
        assert snapshot(vendor.folder) == before
    # So that the same command with -o is the next step, and not in the way of itself.
    vendor.vendor(*command, "--no-passphrase", "-o", "next.proposal").expect()


def test_a_rotation_that_is_refused_leaves_no_key(vendor):
    before = snapshot(vendor.folder)
    for words in (["--from", "2020-01-01"], ["--label", "a b"]):
        result = vendor.vendor("keys", "rotate", "license", "--label", "b", "--no-passphrase", *words)
        assert result.status in (1, 64) and snapshot(vendor.folder) == before, words


@needs("faketime")
def test_a_key_is_compromised_although_another_one_was_to_take_over_later(vendor):
    then = TODAY + timedelta(days=60)
    vendor.vendor("keys", "rotate", "license", "--from", then, "--label", "later", "--no-passphrase").expect()
    vendor.vendor(
        "keys", "compromise", f"{VENDOR}/license/{TODAY.year}", "--after", "2", "--label", "between",
        "--no-passphrase").expect()
    assert b"license/between" in issue(vendor)[1]
    assert b"license/later" in issue(vendor, before=on(then))[1]
    assert_intact(vendor)


@needs("faketime")
def test_a_proposal_that_was_put_off_can_be_made_again(drill):
    vendor = drill.vendor
    vendor.vendor("keys", "rotate", "license", "--label", "b", "--no-passphrase", "-o", "one.proposal").expect()
    issue(vendor)
    drill.ceremony("keys", "rotate", "license", "--label", "c", "--no-passphrase")
    old = drill.media[0].receive(vendor / "one.proposal")
    drill.media[0].vendor("keyring", "sign", old, "--key", "root.key", "-o", "late.proposal", "--yes").expect()
    drill.media[1].receive(drill.media[0] / "late.proposal")
    drill.media[1].vendor(
        "keyring", "sign", "late.proposal", "--key", "root.key", "-o", "later.proposal", "--yes").expect()
    result = vendor.vendor("keyring", "publish", drill.media[1] / "later.proposal")
    assert_refused(result, 1, "keyring 2 is not the one after 2")
    assert f"{VENDOR}/license/c" in vendor.vendor("keys", "list").expect().text


def test_a_keyring_that_would_cut_off_what_was_issued_meanwhile_is_not_published(drill):
    vendor = drill.vendor
    a = drill.place("a")
    vendor.vendor("keys", "rotate", "license", "--label", "b", "--no-passphrase", "-o", "late.proposal").expect()
    time.sleep(1)
    file = answer(vendor, a).expect().out
    held = records(vendor)
    with pytest.raises(AssertionError, match="after the end that the keyring gives to its key"):
        drill.publish("late.proposal")
    assert records(vendor) == held
    # Made anew, it ends the key after all that the key signed.
    drill.ceremony("keys", "rotate", "license", "--label", "c", "--no-passphrase")
    fresh = vendor.vendor("show", number(file), "--fresh", "-o", "-").expect().out
    for candidate in (fresh, file):
        install(a, candidate)
        assert judged(a) == ("full", [])
    assert_intact(vendor)


def test_what_was_signed_in_the_second_of_a_rotation_stays_good(vendor, places):
    for count, desk in enumerate(places):
        file = answer(vendor, desk).expect().out
        vendor.vendor("keys", "rotate", "license", "--label", f"k{count}", "--no-passphrase").expect()
        install(desk, vendor.vendor("show", number(file), "--fresh", "-o", "-").expect().out)
        assert judged(desk) == ("full", [])
