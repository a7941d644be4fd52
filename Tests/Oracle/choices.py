"""What the generated cases choose from, biased to the edges of the pages' rules."""

import versions
from instants import DAY, HOUR, clamped, read

DAYS = [read(f"{day}T00:00:00Z") for day in (
    "2026-11-21", "2026-12-31", "2027-01-01", "2028-02-28", "2028-02-29", "2028-03-01", "2038-01-19", "2099-12-31",
    "2100-02-28", "2100-03-01", "2036-11-21", "2016-11-21", "1970-01-01", "1970-01-03", "1970-01-10", "9999-12-30",
    "9999-12-31")]
TIMES = [0, 1, 12 * HOUR - 1, 12 * HOUR, 12 * HOUR + 1, DAY - 1, 3 * HOUR + 847]
SPANS = [
    0, 1, 60, HOUR, 12 * HOUR, DAY, 36 * HOUR, 48 * HOUR, 72 * HOUR, 7 * DAY, 8 * DAY, 30 * DAY, 60 * DAY, 61 * DAY,
    365 * DAY, 366 * DAY, 3653 * DAY]

SITES = [
    "https://glpi.acme.example/", "http://glpi.acme.example/", "https://glpi.acme.example/helpdesk",
    "https://glpi.acme.example/Helpdesk", "https://glpi.acme.example/helpdesk/it", "https://glpi.acme.example:8443/",
    "https://glpi.acme.example:8443/helpdesk", "http://glpi.acme.example:443/", "https://test.acme.example/",
    "https://a.b.acme.example/", "https://acme.example/", "http://10.0.0.7:8080/glpi", "http://127.0.0.1/",
    "http://localhost/glpi", "http://glpi.localhost/", "http://[::1]/", "https://[2001:db8::1]/glpi",
    "http://glpi_test/", "https://xn--bcher-kva.example/"]
WILDCARDS = [
    "https://*.acme.example/", "https://*.acme.example/helpdesk", "https://*.acme.example:8443/",
    "https://*.b.acme.example/"]
ODD_URLS = [
    "", "glpi.acme.example", "ftp://glpi.acme.example/", "https://", "https:///x", "https://user@glpi.acme.example/",
    "https://glpi.acme.example/%7Ex", "http://0x7f.1/", "http://010.0.0.7:8080/glpi", "http://256.0.0.1/",
    "https://glpi..acme.example/", "https://glpi.acme.example../", "https://glpi.acme.example//x",
    "https://glpi.acme.example//", "https://glpi.acme.example/../x", "https://glpi.acme.example/./",
    "https://glpi.acme.example:0/", "https://glpi.acme.example:/", "https://glpi.acme.example:08443/",
    "https://glpi.acme.example:65536/", "https://*.acme.example/", "https://glpi.acme.example/a b",
    "https://glpi.acme.example\\x", "http://[::1/", "http://[::1]:80/", "http://[::1]./", "http://[::1]x/",
    "http://[2001:db8::1]80/", "http://[0:0:0:0:0:0:0:1]/", "https://[2001:0DB8:0:0::1]/glpi",
    "http://[::ffff:1.2.3.4]/", "http://[2001:db8:0:1:0:0:0:1]/", "http://[fe80::1%25eth0]/",
    "http://[1:2:3:4:5:6:7:8:9]/", "http://1.2.3/", "http://a.0x/", "http://a.0xf/", "http://a.12/",
    "http://127.1.2.3:81/", "http://127.0.0.1./", "http://127.0.0.1.:80", "https://glpi.acme.example/\x7f",
    "http://LOCALHOST./", "https://glpi.acme.example#top", "https://glpi.acme.example?x",
    "https://glpi.acme.example/?", "http://a-.example/", "https://glpi.acme.example/" + "x" * 2100,
    "https://" + "a" * 64 + ".example/", "http://a_b.c/~;v=1,2!$&'()*+:@"]
BEYOND_ASCII = [
    "https://b\u00fccher.example/", "https://B\u00dcCHER.example/?x", "https://glpi.acme.example/caf\u00e9",
    "https://b\u00fccher.example/a b"]

