"""Support bundles from the library: the vendor sees the verdict again, and nothing in them is secret."""

import base64
import getpass
import hashlib
import json
import random
import re
import socket

import pytest

from calls import NOW, context
from conftest import desks, order
from test_calls import client, validated  # noqa: F401
from test_corruption import corrupted, resealed

TOKEN, INSTANT, BASE64 = r"[a-z0-9][a-z0-9._-]{0,63}", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", r"(?:-|[A-Za-z0-9+/]+={0,2})"
# docs/spec/bundle.md, line by line.
BUNDLE = re.compile(
    rf"latchkey/bundle@v1\nprogram (?P<program>liblatchkey \d+\.\d+\.\d+)\ntime (?P<now>{INSTANT})\n"
    rf"(?:url (?P<url>{BASE64})\n)?(?:version (?P<version>{BASE64})\n)?(?:host (?P<host>{TOKEN} [^\n]+)\n)?"
    rf"(?P<features>(?:feature {TOKEN}\n){{0,128}})(?P<facts>(?:fact {TOKEN} [0-9a-f]{{32}}\n){{0,16}})"
    rf"(?:evidence (?P<evidence>{INSTANT})\n)?product (?P<product>{BASE64})\n"
    rf"state (?:(?P<absent>absent)|unreadable (?P<unreadable>{BASE64})|(?P<state>{BASE64}))\n"
    rf"mode (?P<mode>full|trial|read-only|off)\n(?P<codes>(?:finding {TOKEN}\n)*)")


def plain(text):
    return None if text is None else b"" if text == "-" else base64.b64decode(text, validate=True)


class Bundle:
    """A bundle, read by its grammar alone."""

    def __init__(self, document):
        match = BUNDLE.fullmatch(document.decode("ascii"))
        assert match, document[:2000]
        self.text = document.decode()
        for name, value in match.groupdict().items():
            setattr(self, name, value)
        for name in ("url", "version", "product", "state", "unreadable"):
            setattr(self, name, plain(getattr(self, name)))
        self.features, self.facts, self.codes = (
            [line.split(" ", 1)[1] for line in lines.splitlines()] for lines in (self.features, self.facts, self.codes))
        for lines in (self.features, self.facts, self.codes):
            assert lines == sorted(set(lines))

    @property
    def question(self):
        """What a caller asks who knows no more than the bundle: facts aside, which a caller brings raw."""
        pairs = {"url": self.url, "version": self.version, "host": self.host, "unreadable": self.unreadable}
        lines = [
            key.encode() + b" " + (value.encode() if isinstance(value, str) else value) + b"\n"
            for key, value in pairs.items() if value is not None]
        lines += [f"feature {feature}\n".encode() for feature in self.features]
        lines += [f"evidence {self.evidence}\n".encode()] if self.evidence else []
        return {"product": self.product, "state": self.state, "context": context(self.now) + b"".join(lines)}

    def reproduces(self, client):  # noqa: F811
        verdict = client.call("verify", **self.question).data
        codes = sorted({finding["code"] for finding in verdict["findings"]})
        return (verdict["mode"], codes) == (self.mode, [code for code in self.codes if code != "copy-suspected"])


def supported(client, **parts):  # noqa: F811
    """A bundle with its answer, which holds what is true of every one."""
    answer = validated("support", client.call("support", **parts))
    bundle = Bundle(answer.document)
    assert answer.state == b"" and bundle.mode == answer.data["mode"] and bundle.codes == sorted(set(answer.codes))
    return answer, bundle


