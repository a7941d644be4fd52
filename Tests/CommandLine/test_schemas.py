"""The schemas of the answers in JSON: what they refuse, and that real answers of many situations are what they say."""

from datetime import timedelta

from jsonschema import Draft202012Validator

from benches import content
from conftest import SITE, Desk, needs, order
from issued_files import revocations
from verdicts import REGISTRY, SCHEMAS, codes, number, on, validated, yearly  # noqa: F401


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
