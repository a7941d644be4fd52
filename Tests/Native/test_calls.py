"""The whole path through the library, and the same answers from the static program and the command lines."""

import json
import os
import re
from datetime import datetime, timezone

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from calls import INT64_MAX, OPERATIONS, RawAnswer, context
from conftest import ROOT, desks, order, seed_of

SCHEMAS = {
    name: json.loads((ROOT / f"docs/spec/{name}.schema.json").read_text()) for name in ("verdict", "status", "answer")}
REGISTRY = Registry().with_resources(
    [(schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()])
MODES = {None: 0, "off": 1, "read-only": 2, "trial": 3, "full": 4}


def now():
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def validated(operation, answer):
    """An answer whose JSON is as the schema says, and whose numbers are those of its JSON."""
    Draft202012Validator({"$ref": f"latchkey:answer#/$defs/{operation}"}, registry=REGISTRY).validate(answer.data)
    data = answer.data
    verdict = data.get("verdict", data)
    assert answer.mode == MODES[verdict.get("mode")]
    told = len(verdict.get("findings", [])) + len(data.get("import", {}).get("findings", []))
    assert answer.findings == told
    expires = verdict.get("expires")
    if expires is None:
        assert answer.expires == -1
    elif expires == "never":
        assert answer.expires == INT64_MAX
    else:
        instant = datetime.strptime(expires, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
        assert answer.expires == int(instant.timestamp())
    allowed = answer.mode >= 3 and all(verdict.get("allowed", {}).values())
    assert answer.allowed == int(allowed)
    assert b"\n" not in answer.json and b'": ' not in answer.json
    return answer


@pytest.fixture(params=["library", "program"])
def client(request):
    """The library, and the static program: the same answers."""
    return request.getfixturevalue(request.param)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMAS["answer"])
    assert set(OPERATIONS) <= set(SCHEMAS["answer"]["$defs"])


def test_a_license_goes_the_whole_way_through_the_library(client, shop, site):
    product = (site / "latchkey.product").read_bytes()
    seed, nonce = os.urandom(32), os.urandom(16)
    present = context(now(), url=desks.SITE, feature="reports", host="glpi 10.0.18")

    bare = validated("verify", client.call("verify", product=product, context=present))
    assert (bare.outcome, bare.codes, bare.state) == (0, ["nothing-installed"], b"")

    asked = validated("request", client.call("request", product=product, seed=seed, nonce=nonce, context=present))
    assert (asked.outcome, asked.mode, asked.findings) == (0, 0, 0)
    assert asked.data["urls"] == [desks.SITE]
    site.write("acme.request", asked.document)
    order(shop, site, "--term", "1y", "--feature", "reports", "--limit", "seats 50")
    file = (site / "acme.lic").read_bytes()

    taken = validated(
        "import", client.call("import", product=product, state=asked.state, file=file, context=present))
    assert (taken.outcome, taken.mode, taken.allowed, taken.data["import"]["outcome"]) == (0, 4, 1, "imported")

    verdict = validated("verify", client.call("verify", product=product, state=taken.state, context=present))
    assert (verdict.outcome, verdict.mode, verdict.allowed, verdict.findings) == (0, 4, 1, 0)
    assert verdict.data["limits"] == {"seats": 50} and verdict.data["allowed"] == {"reports": True}
    # An hour's first look is to be stored; the next one has nothing new to remember.
    settled = verdict.state or taken.state
    again = client.call("verify", product=product, state=settled, context=present)
    assert again.state == b"" and again.json == verdict.json

    status = validated("status", client.call("status", product=product, state=taken.state, context=present))
    assert status.state == b"" and status.data["installed"][0]["standing"] == "in-force"
    assert status.data == verdict.data | {
        name: status.data[name] for name in ("clock", "coveredUntil", "installed")}

    number = verdict.data["license"].encode()
    returned = validated("return", client.call(
        "return", product=product, state=settled, seed=seed, license=number, context=present))
    assert returned.outcome == 0 and returned.document.startswith(b"latchkey/return@v1\n")
    # Asked again, the same receipt; nothing more to store.
    twice = client.call(
        "return", product=product, state=returned.state, seed=seed, license=number, context=present)
    assert (twice.outcome, twice.document, twice.state) == (0, returned.document, b"")
    gone = client.call("verify", product=product, state=returned.state, context=present)
    assert gone.codes[0] == "nothing-installed" and gone.mode == 1
    back = validated("import", client.call(
        "import", product=product, state=returned.state, file=file, context=present))
    assert back.outcome == 1 and back.state == b"" and back.data["import"]["findings"][0]["code"] == "given-back"
    site.write("acme.return", returned.document)
    shop.vendor("returned", site / "acme.return").expect()

    for document, kind in [
            (asked.document, "activation request"), (file, "license"), (returned.document, "return receipt"),
            (product, "product file")]:
        shown = validated("inspect", client.call("inspect", product=product, file=document))
        assert shown.outcome == 0 and shown.data["items"][0]["document"] == kind
        assert all(each["state"] == "good" for item in shown.data["items"] for each in item["signatures"])


def test_the_command_line_gives_the_same_answers(client, licensed):
    product = (licensed / "latchkey.product").read_bytes()
    licensed.latchkey("verify").expect()
    for options, values in [
            ((), {}), (("--feature", "reports"), {"feature": "reports"}), (("--feature", "export"), {"feature": "export"}),
            (("--url", "https://other.example/?a"), {"url": "https://other.example/?a"}),
            (("--app-version", "9.9"), {"version": "9.9"}), (("--host", "glpi 10.0"), {"host": "glpi 10.0"})]:
        told = licensed.latchkey("verify", "--json", *options).json
        state = (licensed.state / "state").read_bytes()
        present = context(told["time"], **({"url": desks.SITE} | values))
        answer = validated("verify", client.call("verify", product=product, state=state, context=present))
        assert answer.data == told, options
    told = licensed.latchkey("status", "--json").json
    answer = client.call(
        "status", product=product, state=(licensed.state / "state").read_bytes(),
        context=context(told["time"], url=desks.SITE))
    assert answer.data == {name: value for name, value in told.items() if name not in ("productFile", "state")}
    for name in ("acme.lic", "acme.request", "latchkey.product"):
        told = licensed.latchkey("inspect", name, "--json").expect().json
        assert client.call("inspect", product=product, file=(licensed / name).read_bytes()).data == told


def test_the_command_line_goes_on_with_a_state_that_the_library_made(client, shop, asked):
    order(shop, asked, "--term", "1y")
    state, file = (asked.state / "state").read_bytes(), (asked / "acme.lic").read_bytes()
    product = (asked / "latchkey.product").read_bytes()
    taken = client.call(
        "import", product=product, state=state, file=file, seed=seed_of(asked), context=context(now(), url=desks.SITE))
    (asked.state / "state").write_bytes(taken.state)
    told = asked.latchkey("verify", "--json").expect().json
    assert told | {"time": ""} == taken.data["verdict"] | {"time": ""}


def test_findings_are_told_in_the_language_of_the_context(client, documents):
    english, french = (
        client.call("verify", product=documents.product, context=context(language=language))
        for language in ("en_US.UTF-8", "fr_CA"))
    assert english.data["findings"][0]["message"] != french.data["findings"][0]["message"]
    assert "licence" in french.data["findings"][0]["message"]
    assert english.codes == french.codes


BAD_CONTEXTS = {
    "nothing": None, "empty": b"", "another type": b"latchkey/context@v2\nnow 2026-11-21T14:20:00Z\n",
    "no newline": b"latchkey/context@v1\nnow 2026-11-21T14:20:00Z", "no now": b"latchkey/context@v1\n",
    "two nows": context("2026-11-21T14:20:00Z", "now 2026-11-21T14:20:00Z\n"),
    "two URLs": context("2026-11-21T14:20:00Z", "url a\nurl a\n"), "a date": context("2026-11-21"),
    "no such day": context("2026-02-30T00:00:00Z"), "an unknown key": context("2026-11-21T14:20:00Z", "x-a b\n"),
    "no key": context("2026-11-21T14:20:00Z", " value\n"), "no value": context("2026-11-21T14:20:00Z", "url\n"),
    "an empty line": context("2026-11-21T14:20:00Z", "\n"), "a feature": context(feature="Reports"),
    "a fact without a value": context(fact="machine "), "a fact twice": context(fact="a 1\nfact a 2"),
    "17 facts": context("2026-11-21T14:20:00Z", *(f"fact f{index} 1\n" for index in range(17))),
    "65 sites": context("2026-11-21T14:20:00Z", *(f"site staging https://a{index}/\n" for index in range(65))),
    "a site's use": context(site="test https://a/"), "evidence": context(evidence="soon"),
    "carriage returns": b"latchkey/context@v1\r\nnow 2026-11-21T14:20:00Z\r\n",
    "1025 lines": context("2026-11-21T14:20:00Z", *("feature a\n" for _ in range(1023))),
    "65537 bytes": context(url="a" * (65537 - len(context(url="")))),
}
GOOD_CONTEXTS = {
    "1024 lines": context("2026-11-21T14:20:00Z", *("feature a\n" for _ in range(1022))),
    "65536 bytes": context(url="a" * (65536 - len(context(url="")))),
    "64 sites, 16 facts": context(
        "2026-11-21T14:20:00Z", *(f"site staging https://a{index}/\n" for index in range(64)),
        *(f"fact f{index} {index}\n" for index in range(16))),
    "empty values": context(url="", version="", host="", language="", typed_url="", unreadable=""),
    "bytes that are no text": b"latchkey/context@v1\nnow 2026-11-21T14:20:00Z\nurl \xff\xfe\x00\x1b[31m\n",
}


@pytest.mark.parametrize("name", BAD_CONTEXTS)
def test_a_context_that_cannot_be_read_is_a_bad_call(client, documents, name):
    for operation in ("verify", "status", "import", "request", "return", "support"):
        parts = {"product": documents.product, "state": documents.state, "context": BAD_CONTEXTS[name]}
        answer = validated(operation, client.call(operation, **parts))
        assert (answer.outcome, answer.mode, answer.codes) == (3, 0, ["context-unreadable"]), operation
        assert answer.state == answer.document == b""


@pytest.mark.parametrize("name", GOOD_CONTEXTS)
def test_a_context_at_its_limits_is_read(client, documents, name):
    answer = validated(
        "verify", client.call("verify", product=documents.product, state=documents.state, context=GOOD_CONTEXTS[name]))
    assert answer.outcome == (2 if name == "empty values" else 0)


def test_seeds_nonces_and_numbers_of_another_length_are_bad_calls(client, documents):
    parts = {"product": documents.product, "state": documents.state, "context": context(url=documents.url)}
    for seed in (None, b"", b"a", documents.seed[:-1], documents.seed + b"a", documents.seed * 4):
        for operation, more in {"request": {"nonce": bytes(16)}, "return": {"license": documents.number}}.items():
            assert client.call(operation, seed=seed, **more, **parts).outcome == 3
        imported = client.call("import", seed=seed, file=documents.license, **parts)
        assert imported.outcome == (0 if not seed else 3)
        assert client.call("import", seed=seed, file=documents.license, **parts | {"state": None}).outcome == 3
    for nonce in (None, b"", bytes(15), bytes(17)):
        assert client.call("request", seed=documents.seed, nonce=nonce, **parts).outcome == 3
    for number in (None, b"", b"0", documents.number[:-1], documents.number + b"0", documents.number.lower()):
        assert client.call("return", seed=documents.seed, license=number, **parts).outcome == 3


def test_what_stands_in_the_way_of_a_request_or_return_is_a_finding(client, documents):
    parts = {"product": documents.product, "state": documents.state, "seed": documents.seed}
    request = parts | {"nonce": bytes(16)}
    for present, code in [
            (context(), "request-not-possible"), (context(url="http://a b/"), "request-not-possible"),
            (context(url="https://a.example/", site="staging https://a.example"), "request-not-possible"),
            (context(url="https://a.example/", version="x y"), "version-unreadable")]:
        answer = validated("request", client.call("request", context=present, **request))
        assert (answer.outcome, answer.codes, answer.document) == (1, [code], b"")
    present = context(url=documents.url)
    for change, outcome, code in [
            ({"product": b""}, 2, "product-file-unreadable"), ({"seed": bytes(32)}, 1, "state-unreadable")]:
        answer = validated("request", client.call("request", context=present, **request | change))
        assert (answer.outcome, answer.codes) == (outcome, [code])
    answer = validated(
        "return", client.call("return", license=b"01M7YYRG18SB2TKDK1MTMW0G28", context=present, **parts))
    assert (answer.outcome, answer.codes) == (1, ["license-not-installed"])


def test_a_state_that_the_caller_could_not_read_is_undecided(client, documents):
    for state in (documents.state, None):
        answer = validated("verify", client.call(
            "verify", product=documents.product, state=state, context=context(unreadable="permission denied")))
        assert (answer.outcome, answer.codes) == (2, ["state-unreadable"])
        assert answer.data["findings"][0]["values"]["reason"] == "permission denied"


def test_no_state_and_an_empty_state_are_two_things(client, documents):
    present = context(url=documents.url)
    none, empty = (
        client.call("verify", product=documents.product, state=state, context=present) for state in (None, b""))
    assert (none.outcome, none.codes) == (0, ["nothing-installed"])
    assert (empty.outcome, empty.codes) == (2, ["state-unreadable"])


# Other people's programs have these compiled in.
NUMBERS = {
    "ANSWERED": 0, "REFUSED": 1, "UNDECIDED": 2, "BAD_CALL": 3, "NO_MODE": 0, "OFF": 1, "READ_ONLY": 2, "TRIAL": 3,
    "FULL": 4, "NO_END": -1, "ABI_VERSION": 1, "SEED_BYTES": 32, "NONCE_BYTES": 16, "MOST_PRODUCT_BYTES": 262144,
    "MOST_STATE_BYTES": 8388608, "MOST_CONTEXT_BYTES": 65536, "MOST_FILE_BYTES": 262144}


def test_the_numbers_in_the_header_and_on_its_page_are_what_they_were(library):
    assert library.numbers == {f"LATCHKEY_{name}": number for name, number in NUMBERS.items()}
    page = (ROOT / "docs/c-abi.md").read_text()
    rows = {name: int(number) for number, name in re.findall(r"^\| (\d) \| `LATCHKEY_(\w+)` \|", page, re.M)}
    assert len(rows) == 9 and rows.items() <= NUMBERS.items()


def test_the_version_and_the_types_that_can_be_read(library, installed):
    assert library.c.latchkey_abi_version() == 1
    release = library.c.latchkey_version().decode()
    pc = (installed.root / "usr/lib/pkgconfig/latchkey.pc").read_text()
    assert f"\nVersion: {release}\n" in pc and "@" not in pc
    known = [
        "product", "state", "license", "request", "keyring", "revocations", "return", "clock-repair", "context",
        "bundle"]
    for name in known:
        assert library.supports(f"latchkey/{name}@v1".encode()) == 1, name
        assert library.supports(f"latchkey/{name}@v2".encode()) == 0, name
    for name in (None, b"", b"latchkey/state", b"latchkey/state@v1 ", b"latchkey/call@v1", b"\0", b"a" * 100_000):
        assert library.supports(name) == 0, name


def test_an_answer_is_freed_twice_and_when_it_is_zero(library, documents):
    raw = RawAnswer()
    library.free(raw)
    library.raw("verify", raw, product=documents.product, context=context())
    library.free(raw)
    library.free(raw)
    assert bytes(raw) == bytes(len(bytes(raw)))
    library.c.latchkey_answer_free(None)