PAST = "2020-01-01T00:00:00Z"
FACTS = ["fact machine 8f1c0d6a5b7e4c3f9a2d1e0b6c5f4a39\n", "fact instance uuid-4711\n", "fact path /srv/www/ann/glpi\n"]
# What is asked in place of: product, state, values and lines of the context.
SITUATIONS = {
    "in force": {}, "nothing known": {"url": None, "feature": None}, "no URL": {"url": ""},
    "another site": {"url": "https://other.example/"}, "a URL that cannot be used": {"url": "https://a b\x07/"},
    "a URL beyond ASCII": {"url": "https://éa.example/"}, "a query": {"url": desks.SITE + "?session=token-1"},
    "another version": {"version": "2.1.0 (dev)"}, "no version": {"version": ""}, "a host": {"host": "glpi 10.0.18"},
    "a host that is none": {"host": "?"}, "features": {"feature": "zeta\nfeature alpha\nfeature reports"},
    "facts": {"lines": FACTS}, "evidence": {"evidence": "2050-01-01T00:00:00Z"}, "in French": {"language": "fr"},
    "the past": {"now": PAST}, "the future": {"now": "2049-01-01T00:00:00Z"},
    "no state": {"state": None}, "an empty state": {"state": b""}, "a state that is none": {"state": bytes(range(256))},
    "half a state": {"state": lambda state: state[:300]}, "a newer state": {"state": b"latchkey/state@v2\n"},
    "a state too large": {"state": lambda state: state + bytes(8388609 - len(state))},
    "a state that is too large by far": {"state": bytes(8_900_000)},
    "a state that could not be read": {"unreadable": "it cannot be read: Permission denied"},
    "no product file": {"product": None}, "an empty product file": {"product": b""},
    "half a product file": {"product": lambda product: product[:300]},
    "a product file of every byte": {"product": bytes(range(256)) * 1024},
    "a product file too large": {"product": lambda product: product + b"\n" * (262145 - len(product))},
    "neither": {"product": b"", "state": None}, "both too large": {"product": bytes(300_000), "state": bytes(8388609)},
}


def asked_in(situation, documents):
    change = dict(SITUATIONS[situation])
    parts = {"product": documents.product, "state": documents.state}
    for name in parts.keys() & change.keys():
        given = change.pop(name)
        parts[name] = given(parts[name]) if callable(given) else given
    now = change.pop("now", re.search(rb"^clock \S+ (\S+)$", documents.state, re.M)[1].decode())
    lines = change.pop("lines", [])
    return parts | {"context": context(now, *lines, **{"url": documents.url, "feature": "reports"} | change)}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_vendor_sees_the_verdict_again(client, shop, documents, tmp_path, situation):  # noqa: F811
    parts = asked_in(situation, documents)
    answer, bundle = supported(client, **parts)
    assert bundle.reproduces(client)
    path = tmp_path / "acme.bundle"
    path.write_bytes(answer.document)
    shown = shop.vendor("doctor", path, "--json").expect(0).json
    assert shown["reproduced"] is True and shown["bundle"]["program"] == bundle.program
    told = answer.data["findings"]
    assert [each["code"] for each in shown["verdict"]["findings"]] == [each["code"] for each in told]
    same = {"findings", "allowed"} | ({"time"} if not answer.data["product"] else set())
    assert {key: shown["verdict"].get(key) for key in answer.data if key not in same} == {
        key: value for key, value in answer.data.items() if key not in same}
    is_undecided = {"state-unreadable", "state-newer", "product-file-unreadable"} & set(answer.codes)
    assert answer.outcome == (2 if is_undecided else 0)
    assert bundle.product == (parts["product"] or b"" if len(parts["product"] or b"") <= 262144 else b"")


def test_the_situations_are_many():
    assert len(SITUATIONS) == 32


def test_the_bundle_is_of_the_verdict_that_stands_once_it_is_stored(client, documents):  # noqa: F811
    present = context(url=documents.url)
    fresh = client.call(
        "import", product=documents.product, seed=documents.seed, file=documents.license, context=present).state
    seen = client.call("verify", product=documents.product, state=fresh, context=present)
    assert seen.state not in (b"", fresh)
    answer, bundle = supported(client, product=documents.product, state=fresh, context=present)
    settled = client.call("verify", product=documents.product, state=seen.state, context=present)
    assert bundle.state == seen.state and answer.json == settled.json
    assert (answer.mode, answer.allowed, answer.findings, answer.expires) == (
        settled.mode, settled.allowed, settled.findings, settled.expires)


