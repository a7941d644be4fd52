"""URLs with letters beyond ASCII: converted where they are typed, and nowhere else."""

import pytest

from conftest import PRODUCT, SITE, order
from signed_notes import note_text

INVALID = "its host is not a valid internationalised name: "

# What is typed, and what documents hold.
CONVERTED = [
    ("https://Bücher.example/glpi", "https://xn--bcher-kva.example/glpi"),
    ("https://bu\u0308cher.example:8443/", "https://xn--bcher-kva.example:8443/"),
    ("https://straße.example", "https://xn--strae-oqa.example/"),
    ("https://STRA\u1e9eE.example", "https://xn--strae-oqa.example/"),
    ("https://bücher\u3002example\uff0eorg", "https://xn--bcher-kva.example.org/"),
    ("https://ＧＬＰＩ.example", "https://glpi.example/"),
    ("https://www.אבג1.example", "https://www.xn--1-zhcde.example/"),
    ("https://XN--BCHER-KVA.example", "https://xn--bcher-kva.example/"),
]

# What is typed, and the reason.
REFUSED = [
    ("https://0a.אבג.example", INVALID + "it mixes right-to-left letters"),
    ("https://אa.example", INVALID + "it mixes right-to-left letters"),
    ("https://bücher.אבג", INVALID + "it mixes right-to-left letters"),
    ("https://☕.example", INVALID + "it holds a character that no name has, such as a symbol or an emoji"),
    ("https://a\u2024bücher.example", INVALID + "it holds a character that no name has"),
    ("https://℀.example", INVALID + "it holds a character that no name has"),
    ("https://bücher.example\uff0fglpi", INVALID + "it holds a character that no name has"),
    (f"https://{'ü' * 58}.example", INVALID + "a label is longer than 63 bytes"),
    ("https://a\u200db.example", INVALID + "it holds an invisible joiner"),
    ("https://-ü.example", INVALID + "a label begins or ends with a hyphen"),
    ("https://xn--bcher-.example", INVALID + "a label is, or becomes, one that begins with xn-- and stands for no name"),
    ("https://bücher..example", "its host holds an empty label"),
    ("https://bücher.example/ü", "it holds a character beyond ASCII"),
    ("https://ü@bücher.example", "it holds a user name"),
    ("https://bücher.example:0", "its port is not a number from 1 to 65535"),
    ("https://bücher.１", "its IPv4 address is not four decimal numbers"),
]

OPTIONS = ["--url", "--staging-url", "--recovery-url"]


def urls(document):
    """The URLs that a request or a license names."""
    return [line[4:] for line in note_text(document).decode().splitlines() if line.startswith("url ")]


def issue(shop, *options):
    return shop.vendor("issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", *options)


def test_the_tables_ask_enough():
    assert (len(CONVERTED), len(REFUSED)) == (8, 16)


def test_a_request_holds_a_labels_whatever_was_typed(site):
    for typed, expected in CONVERTED:
        for option, use in zip(OPTIONS, ["", " staging", " recovery"]):
            made = site.latchkey("request", "--product", "latchkey.product", option, typed).expect()
            assert urls(made.out) == [expected + use] and made.err == b""


def test_a_license_holds_a_labels_whatever_was_typed(shop):
    for typed, expected in CONVERTED:
        assert urls(issue(shop, "--url", typed).expect().out) == [expected]
    several = issue(shop, "--staging-url", "https://ü.example", "--recovery-url", "https://ö.example").expect()
    assert urls(several.out) == ["https://xn--nda.example/ recovery", "https://xn--tda.example/ staging"]


def test_a_wildcard_stands_before_a_converted_name(shop, site):
    assert urls(issue(shop, "--url", "https://*.bücher.example").expect().out) == ["https://*.xn--bcher-kva.example/"]
    refused = [
        (64, "https://*.ü", "a wildcard is one whole label"), (64, "https://\uff0a.bücher.example", "no name has"),
        (64, "https://a.*.bücher.example", "no name has"), (1, "https://*.個人.hk", "'xn--gmqw5a.hk' would cover everybody"),
    ]
    for status, typed, reason in refused:
        result = issue(shop, "--url", typed).expect(status)
        assert reason in result.errors("latchkey-vendor")[0] and result.out == b""
    asked = site.latchkey("request", "--product", "latchkey.product", "--url", "https://*.bücher.example").expect(64)
    assert "a wildcard is one whole label" in asked.talk


@pytest.mark.parametrize("option", OPTIONS)
def test_what_is_no_name_is_refused_with_its_reason_and_a_hint(shop, site, option):
    for typed, reason in REFUSED:
        asked = site.latchkey("request", "--product", "latchkey.product", option, typed).expect(64)
        line, = asked.errors("latchkey")
        assert line.startswith(f"latchkey: error: the URL '{typed}' cannot be used: {reason}"), asked.talk
        assert "latchkey: hint: " in asked.talk and asked.out == b""
        issued = issue(shop, option, typed).expect(64)
        line, = issued.errors("latchkey-vendor")
        assert line.startswith(f"latchkey-vendor: error: the URL '{typed}' cannot be licensed: {reason}"), issued.talk
        assert "latchkey-vendor: hint: " in issued.talk and issued.out == b""
    assert not site.state.exists()


def test_a_license_for_an_a_label_is_in_force_where_the_name_is_typed_in_letters(shop, site):
    typed = "https://Bücher.example/glpi"
    site.latchkey("request", "--product", "latchkey.product", "--url", typed, "-o", "acme.request").expect()
    order(shop, site)
    site.latchkey("import", "acme.lic").expect()
    table = [
        (typed, 0, []), ("https://xn--bcher-kva.example/glpi", 0, []), ("https://BÜCHER.example:443/glpi/", 0, []),
        (typed + "?a", 0, ["url-trimmed"]), ("https://bucher.example/glpi", 1, ["other-url"]),
        ("https://☕.example/glpi", 1, ["url-unreadable"]), ("https://bücher.example/ü", 1, ["url-unreadable"]),
        ("https://bücher..example/glpi", 1, ["url-unreadable"]),
    ]
    for url, status, codes in table:
        for command in (["verify"], ["check", "acme.lic"]):
            assert site.latchkey(*command, "--url", url, "--json").expect(status).codes == codes, (command, url)
        judged = shop.vendor("preflight", site / "acme.lic", "--url", url, "--json").expect(status)
        assert [each["code"] for each in judged.json["files"][0]["verdict"]["findings"]] == codes, url
    assert site.latchkey("verify", "--json").expect().codes == []
    assert site.latchkey("verify", "--url", SITE, "--json").expect(1).codes == ["other-url"]
