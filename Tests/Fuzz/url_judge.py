"""URLs that nobody wrote, and what our parser, a WHATWG parser and docs/spec/site-url.md say of them.

What ours accepts, the WHATWG parser accepts with the same scheme, host, port and path, but for the dot and the slash at
an end that the page drops. What ours accepts and refuses is what the page says, as the oracle wrote it down once more.
"""

import sys
from pathlib import Path

import ada_url

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Oracle"))
import site_urls  # noqa: E402

SCHEMES = ["https://", "http://", "HTTPS://", "hTTp://", "https:", "https:/", "https:///", "ftp://", "//", "",
    "https:\\\\"]
LABELS = ["glpi", "GLPI", "a", "acme", "example", "xn--bcher-kva", "xn--a", "xn--", "x_y", "-a-", "0", "7", "010",
    "0x7f", "0x", "256", "99999999999", "0xg", "1e1", "l" * 63, "l" * 64, "", "*", "ex%61mple", "bücher", "ﬁ", "。",
    "ß", "\u200d"]
IPV4 = ["127.0.0.1", "10.0.0.7", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.4.", "0x7f.1", "1..2.3",
    "4294967295"]
IPV6 = ["::1", "::", "2001:DB8:0:0:0:0:0:1", "2001:db8::1:0:0:1", "1:0:0:2:0:0:0:3", "::ffff:1.2.3.4",
    "1:2:3:4:5:6:7:8", "1::2::3", "1:2:3:4:5:6:7", "fe80::1%25eth0", "12345::", "0:0:1::", "g::", ":1",
    "1:2:3:4:5:6:7::", ""]
PORTS = ["", "", "", ":80", ":443", ":8443", ":0", ":00080", ":65535", ":65536", ":", ":-1", ":8a", ":80:80", ":８０"]
SEGMENTS = ["glpi", "front", "a.b", ".", "..", "", "%2e", "%7E", "~x", "a:b@c", "!$&'()*+,;=", "é", "^", "|", "\"",
    "<>", "{}", "`", "[]"]
TAILS = ["", "", "", "/", "?x=1", "#top", "/?", "?a#b/c", "#?"]
ODD = ["\t", "\n", "\r", " ", "\0", "\x7f", "\\", "@", "%", "#", "?", "/", ":", "[", "]", ".", "。", "\u00ad", "é",
    "😀", "^", "|"]


def drawn(random):
    """A URL by a loose grammar, changed a little or not at all."""
    kind = random.random()
    if kind < 0.15:
        host = random.choice(IPV4)
    elif kind < 0.3:
        host = "[" + random.choice(IPV6) + random.choice(["]", "]", "]", "", "].", "]x"])
    else:
        labels = LABELS[:10] if random.random() < 0.7 else LABELS
        host = ".".join(random.choices(labels, k=random.randint(1, 4))) + random.choice(["", "", "", ".", ".."])
    scheme = random.choice(SCHEMES) if random.random() < 0.2 else random.choice(SCHEMES[:4])
    user = random.choice(["u@", "u:p@", "@"]) if random.random() < 0.05 else ""
    segments = random.choices(SEGMENTS[:2] if random.random() < 0.5 else SEGMENTS, k=random.randint(0, 3))
    path = "".join("/" + segment for segment in segments)
    port = random.choice(PORTS if random.random() < 0.5 else PORTS[:6])
    url = scheme + user + host + port + path + random.choice(TAILS)
    for _ in range(random.choice([0, 0, 0, 0, 1, 2])):
        place = random.randint(0, len(url))
        url = url[:place] + random.choice([*ODD, ""]) + url[place + random.randint(0, 1):]
    if random.random() < 0.01:
        url += "/" + "p" * random.choice([1900, 2048, 3000])
    return url


def compared(text, ours):
    """`accepted`, `refused` or `differs …`."""
    try:
        expected = site_urls.written(site_urls.configured(text)[0])
    except site_urls.Refused:
        expected = None
    found = ours.split(" ")[1] if ours.startswith("ok ") else None
    if found != expected:
        return f"differs from the page, which says '{expected}', ours '{ours}'"
    if found is None:
        return "refused"
    try:
        url = ada_url.URL(text)
    except ValueError:
        return f"differs: WHATWG refuses, ours '{ours}'"
    path = url.pathname.removesuffix("/") or "/"
    port = f":{url.port}" if url.port else ""
    theirs = f"{url.protocol}//{url.hostname.removesuffix('.')}{port}{path}"
    if theirs != found or url.username or url.password:
        return f"differs from WHATWG, which says '{theirs}', ours '{ours}'"
    return "accepted"
