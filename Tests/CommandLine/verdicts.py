"""What tests of a running license share: other days, answers that are held to their schemas, and a license for a year."""

import json
import re
from datetime import date, timedelta

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from conftest import ROOT, order

TODAY = date.today()
SCHEMAS = {name: json.loads((ROOT / f"docs/spec/{name}.schema.json").read_text()) for name in ("verdict", "status")}
REGISTRY = Registry().with_resources(
    [(schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()])


def on(day, time="10:00:00"):
    """Runs what follows on another day."""
    return ["faketime", "-f", f"@{day} {time}"]


def validated(name, answer):
    """An answer that its schema describes, in every member."""
    Draft202012Validator(SCHEMAS[name], registry=REGISTRY).validate(answer)
    described = set(SCHEMAS["verdict"]["properties"]) | set(SCHEMAS[name]["properties"])
    assert set(answer) <= described
    return answer


def status(desk, *options, day=None, expect=None):
    """The answer of `status` in JSON, and its lines for a person, at the same time."""
    before = on(day) if day else []
    told = desk.latchkey("status", "--json", *options, before=before)
    shown = desk.latchkey("status", *options, before=before)
    assert told.err == shown.err == b"" and told.status == shown.status
    if expect is not None:
        told.expect(expect)
    assert "\x1b" not in shown.text
    return validated("status", told.json), shown.text.splitlines()


def standings(answer):
    return [(each["standing"], each["deciding"]) for each in answer["installed"]]


def codes(answer):
    return [finding["code"] for finding in answer["findings"]]


def number(path):
    return re.search(r"^id (\S+)$", path.read_text(), re.M)[1]


@pytest.fixture
def yearly(shop, asked):
    """A desk with a license to the end of a year, and its last day."""
    last = TODAY + timedelta(days=365)
    order(shop, asked, "--expires", last, "--feature", "reports", "--limit", "seats 50")
    asked.latchkey("import", "acme.lic").expect()
    return asked, last