# --- what a bundle does not hold ---


def test_facts_are_hashed_for_the_installation_that_the_state_names(client, documents):  # noqa: F811
    parts = {"product": documents.product, "state": documents.state}
    answer, bundle = supported(client, context=context(NOW, *FACTS), **parts)
    key = answer.data["installation"].encode()
    expected = []
    for name, value in (line.rstrip("\n").split(" ")[1:] for line in FACTS):
        hashed = hashlib.blake2b(f"{name} {value}".encode(), digest_size=16, key=key).hexdigest()
        expected.append(f"{name} {hashed}")
    assert bundle.facts == sorted(expected)
    # Whose the hashes are does not hang on the product file; without an installation there are none.
    present = context(NOW, *FACTS)
    assert supported(client, **parts | {"product": b""}, context=present)[1].facts == bundle.facts
    for state in (None, b"", documents.state[:300], bytes(8388609)):
        assert supported(client, **parts | {"state": state}, context=present)[1].facts == []
    unreadable = context(NOW, *FACTS, unreadable="")
    assert supported(client, **parts, context=unreadable)[1].facts == []


def test_a_bundle_holds_nothing_secret(client, documents):  # noqa: F811
    url = "https://ann:pass-word@glpi.acme.example/?session=token-1#fragment-9"
    user, host = getpass.getuser(), socket.gethostname()
    reason = f"cannot read '/srv/www/ann/glpi/state': Access denied for user '{user}'@'{host}' on db01.internal"
    secrets = [
        documents.seed, base64.b64encode(documents.seed), documents.seed.hex().encode(), b"8f1c0d6a", b"uuid-4711",
        b"/srv/", b"pass-word", b"ann:", b"token-1", b"fragment-9", b"db01", b"https://typed", b"https://staging"]
    names = [
        re.compile(rb"(?<![A-Za-z0-9+/=])" + re.escape(name.encode()) + rb"(?![A-Za-z0-9+/=])") for name in (user, host)]
    lines = [*FACTS, "site staging https://staging.example/\n", "typed-url https://typed.example/\n"]
    count = 0
    for more in ({}, {"unreadable": reason}):
        for product in (documents.product, b"", b"\n" * 300_000):
            for state in (documents.state, documents.state[:300], None, bytes(8388609)):
                present = context(NOW, *lines, url=url, **more)
                answer = client.call("support", product=product, state=state, context=present)
                bundle = Bundle(answer.document)
                assert bundle.url == b"https://xxx:xxxx-xxxx@glpi.acme.example/?xxxxxxx=xxxxx-x#xxxxxxxx-x"
                assert bundle.unreadable == (b"access denied" if more else bundle.unreadable)
                for text in (answer.document, bundle.product, bundle.state or b"", bundle.unreadable or b""):
                    assert not [secret for secret in secrets if secret in text]
                    assert not [name for name in names if name.search(re.sub(rb"/root/|\nroot ", b"\n", text))]
                count += 1
    assert count == 24


def test_a_seed_in_the_call_goes_nowhere(program, documents):
    parts = {"product": documents.product, "state": documents.state, "context": context(url=documents.url)}
    assert program.call("support", seed=documents.seed, **parts) == program.call("support", **parts)


@pytest.mark.parametrize("reason, passed", [
    ("", None), ("it cannot be read", None), ("/home/ann/secret: Permission denied", "permission denied"),
    ("SQLSTATE[HY000] [2002] Connection refused (db01)", "connection refused"),
    ("fopen(/root/x): open_basedir restriction in effect", "open_basedir restriction"),
    ("SQLSTATE[42S02]: no such table: ann_latchkey", "no such table"), ("x" * 60_000, None), ("\x00\xff", None),
    ("permission  denied", None), ("permission denie", None)])
