"""A license's life as an administrator sees it: installed, renewed, ended, taken back, copied; and what a person sees of it."""

import json
import re
import shutil
from datetime import timedelta

import pytest

from conftest import SITE, Desk, needs, order
from issued_files import revocations
from verdicts import TODAY, codes, number, on, standings, status, validated, yearly  # noqa: F401


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

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


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