VERSIONS = [
    "2.1.0", "2.0", "2.0.0", "2", "1.9.9", "2.9.9", "2.10", "3.0", "3.0.0.1", "3", "2.0-beta1", "2.0-beta2",
    "2.0-beta10", "2.0-rc1", "2.0.0-RC1", "2.0-rc01", "2.0-1", "2.0-rc", "2.0-rc.1", "3.0-beta1", "3.0.0-alpha",
    "3.0.0-beta1.x", "0", "0-a", "9007199254740991", "2.0--", "3.0-BETA1"]
ODD_VERSIONS = [
    "v2.1.0", "V2.0", "2.1.0+build.5", "v3.0-beta1+x", "2.0+", "", "+5", "v", "vv2.1", "2.1.", "2.1-", "02.1",
    "2.1.0.0.0", "2.1.0.0.0.0", "9007199254740992", "dev", "2.1.0 ", "2_1", "2.0-rc_1", "2.1.0-" + "a" * 58,
    "2.1.0-" + "a" * 59]
HOST_NAMES = ["glpi", "glpi", "glpi", "other"]
REASONS = ["refund", "replaced", "misuse", "unknown-to-this-reader"]


def chance(rng, share):
    return rng.random() < share


def present(rng):
    """A system clock."""
    if chance(rng, 0.5):
        day = DAYS[0] + rng.randrange(-4000, 8000) * DAY
    else:
        day = rng.choice(DAYS)
    return clamped(day + (rng.choice(TIMES) if chance(rng, 0.7) else rng.randrange(DAY)))


def near(rng, instant):
    """An instant whose distance from another is one that rules look at, or a second off."""
    return clamped(instant + rng.choice((-1, 1)) * rng.choice(SPANS) + rng.choice((-1, 0, 0, 1)))


def start_of_days(rng, instant, count):
    """Where `count` days would have to begin to end about now, or an instant at the edge of the future."""
    if chance(rng, 0.25):
        return clamped(instant + DAY + rng.choice((-1, 0, 1, HOUR, 40 * DAY)))
    day = instant // DAY - count + rng.choice((-2, -1, -1, 0, 1, count // 2))
    return clamped(day * DAY + rng.choice(TIMES))


def end_of_term(rng, instant):
    """An end: noon some days ahead as issuers write it, or exactly at an edge."""
    if chance(rng, 0.5):
        days = rng.choice((-3, -1, 0, 1, 2, 7, 8, 9, 30, 31, 32, 60, 61, 62, 63, 400))
        return clamped((instant // DAY + days) * DAY + 12 * HOUR)
    return near(rng, clamped(instant + rng.choice((0, 0, 36 * HOUR, 59 * DAY, 60 * DAY, 61 * DAY))))


def version_range(rng):
    """A range of versions as a license may write it."""
    kind = rng.randrange(8)
    if kind == 0:
        return "any"
    low, high = rng.choice(VERSIONS), rng.choice(VERSIONS)
    if kind == 1:
        return "=" + low
    if kind == 2:
        return rng.choice((">", ">=")) + low
    if kind == 3:
        return rng.choice(("<", "<=")) + high
    relation = versions.order(versions.read(low), versions.read(high))
    if relation == 0:
        return ">=2.0 <3.0"
    if relation == 1:
        low, high = high, low
    return f"{rng.choice(('>', '>='))}{low} {rng.choice(('<', '<='))}{high}"


def spelled(rng, site):
    """A site as somebody may have typed it."""
    scheme, _, rest = site.partition("://")
    authority, _, path = rest.partition("/")
    for _ in range(rng.randrange(3)):
        change = rng.randrange(7)
        if change == 0:
            authority = authority.upper()
        elif change == 1 and ":" not in authority:
            authority += rng.choice((".", ":443", ":80", ".:443"))
        elif change == 2:
            path += "/"
        elif change == 3:
            path += rng.choice(("?x=1", "#top", "/?a#b"))
        elif change == 4:
            scheme = {"http": "https", "https": "http"}.get(scheme, scheme)
        elif change == 5:
            scheme = scheme.upper()
        else:
            path = path.upper()
    return f"{scheme}://{authority}/{path}"
