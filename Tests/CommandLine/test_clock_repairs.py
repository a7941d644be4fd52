"""Clock repairs: for one installation, good once, and never the same twice."""

import re

from conftest import VENDOR, snapshot
from customers import (  # noqa: F401
    READS_LISTS, UNKNOWN, assert_signed, client, fields, installation, keys, other, publish_keyring, receipt, request, vendor)
from ledger_records import ledger, records
from signed_notes import items
from wrong_files import assert_one_clear_error


def test_a_repair_is_for_one_installation_and_never_twice_the_same(vendor, client):
    name = installation(client)
    typed = name.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    first = vendor.vendor("repair-clock", typed, "-o", "a.repair", "--json").expect()
    note = (vendor / "a.repair").read_bytes()
    values = fields(note)
    assert list(values) == ["type", "vendor", "installation", "issued", "nonce"]
    assert (values["type"], values["vendor"], values["installation"]) == ("latchkey/clock-repair@v1", [VENDOR], [name])
    nonce, issued = values["nonce"][0], values["issued"][0]
    assert re.fullmatch(r"[0-9a-f]{32}", nonce)
    assert first.json == {
        "installation": name, "issued": issued, "nonce": nonce, "file": "a.repair",
        "record": first.json["record"]}
    assert_signed(note, keys(vendor)["repair"])
    second = vendor.vendor("repair-clock", name).expect()
    assert fields(second.out)["nonce"] != [nonce]
    assert "it is good once, and nowhere else" in second.talk and name in second.talk
    assert records(vendor, "repair", name) == [note, second.out]
    assert ledger(vendor, "SELECT body FROM record WHERE number = ?", first.json["record"]) == [(note.decode(),)]


def test_a_repair_can_answer_a_request(vendor, client):
    quoted = b"Hello,\r\n" + b"".join(b"> " + line + b"\r\n" for line in request(client).splitlines())
    table = [
        (request(client), None), (quoted, "could be repaired: line endings, quote marks, text around it"),
        (request(client, READS_LISTS[1:]), "does not say that this installation can read clock repairs"),
    ]
    for file, said in table:
        result = vendor.vendor("repair-clock", "--request", "-", stdin=file).expect()
        assert fields(result.out)["installation"] == [installation(client)]
        assert said in result.talk if said else len(result.talk.splitlines()) == 1
    keyring = publish_keyring(vendor)
    for words, file, riders in [
        ([installation(client)], b"", [keyring]), (["--request", "-"], request(client), [keyring]),
        (["--request", "-"], request(client, keyring=2), []),
    ]:
        assert items(vendor.vendor("repair-clock", *words, stdin=file).expect().out)[1:] == riders


def test_a_repair_that_cannot_be_is_refused_and_leaves_nothing(vendor, client, other):
    good = installation(client)
    slip = good[:-1] + ("0" if good[-1] != "0" else "1")
    changed = request(client).replace(b"\nkeyring 1\n", b"\nkeyring 2\n")
    table = [
        (64, [], b"", "name an installation"), (64, [good, "--request", "-"], request(client), "name an installation"),
        (64, [slip], b"", "is not an installation ID"), (64, ["any"], b"", "is not an installation ID"),
        (64, [good, "--json"], b"", "--json needs -o FILE"),
        (2, ["--request", "missing"], b"", "does not exist"), (2, ["--request", "keys"], b"", "is a folder"),
        (1, ["--request", "-"], b"", "this is not an activation request any more"),
        (1, ["--request", "-"], request(client)[:200], "this is not an activation request any more"),
        (1, ["--request", "-"], changed, "does not match its signature"),
        (1, ["--request", "-"], request(client, vendor="stranger.example"), "the activation request is for stranger.example"),
        (1, ["--request", "-"], receipt(client, UNKNOWN), "this is a return receipt, not an activation request"),
        (2, [good, "-o", "vendor"], b"", "already exists"),
    ]
    before = snapshot(vendor.folder)
    for status, words, file, said in table:
        result = vendor.vendor("repair-clock", *words, stdin=file).expect(status)
        assert_one_clear_error(result, "latchkey-vendor")
        assert said in result.talk and result.out == b"", (words, result.talk)
        assert snapshot(vendor.folder) == before, words
    assert len(table) == 13