def test_of_a_reason_only_plain_words_are_passed_on(client, documents, reason, passed):  # noqa: F811
    present = context(unreadable=reason)
    answer, bundle = supported(client, product=documents.product, state=documents.state, context=present)
    assert bundle.unreadable.decode() == (passed or "the reason stays where it was found")
    assert answer.data["findings"][0]["code"] == "state-unreadable"


# --- bounds and damage ---


def test_128_features_fit_into_a_bundle_and_more_are_said_to_be_too_many(client, documents):  # noqa: F811
    parts = {"product": documents.product, "state": documents.state}
    names = [f"f{index}" for index in range(129)]
    lines = [f"feature {name}\n" for name in names]
    _, bundle = supported(client, context=context(PAST, *lines[:128], *lines[:128]), **parts)
    assert bundle.features == sorted(names[:128])
    for language, said in (("en", "128 features at most"), ("fr", "128 fonctionnalités au plus")):
        answer = validated("support", client.call("support", context=context(PAST, *lines, language=language), **parts))
        assert (answer.outcome, answer.mode, answer.codes) == (3, 0, ["context-unreadable"])
        assert (answer.document, answer.state) == (b"", b"") and said in answer.data["findings"][0]["message"]


def test_a_state_and_a_context_at_their_limits_fit(client, documents):  # noqa: F811
    state, url = b"latchkey/state@v1\nchecksum " + bytes(8388608 - 27), b"\xff" * 60_000
    present = context().replace(b"\nnow", b"\nurl " + url + b"\nnow")
    product = documents.product + bytes(262144 - len(documents.product))
    answer, bundle = supported(client, product=product, state=state, context=present)
    assert bundle.state == state and bundle.url == url and len(bundle.product) == 262144
    assert answer.outcome == 2 and 11_000_000 < len(answer.document) < 12 * 1024 * 1024


def test_every_damage_leaves_a_bundle_that_gives_the_verdict_again(library, documents):
    dice, seen = random.Random(20261125), set()
    now = re.search(rb"^clock \S+ (\S+)$", documents.state, re.M)[1].decode()
    whole = {"product": documents.product, "state": documents.state, "context": context(
        now, *FACTS, url=documents.url, feature="reports", version="1.0.0", host="glpi 10.0.18", evidence=now)}
    for count in range(3000):
        name = ("product", "state", "state", "context")[count % 4]
        changed = corrupted(dice, whole[name])
        parts = whole | {name: resealed(changed) if name == "state" and count % 8 < 6 else changed}
        answer = library.call("support", **parts)
        assert (answer.outcome == 3) == (answer.document == b"")
        if answer.outcome == 3:
            assert name == "context"
        else:
            bundle = Bundle(answer.document)
            assert bundle.reproduces(library), parts
            # A damaged context may ask about a feature by what was a fact.
            assert name == "context" or b"uuid-4711" not in answer.document
        seen.add((name, answer.outcome, answer.mode))
    assert {("product", 2, 1), ("state", 2, 1), ("state", 0, 4), ("context", 3, 0), ("context", 0, 4)} <= seen


def test_the_administrators_bundle_and_the_plugins_say_the_same(client, licensed):  # noqa: F811
    licensed.latchkey("verify").expect()
    told = licensed.latchkey("doctor", "-o", "admin.bundle", "--json", "--url", desks.SITE + "?x=1",
                              "--feature", "export")
    theirs = (licensed / "admin.bundle").read_text()
    time = re.search(r"^time (.*)$", theirs, re.M)[1]
    answer, bundle = supported(
        client, product=(licensed / "latchkey.product").read_bytes(), state=(licensed.state / "state").read_bytes(),
        context=context(time, url=desks.SITE + "?x=1", feature="export"))
    without = re.sub(r"^(program|fact|host) .*\n", "", theirs, flags=re.M)
    assert re.sub(r"^(program|fact|host) .*\n", "", bundle.text, flags=re.M) == without
    assert answer.data == told.json["verdict"] and json.loads(answer.json) == answer.data
