"""A license's whole life as an administrator sees it: installed, renewed, ended, taken back, given back, copied."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from conftest import (
    BIN, ROOT, SITE, Desk, needs, needs_tracing, order, revocations, signature_lines, snapshot)
from test_faults import content, disturbed, injections, plain, steps

TODAY = date.today()
SCHEMAS = {name: json.loads((ROOT / f"docs/spec/{name}.schema.json").read_text()) for name in ("verdict", "status")}
REGISTRY = Registry().with_resources(
    [(schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()])
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


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


# --- the terms ---


@needs("faketime")
def test_a_renewal_that_was_imported_early_is_one_term_with_what_runs(shop, yearly):
    desk, last = yearly
    soon = last - timedelta(days=20)
    answer, lines = status(desk, day=soon, expect=0)
    assert codes(answer) == ["expires-soon"] and answer["coveredUntil"] == answer["expires"]
    assert lines[0] == f"licensed until {last}, in 20 days" and lines[1].startswith("next: ask the vendor for a renewal")
    end = last + timedelta(days=365)
    order(shop, desk, "--starts", last + timedelta(days=1), "--expires", end, name="next.lic")
    desk.latchkey("import", "next.lic", before=on(soon)).expect()
    answer, lines = status(desk, day=soon, expect=0)
    assert codes(answer) == [] and standings(answer) == [("in-force", True), ("waiting", False)]
    assert lines[0] == f"licensed until {end}, in {20 + 365} days" and not lines[1].startswith("next:")
    assert answer["lastDay"] == str(last)
    assert answer["coveredUntil"] == f"{end + timedelta(days=1)}T12:00:00Z" == answer["installed"][1]["expires"]
    # Both stay listed in the order of their terms, whichever decides.
    answer, lines = status(desk, day=last + timedelta(days=30), expect=0)
    assert standings(answer) == [("ended", False), ("in-force", True)]
    assert [line.split()[1] for line in lines if line.startswith("installed ")] == [
        number(desk / "acme.lic"), number(desk / "next.lic")]


@needs("faketime")
def test_the_first_line_says_how_long_and_the_second_what_to_do(shop, yearly):
    desk, last = yearly
    grace = last + timedelta(days=7)
    for day, state, first, code in [
        (TODAY, 0, f"licensed until {last}, in 365 days", []),
        (last - timedelta(days=1), 0, f"licensed until {last}, tomorrow", ["expires-soon"]),
        (last, 0, f"licensed until {last}, today", ["expires-soon"]),
        (last + timedelta(days=2), 0, f"licensed until {last}, 2 days ago; everything works until {grace}", ["in-grace"]),
        (last + timedelta(days=30), 1, f"read-only: the license ended on {last}", ["expired"]),
    ]:
        answer, lines = status(desk, day=day, expect=state)
        assert (lines[0], codes(answer)) == (first, code), day
        assert lines[1].startswith("next: ") == bool(code)
        # What to do about the first finding is said once.
        assert sum(answer["findings"][0]["remedy"] in line for line in lines) == 1 if code else True
    for options, first in [(["--on-expiry", "off"], "off: "), (["--trial", "30d"], "trial until "), (
            ["--perpetual", "--maintenance-until", "never"], "licensed for ever")]:
        other = Desk(desk.folder.parent / options[0].strip("-"))
        other.receive(desk / "latchkey.product")
        other.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
        order(shop, other, *options)
        other.latchkey("import", "acme.lic").expect()
        day = TODAY + timedelta(days=500) if "off" in options else TODAY
        answer, lines = status(other, day=day, expect=1 if "off" in options else 0)
        assert lines[0].startswith(first)
        assert (answer["coveredUntil"] == "never") == ("--perpetual" in options)
        if "--trial" in options:
            end = TODAY + timedelta(days=400)
            order(shop, other, "--starts", TODAY + timedelta(days=31), "--expires", end, name="next.lic")
            other.latchkey("import", "next.lic").expect()
            answer, lines = status(other, expect=0)
            assert lines[0] == f"trial until {answer['lastDay']}, in 30 days; other licenses go on until {end}"
            assert codes(answer) == []


@needs("faketime")
def test_a_trial_of_the_product_itself_runs_from_the_request(site):
    product = (site / "latchkey.product").read_text()
    site.write("latchkey.product", product.replace("\ntrial-days 0\n", "\ntrial-days 15\ntrial-feature reports\n"))
    site.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    answer, lines = status(site, expect=0)
    end = TODAY + timedelta(days=15)
    assert lines[0] == f"trial until {end}, in 15 days" and "make an activation request" in lines[1]
    assert (answer["mode"], answer["kind"], answer["features"], answer["coveredUntil"]) == ("trial", "trial", ["reports"], None)
    answer, lines = status(site, day=end + timedelta(days=3), expect=1)
    assert lines[0] == f"off: the trial ended on {end}" and codes(answer) == ["trial-ended"]


def test_a_license_that_was_taken_back_says_so(shop, yearly):
    desk, _ = yearly
    spare = order(shop, desk, "--expires", TODAY + timedelta(days=30), name="spare.lic")
    desk.latchkey("import", spare).expect()
    desk.write("list", revocations(shop, number(desk / "acme.lic")))
    desk.latchkey("import", "list").expect()
    answer, lines = status(desk, expect=0)
    # The spare one decides now, and the revoked one does not prolong it.
    assert standings(answer) == [("in-force", True), ("revoked", False)]
    assert answer["coveredUntil"] == answer["expires"] and answer["license"] == number(spare)
    assert any("the vendor revoked the license" in line for line in lines)
    desk.write("list", revocations(shop, number(desk / "acme.lic"), number(spare), epoch=2))
    desk.latchkey("import", "list").expect()
    answer, lines = status(desk, expect=1)
    assert codes(answer) == ["revoked"] and answer["coveredUntil"] is None
    assert lines[0].startswith("off: the vendor revoked the license") and "refunded" in lines[0]


def test_a_license_of_another_site_is_listed_with_the_reason(shop, yearly):
    desk, _ = yearly
    order(shop, desk, "--url", "https://other.example", name="other.lic")
    desk.latchkey("import", "other.lic").expect()
    answer, lines = status(desk, expect=0)
    assert sorted(standings(answer)) == [("in-force", True), ("refused", False)]
    refused, = [each for each in answer["installed"] if each["standing"] == "refused"]
    assert [finding["code"] for finding in refused["findings"]] == ["other-url"]
    line, = [index for index, line in enumerate(lines) if line.endswith("refused")]
    assert "https://other.example/" in lines[line + 1]


# --- what a load writes ---


@needs("faketime")
def test_a_load_writes_the_state_at_most_once_an_hour(licensed):
    path = licensed.state / "state"
    licensed.latchkey("verify").expect()
    written = []
    # Not tomorrow: that comes while the tests run.
    day = TODAY + timedelta(days=2)
    for minute in range(0, 800, 20):
        before = path.read_bytes()
        licensed.latchkey("verify", before=on(day, f"{minute // 60:02}:{minute % 60:02}:00")).expect()
        if path.read_bytes() != before:
            written.append(minute)
    assert written[0] == 0
    gaps = [later - earlier for earlier, later in zip(written, written[1:])]
    assert set(gaps) == {60} and len(gaps) >= 12
    assert {each.name for each in licensed.state.iterdir()} == {
        "state", "state.previous", "installation.key", "product-path", "lock"}


@needs("faketime")
def test_a_state_that_cannot_be_written_is_a_warning_and_no_obstacle(shop, licensed):
    user = 54321 if os.geteuid() == 0 else None
    stage = Path(tempfile.mkdtemp(prefix="latchkey-life-"))
    try:
        stage.chmod(0o755)
        shutil.copy(BIN / "latchkey", stage / "latchkey")
        desk = Desk(stage / "admin", user=user, binaries=stage)
        desk.receive(licensed / "latchkey.product")
        shutil.copytree(licensed / "state", desk / "state")
        (desk.state / "product-path").write_text(f"{desk / 'latchkey.product'}\n")
        for path in [desk / "state", *(desk / "state").rglob("*")]:
            if user:
                os.chown(path, user, user)
        desk.state.chmod(0o500)
        before = snapshot(desk.state)
        later = on(TODAY + timedelta(days=2))
        for _ in range(2):
            answer = validated("verdict", desk.latchkey("verify", "--json", before=later).expect(0).json)
            assert answer["mode"] == "full" and "state-not-written" in codes(answer)
        assert snapshot(desk.state) == before
        desk.state.chmod(0o700)
        assert "state-not-written" not in desk.latchkey("verify", "--json", before=later).expect(0).codes
        assert snapshot(desk.state) != before
    finally:
        shutil.rmtree(stage)


# --- copies ---


def test_a_copy_is_suspected_by_a_fact_that_changed_and_nothing_is_taken_away(shop, asked):
    request = ["request", "--product", "latchkey.product", "--url", SITE, "--force", "-o", "acme.request"]
    asked.latchkey(*request, "--instance", "uuid-4711").expect()
    order(shop, asked)
    asked.latchkey("import", "acme.lic").expect()
    facts = re.findall(r"^fact (\w+) [0-9a-f]{32}$", (asked / "acme.request").read_text(), re.M)
    assert facts == sorted(facts) and {"instance", "path"} <= set(facts)
    for command in (["verify", "--json"], ["status", "--json"], ["check", "acme.lic", "--json"]):
        assert "copy-suspected" not in asked.latchkey(*command).expect().codes
        assert "copy-suspected" not in asked.latchkey(*command, "--instance", "uuid-4711").expect().codes
        other = asked.latchkey(*command, "--instance", "uuid-4712").expect()
        answer = other.json.get("verdict", other.json)
        finding, = [each for each in answer["findings"] if each["code"] == "copy-suspected"]
        assert finding["values"] == {"facts": "instance"} and answer["mode"] == "full"
    # The name is not on the disk, nor in what is sent.
    for path in [asked / "acme.request", *asked.state.iterdir()]:
        assert b"uuid-471" not in path.read_bytes(), path
    # A product file at another place is the other sign.
    asked.receive(asked / "latchkey.product", "moved.product")
    assert asked.latchkey("verify", "--product", "moved.product", "--json").expect().codes == ["copy-suspected"]
    asked.latchkey("verify", "--instance", "").expect(64)
    # The next request names both sides, and then the new one counts.
    asked.latchkey(*request, "--instance", "uuid-4712").expect()
    text = (asked / "acme.request").read_text()
    assert len(re.findall(r"^(?:former-)?fact instance ", text, re.M)) == 2
    assert asked.latchkey("verify", "--instance", "uuid-4712", "--json").expect().codes == []


def test_a_backup_that_was_restored_elsewhere_works_and_is_seen(licensed):
    licensed.latchkey("verify").expect()
    backup = licensed / "restored"
    shutil.copytree(licensed.state, backup)
    same = licensed.latchkey("verify", "--state", backup, "--json").expect()
    assert same.json["mode"] == "full" and same.codes == []
    (licensed / "elsewhere").mkdir()
    moved = licensed.receive(licensed / "latchkey.product", "elsewhere/latchkey.product")
    copy = licensed.latchkey("verify", "--state", backup, "--product", moved, "--json").expect()
    assert copy.json["mode"] == "full" and copy.codes == ["copy-suspected"]
    answer, _ = status(licensed, expect=0)
    assert answer["installation"] == same.json["installation"] == copy.json["installation"]


# --- questions about features ---


def test_features_and_limits_are_one_answer(shop, yearly):
    desk, _ = yearly
    ask = ["verify", "--feature", "reports", "--feature", "export", "--feature", "reports"]
    result = desk.latchkey(*ask, "--json").expect(1)
    # Names stand once even where they were asked twice.
    pairs = json.loads(result.out, object_pairs_hook=lambda pairs: pairs)
    assert dict(pairs)["allowed"] == [("export", False), ("reports", True)]
    answer = validated("verdict", result.json)
    assert (answer["features"], answer["limits"]) == (["reports"], {"seats": 50})
    lines = [line.split() for line in desk.latchkey(*ask).expect(1).text.splitlines()]
    assert lines[:2] == [["feature", "export", "no"], ["feature", "reports", "yes"]]
    assert ["limit", "seats", "50"] in lines
    alone = desk.latchkey("verify", "--feature", "reports").expect(0)
    assert alone.text.split()[:3] == ["feature", "reports", "yes"]


# --- what a person sees ---


def test_on_a_terminal_the_terms_are_a_chart_that_fits(shop, yearly):
    desk, last = yearly
    order(shop, desk, "--starts", last + timedelta(days=1), "--expires", last + timedelta(days=700), name="next.lic")
    order(shop, desk, "--url", "https://other.example", name="other.lic")
    for name in ("next.lic", "other.lic"):
        desk.latchkey("import", name).expect()
    plain_text = desk.latchkey("status").expect().text
    assert "installed " in plain_text and "today" not in plain_text
    for columns in (65, 66, 80, 120, 300):
        shown = desk.latchkey.on_terminal("status", columns=columns).expect()
        text = ESCAPE.sub("", shown.text)
        assert max(map(len, text.splitlines())) <= columns and "\x1b[" in shown.text
        rows = [line for line in text.splitlines() if re.match(r"[* ] [0-7][0-9A-Z]{25}  [┿│]", line)]
        assert len(rows) == 3, text
        assert [row.split()[-1] for row in rows].count("refused") == 1
        assert sum(row.startswith("* ") for row in rows) == 1
        marks = {line.index(mark) for line in text.splitlines() for mark in "┿│" if mark in line}
        assert len(marks) == 1
    # Below that the bars would say nothing.
    assert "* decides" not in desk.latchkey.on_terminal("status", columns=64).expect().text
    narrow = desk.latchkey.on_terminal("status", columns=40).expect()
    assert max(len(ESCAPE.sub("", line)) for line in narrow.text.splitlines()) <= 40


@pytest.mark.parametrize("environment, colored, drawn", [
    ({}, True, True), ({"NO_COLOR": "1"}, False, True), ({"NO_COLOR": ""}, True, True), ({"TERM": "dumb"}, False, True),
    ({"TERM": ""}, False, True), ({"LANG": "C"}, True, False), ({"LANG": "C", "LC_ALL": "fr_FR.utf8"}, True, True),
    ({"LC_CTYPE": "POSIX"}, True, False),
])
def test_color_and_drawing_follow_the_terminal(yearly, environment, colored, drawn):
    desk, _ = yearly
    shown = desk.latchkey.on_terminal("status", **environment).expect().text
    assert ("\x1b[" in shown) == colored and ("━" in shown) == drawn and ("===" in shown) != drawn
    if not drawn:
        assert shown.isascii()


# --- giving back ---


def test_a_license_that_is_given_back_leaves_a_receipt_and_does_not_return(shop, yearly):
    desk, _ = yearly
    license = number(desk / "acme.lic")
    for words, said in [
        (["return", license, "-o", "back"], "nobody can be asked"), (["return", license], "--output"),
        (["return", "acme.lic", "-o", "back"], "license-id"),
    ]:
        before = snapshot(desk.folder)
        result = desk.latchkey(*words).expect(64)
        assert said in result.talk and snapshot(desk.folder) == before, words
    unknown = desk.latchkey("return", "0" * 26, "-o", "back", "--yes").expect(1)
    assert unknown.talk.splitlines() == [
        f"latchkey: error: no license {'0' * 26} is installed", f"latchkey: hint: installed: {license}"]
    given = desk.latchkey("return", license, "-o", "back", "--yes").expect()
    assert given.out == b"" and "send it to the vendor" in given.talk
    receipt = (desk / "back").read_bytes()
    assert receipt.startswith(b"latchkey/return@v1\n") and f"\nlicense {license}\n".encode() in receipt
    name, _ = signature_lines(receipt)[0]
    answer, _ = status(desk, expect=1)
    assert name == f"installation/{answer['installation']}"
    assert codes(answer) == ["nothing-installed"] and answer["installed"] == []
    refused = desk.latchkey("import", "acme.lic", "--json")
    assert "given-back" in [each["code"] for each in refused.json["import"]["findings"]]
    # Again gives the same bytes, without a question.
    state = content(desk.state / "state")
    assert "already exists" in desk.latchkey("return", license, "-o", "back").expect(2).talk
    desk.latchkey("return", license, "-o", "again").expect()
    assert (desk / "again").read_bytes() == receipt and content(desk.state / "state") == state
    assert desk.latchkey("return", license, "-o", "-").expect().out == receipt
    nothing = desk.latchkey("return", "0" * 26, "-o", "other", "--yes").expect(1)
    assert "hint: none is installed" in nothing.talk and not (desk / "other").exists()


def test_on_a_terminal_a_return_asks(yearly):
    desk, last = yearly
    license = number(desk / "acme.lic")
    for answer in ("", "n", "yesterday"):
        before = snapshot(desk.folder)
        result = desk.latchkey.on_terminal("return", license, "-o", "back", answer=answer).expect(1)
        assert f"give back {license}, subscription to {last} for ACME SA?" in result.text
        assert "nothing was changed" in result.text and snapshot(desk.folder) == before
    desk.latchkey.on_terminal("return", license, "-o", "back", answer="yes").expect(0)
    assert (desk / "back").exists() and status(desk)[0]["installed"] == []


def test_a_receipt_that_cannot_be_written_can_be_had_again(yearly):
    desk, _ = yearly
    license = number(desk / "acme.lic")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            desk.latchkey.command("return", license, "-o", "-", "--yes"), cwd=desk.folder,
            env=desk.latchkey.environment, stdout=full, stderr=subprocess.PIPE)
    told = done.stderr.decode().splitlines()
    assert done.returncode == 2 and len(told) == 2
    assert "the license is given back" in told[0] and "no space left on device" in told[0]
    assert "run the same command again" in told[1]
    desk.latchkey("return", license, "-o", "back", "--yes").expect()
    assert f"\nlicense {license}\n" in (desk / "back").read_text()


@needs_tracing
def test_a_return_that_is_disturbed_at_any_step_can_be_made_again(shop, tmp_path):
    desk = Desk(tmp_path / "admin")
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    license = number(order(shop, desk))
    desk.latchkey("import", "acme.lic").expect()
    shutil.copytree(desk / "state", tmp_path / "template")

    def restore():
        shutil.rmtree(desk / "state")
        for path in [*desk.folder.glob("*.out"), *desk.folder.glob(".latchkey-*")]:
            path.unlink()
        shutil.copytree(tmp_path / "template", desk / "state")

    command = ["return", license, "-o", "back.out", "--yes"]
    old = content(desk.state / "state")
    found = steps(desk.latchkey, command, [desk.folder, "back.out"])
    outcomes = {"nothing": 0, "state only": 0, "both": 0}
    for call, count, fault in injections(found):
        restore()
        what = (call, count, fault)
        result = disturbed(desk.latchkey, command, *what)
        state, receipt = content(desk.state / "state"), content(desk / "back.out")
        plain(state)
        assert receipt is None or receipt.startswith(b"latchkey/return@v1\n") and receipt.endswith(b"=\n"), what
        # No receipt is out while the license is still in.
        assert receipt is None or state != old, what
        outcomes["both" if receipt else "nothing" if state == old else "state only"] += 1
        if fault.startswith("error"):
            assert (result.status == 0) == (receipt is not None) and result.status in (0, 2), (what, result.talk)
            assert not list(desk.folder.rglob(".latchkey-*")), what
            if result.status:
                assert len(result.errors("latchkey")) == 1 and len(result.talk.splitlines()) <= 2, what
        kept = [line for line in state.split(b"\n") if line.startswith(b"\xe2\x80\x94 installation/")]
        desk.latchkey(*command, "--force").expect(0)
        again = (desk / "back.out").read_bytes()
        assert receipt in (None, again), what
        # What the state kept is what goes out, to the last byte of its signature.
        assert not kept or again.endswith(kept[0] + b"\n"), what
        assert desk.latchkey("verify", "--json").expect(1).codes == ["nothing-installed"], what
    print(f"return: {outcomes}")
    assert outcomes["nothing"] >= 40 and outcomes["state only"] >= 20 and outcomes["both"] >= 3


# --- the schemas ---


def test_the_schemas_are_schemas_and_refuse_what_is_none(licensed):
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)
    answer = licensed.latchkey("status", "--json").expect().json
    validator = Draft202012Validator(SCHEMAS["status"], registry=REGISTRY)
    assert validator.is_valid(answer)
    refused = 0
    for key in answer:
        assert not validator.is_valid({name: value for name, value in answer.items() if name != key}), key
        refused += 1
    for change in [
        {"mode": "half"}, {"expires": "2027"}, {"daysLeft": "3"}, {"daysLeft": None}, {"lastDay": None},
        {"features": ["A"]}, {"limits": {"seats": -1}}, {"findings": [{}]}, {"coveredUntil": "soon"}, {"mode": "off"},
        {"installed": answer["installed"] * 2}, {"clock": {}}, {"installation": "X"}, {"time": None},
        {"installed": [answer["installed"][0] | {"standing": "fine"}]},
    ]:
        assert not validator.is_valid(answer | change), change
        refused += 1
    assert refused == len(answer) + 15


@needs("faketime")
def test_real_answers_of_many_situations_are_what_the_schemas_say(shop, stranger, yearly):
    desk, last = yearly
    far = str(last + timedelta(days=400))
    seen = {"modes": set(), "codes": set(), "standings": set()}

    def look(*options, day=None, program=desk):
        before = on(day) if day else []
        for command in ("verify", "status"):
            if command == "status" and set(options) - {"--instance", "x"}:
                continue
            result = program.latchkey(command, "--json", *options, before=before)
            assert result.status in (0, 1, 2)
            answer = validated({"verify": "verdict"}.get(command, command), result.json)
            seen["modes"].add(answer["mode"])
            seen["codes"] |= set(codes(answer))
            seen["standings"] |= {each["standing"] for each in answer.get("installed", [])}

    bare = Desk(desk.folder.parent / "bare")
    bare.receive(desk / "latchkey.product")
    look("--product", "latchkey.product", program=bare)
    bare.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "r").expect()
    look(program=bare)
    order(shop, bare, "--trial", "20d", request="r", name="trial.lic")
    bare.latchkey("import", "trial.lic").expect()
    look(program=bare)
    look()
    look(day=last - timedelta(days=5))
    look(day=last + timedelta(days=3))
    look(day=far)
    look(day="2020-01-01")
    look("--url", "http://localhost/")
    look("--url", "https://other.example/?a")
    look("--url", "https://a b")
    look("--url", SITE + "?q")
    look("--app-version", "x y")
    look("--feature", "reports", "--feature", "none")
    look("--evidence", "2050-01-01T00:00:00Z")
    look("--instance", "x")
    for name, options in [
        ("host", ["--host", "glpi >=10.0"]), ("old", ["--versions", "=0.1"]),
        ("next", ["--starts", last + timedelta(days=1), "--expires", far]),
        ("ever", ["--starts", far, "--perpetual", "--maintenance-until", "never"]),
    ]:
        order(shop, desk, *options, name=f"{name}.lic")
        desk.latchkey("import", f"{name}.lic").expect()
        look()
    desk.write("list", revocations(shop, number(desk / "acme.lic"), number(desk / "next.lic")))
    desk.latchkey("import", "list").expect()
    look()
    desk.receive(stranger / "latchkey.product", "stranger.product")
    look("--product", "stranger.product", "--state", desk.state)
    state = content(desk.state / "state")
    for changed in (state[:100], b"", b"latchkey/state@v2\n", b"garbage"):
        (desk.state / "state").write_bytes(changed)
        look()
    (desk.state / "state").write_bytes(state)
    (desk / "latchkey.product").write_bytes(b"garbage")
    look()
    assert seen["modes"] == {"full", "trial", "read-only", "off"}
    assert seen["standings"] == {"in-force", "in-grace", "waiting", "ended", "revoked", "refused"}
    assert seen["codes"] >= {
        "nothing-installed", "expires-soon", "in-grace", "expired", "revoked", "other-url", "url-not-configured",
        "url-unreadable", "feature-not-licensed", "clock-contradicted", "state-unreadable", "state-newer",
        "state-for-other-product", "product-file-unreadable", "url-trimmed"}, seen["codes"]
