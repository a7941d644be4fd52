"""The conformance vectors through the library, the static program and the PHP extension: the answer line that each
expects, rebuilt from the JSON that comes back."""

import base64
import json
import re

import pytest
from nacl.signing import SigningKey

from vectors import SEED, play, vectors

WORDS = {
    "license": "license", "keyring": "keyring", "revocation list": "revocations", "clock repair": "clock-repair",
    "return receipt": "return", "log proof": "log-proof", "newer document": "newer", "activation request": "request",
    "product file": "product", "state": "state", "support bundle": "bundle", "unknown document": "foreign"}


def bracketed(name, value):
    return f"{name}=[{value}]"


def finding_words(vector, finding):
    words = [finding["code"]] + [
        bracketed(name, value) for name, value in finding["values"].items() if vector.shows(name)]
    return words + ([bracketed("message", finding["message"])] if vector.shows("message") else [])


def import_line(vector, client):
    _, answer = play(vector, client)
    report = answer.data["import"]
    words = [report["outcome"]]
    if vector.shows("items"):
        words += [WORDS[item["document"]] + ("+" if item["installed"] else "-") for item in report["items"]]
    words += [word for finding in report["findings"] for word in finding_words(vector, finding)]
    return " ".join(words + ([json.dumps(report)] if vector.shows("json") else []))


def verify_line(vector, client):
    state, _ = play(vector, client)
    product = vector.parts()["product"][-1]
    for visit in vector.words("visits"):
        state = client.call("verify", product=product, state=state, context=vector.context(visit)).state or state
    answer = client.call("verify", product=product, state=state, context=vector.context(vector.value("time")))
    verdict = answer.data
    assert answer.outcome in (0, 2) and answer.mode == ["off", "read-only", "trial", "full"].index(verdict["mode"]) + 1
    kept = answer.state.decode().split("\n")
    remembered = [line for line in kept if line.split(" ")[0] in ("clock", "step", "sight", "created") and " " in line]
    left = "none" if verdict["daysLeft"] is None else verdict["daysLeft"]
    limits = " ".join(f"{name} {count}" for name, count in verdict["limits"].items())
    shown = {
        "license": verdict["license"] or "none", "features": " ".join(verdict["features"]), "limits": limits,
        "days-left": left, "now": verdict["time"], "keeps": ", ".join(remembered),
        "kept-state": next((line for line in kept if line.startswith("checksum ")), "")}
    words = [verdict["mode"]] + [bracketed(name, value) for name, value in shown.items() if vector.shows(name)]
    words += [word for finding in verdict["findings"] for word in finding_words(vector, finding)]
    return " ".join(words + ([json.dumps(verdict)] if vector.shows("json") else []))


def compact(line):
    """A line in which JSON is written in one way."""
    return re.sub(r"\{.*\}$", lambda match: json.dumps(json.loads(match[0])), line)


@pytest.mark.parametrize("transport", ["library", "program", "extension"])
@pytest.mark.parametrize(
    "operation, line, count, with_facts", [("import", import_line, 460, 0), ("verify", verify_line, 490, 22)])
def test_every_vector_gets_the_answer_that_it_expects(request, transport, operation, line, count, with_facts):
    client = request.getfixturevalue(transport)
    run, skipped = vectors(operation)
    assert (len(run), len(skipped)) == (count, with_facts)
    failures = []
    for vector in run:
        assert base64.b64decode(vector.value("installation-key")) == SigningKey(SEED).verify_key.encode()
        expected, got = compact(vector.value("expect").decode()), compact(line(vector, client))
        if got != expected:
            failures.append(f"{vector.name}: expected {expected!r}, got {got!r}")
    assert not failures, f"{len(failures)} failed:\n" + "\n".join(failures)
