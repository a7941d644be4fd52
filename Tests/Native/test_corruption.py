"""R1 at the C interface: ten thousand corrupted inputs of each kind, in one process, and every one is answered."""

import json
import random
import re

import nacl.encoding
import nacl.hash
import pytest

from calls import OPERATIONS, context
from evidence import assure
from test_calls import validated

COUNT = 10_000


def flipped(dice, content):
    position = dice.randrange(len(content))
    return content[:position] + bytes([content[position] ^ 1 << dice.randrange(8)]) + content[position + 1:]


def overwritten(dice, content):
    position, length = dice.randrange(len(content)), dice.randrange(1, 40)
    return content[:position] + dice.randbytes(length) + content[position + length:]


def cut(dice, content):
    return content[: dice.randrange(len(content))]


def without(dice, content):
    position = dice.randrange(len(content))
    return content[:position] + content[position + dice.randrange(1, 100):]


def lines_changed(dice, content):
    """A line doubled, gone, moved, or with a value of its neighbor."""
    lines = content.split(b"\n")
    first, second = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(4):
        case 0: lines.insert(first, lines[second])
        case 1: del lines[first]
        case 2: lines[first], lines[second] = lines[second], lines[first]
        case 3: lines[first] = lines[first].split(b" ")[0] + b" " + lines[second].split(b" ")[-1]
    return b"\n".join(lines)


def numbers_changed(dice, content):
    """A number that is as large, as small or as long as no writer makes it."""
    numbers = list(re.finditer(rb"\d+", content))
    if not numbers:
        return content + b"0"
    chosen = dice.choice(numbers)
    number = dice.choice([b"0", b"-1", b"9" * 30, b"9223372036854775808", b"4294967296", b"00", b"", b"9007199254740992"])
    return content[:chosen.start()] + number + content[chosen.end():]


def repeated(dice, content):
    return content * dice.randrange(2, 5)


KINDS = [flipped, flipped, overwritten, cut, without, lines_changed, lines_changed, numbers_changed, repeated]


def corrupted(dice, content):
    """Another text than it was: one to three kinds of damage."""
    changed = content
    while changed == content:
        for _ in range(dice.choice([1, 1, 1, 2, 3])):
            changed = dice.choice(KINDS)(dice, changed or content)
    return changed


def resealed(state):
    """A state with the checksum that its text should have, so that what lies behind the checksum is reached."""
    parts = state.split(b"\n", 2)
    if len(parts) < 3 or not parts[1].startswith(b"checksum "):
        return state
    checked = parts[2].split(b"latchkey/history@v1\n")[0]
    digest = nacl.hash.siphash24(checked, key=b"latchkey/state@v", encoder=nacl.encoding.HexEncoder)
    return b"%s\nchecksum %s %d\n%s" % (parts[0], digest, len(checked), parts[2])


@pytest.fixture(scope="module")
def whole(documents):
    """What an intact call brings, by the names of its parts."""
    now = re.search(rb"^clock \S+ (\S+)$", documents.state, re.M)[1].decode()
    return {
        "product": documents.product, "state": documents.state, "seed": documents.seed, "file": documents.license,
        "license": documents.number, "nonce": bytes(16),
        "context": context(
            now, url=documents.url, feature="reports", version="1.0.0", host="glpi 10.0.18", language="fr",
            typed_url="https://x", site="staging https://b.example/", fact="machine 1", evidence=now)}


def ask(library, dice, count, whole, operation, **changed):
    """Asks, and holds what is true of every answer; every fiftieth is compared with the schema."""
    parts = {name: content for name, content in (whole | changed).items() if name in OPERATIONS[operation]}
    answer = library.call(operation, **parts)
    assert answer.outcome in (0, 1, 2, 3) and answer.mode in (0, 1, 2, 3, 4)
    answer.data if count % 50 else validated(operation, answer)
    return answer


def test_r1_every_corrupted_state_is_answered(library, whole, documents):
    dice, seen = random.Random(20261121), {}
    for count in range(COUNT):
        state = corrupted(dice, whole["state"])
        if count % 4:
            state = resealed(state)
        operation = dice.choice(["verify", "verify", "status", "import", "request", "return", "support"])
        answer = ask(library, dice, count, whole, operation, state=state)
        seen[(operation, answer.outcome)] = seen.get((operation, answer.outcome), 0) + 1
        if operation in ("verify", "status", "support") and answer.mode == 4:
            # A state may lose lines and stay one, but what grants is the license that was signed.
            assert documents.license.split(b"\n\n")[0] in state
    assert sum(seen.values()) == COUNT
    # Behind the checksum lie answers of every kind.
    assert seen[("verify", 0)] > 200 and seen[("verify", 2)] > 200 and seen[("request", 0)] > 100
    assure("R1", COUNT, "corrupted states at the C interface")


def test_r1_every_corrupted_license_file_is_answered(library, whole, documents):
    dice, imported, outcomes = random.Random(20261122), 0, set()
    text = documents.license.split(b"\n\n")[0]
    installed = library.call("request", **{name: whole[name] for name in OPERATIONS["request"]} | {"state": None}).state
    for count in range(COUNT):
        file = corrupted(dice, documents.license)
        answer = ask(library, dice, count, whole, "import", file=file, state=installed)
        outcomes.add(answer.outcome)
        if answer.outcome == 0:
            # Repaired, or damaged only behind what was signed: the very text that the vendor signed.
            assert text in answer.state
            imported += 1
        else:
            assert (answer.outcome, answer.mode, answer.state) == (1, 1, b"")
        ask(library, dice, count, whole, "inspect", file=file)
    assert outcomes == {0, 1} and 100 < imported < COUNT / 2
    assure("R1", COUNT, "corrupted license files at the C interface")


def test_r1_every_corrupted_product_file_is_answered(library, whole):
    dice, seen = random.Random(20261123), set()
    for count in range(COUNT):
        product = corrupted(dice, whole["product"])
        operation = dice.choice(list(OPERATIONS))
        answer = ask(library, dice, count, whole, operation, product=product)
        seen.add((operation, answer.outcome))
    assert {("verify", 0), ("verify", 2), ("status", 2), ("import", 1), ("request", 1), ("return", 1)} <= seen
    assure("R1", COUNT, "corrupted product files at the C interface")


def test_r1_every_corrupted_context_is_answered(library, whole):
    dice, outcomes = random.Random(20261124), {}
    for count in range(COUNT):
        operation = dice.choice([name for name in OPERATIONS if name != "inspect"])
        answer = ask(library, dice, count, whole, operation, context=corrupted(dice, whole["context"]))
        outcomes[answer.outcome] = outcomes.get(answer.outcome, 0) + 1
        if answer.outcome == 3:
            assert [finding["code"] for finding in json.loads(answer.json)["findings"]] == ["context-unreadable"]
    assert outcomes[3] > 1000 and outcomes[0] > 1000
    assure("R1", COUNT, "corrupted contexts at the C interface")
