"""Site URLs: the one form, and what a license covers (docs/spec/site-url.md)."""

import ipaddress
import re

LETTERS = re.compile("[a-z0-9_-]+")
SEGMENT = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@-]+")
BYTE = "(?:0|[1-9][0-9]{0,2})"
IPV4 = re.compile(rf"{BYTE}(?:\.{BYTE}){{3}}")
DEFAULT_PORTS = {"http": "80", "https": "443"}


class Refused(Exception):
    """A configured URL that is none; the argument is the reason's code in the page."""


def refuse(reason):
    raise Refused(reason)


def configured(url, may_be_wildcard=False):
    """What somebody configured, in the one form: (scheme, host, port, path) and whether something was dropped."""
    check_characters(url)
    scheme, separator, rest = url.partition("://")
    scheme = scheme.lower()
    if not separator or scheme not in DEFAULT_PORTS:
        refuse("not-http")
    kept = re.split("[?#]", rest)[0]
    authority, slash, path = kept.partition("/")
    if "@" in authority:
        refuse("user-info")
    host, port = split_port(authority)
    if port == DEFAULT_PORTS[scheme]:
        port = ""
    host = host.lower()
    if host.startswith("*"):
        host = read_wildcard(host) if may_be_wildcard else refuse("wildcard")
    else:
        host = read_host(host)
    return (scheme, host, port, read_path(slash + path)), kept != rest


def check_characters(url):
    if not url:
        refuse("empty")
    if len(url.encode(errors="surrogateescape")) > 2048:
        refuse("too-long")
    for each in url:
        if ord(each) > 0x7F:
            refuse("not-ascii")
        if ord(each) <= 0x20 or each == "\x7f":
            refuse("whitespace")
        if each == "\\":
            refuse("backslash")


def split_port(authority):
    if authority.startswith("["):
        end = authority.find("]") + 1
        host, rest = authority[:end], authority[end:]
        if rest == "":
            return host, ""
        if not rest.startswith(":"):  # no dot either
            refuse("invalid-host")
        port = rest[1:]
    else:
        host, colon, port = authority.partition(":")
        if not colon:
            return host, ""
    if not re.fullmatch("[1-9][0-9]{0,4}", port) or int(port) > 65535:
        refuse("invalid-port")
    return host, port


def read_wildcard(host):
    """The host of a license's URL that begins with an asterisk."""
    name = read_host(host[2:]) if host.startswith("*.") else refuse("wildcard")
    if len(name) > 251 or "." not in name or IPV4.fullmatch(name):
        refuse("wildcard")
    return "*." + name


def read_host(host):
    if host.startswith("["):
        return read_ipv6(host)
    if host.endswith("."):
        host = host[:-1]
    if host == "" or len(host) > 253:
        refuse("invalid-host")
    labels = host.split(".")
    for label in labels:
        if label == "":
            refuse("empty-label")
        wrong = LETTERS.sub("", label)[:1]
        if wrong or len(label) > 63:
            refuse("percent" if wrong == "%" and len(label) <= 63 else "invalid-host")
    if IPV4.fullmatch(host) and all(int(byte) <= 255 for byte in labels):
        return host
    if re.fullmatch("[0-9]+|0x[0-9a-f]*", labels[-1]):
        refuse("odd-ipv4")
    return host


def read_ipv6(host):
    if not re.fullmatch(r"\[[0-9a-f:]+\]", host):
        refuse("invalid-host")
    try:
        number = int(ipaddress.IPv6Address(host[1:-1]))
    except ValueError:
        refuse("invalid-host")
    groups = [f"{number >> shift & 0xFFFF:x}" for shift in range(112, -1, -16)]
    for length in range(8, 1, -1):  # the longest row of zeros, the first among equals
        for start in range(9 - length):
            if groups[start: start + length] == ["0"] * length:
                return f"[{':'.join(groups[:start])}::{':'.join(groups[start + length:])}]"
    return f"[{':'.join(groups)}]"


def read_path(path):
    if path.endswith("/"):
        path = path[:-1]
    if path == "":
        return "/"
    for segment in path.split("/")[1:]:
        if segment == "":
            refuse("empty-segment")
        if segment in (".", ".."):
            refuse("dot-segment")
        if wrong := SEGMENT.sub("", segment)[:1]:
            refuse("percent" if wrong == "%" else "invalid-path")
    return path


def parts(url):
    """A site URL of a document taken apart: (scheme, host, port, path); the host may begin with `*.`."""
    scheme, host, port, path = re.fullmatch(r"(https?)://(\[[^]]*\]|[^/:]*)(?::([0-9]+))?(/.*)", url).groups()
    return scheme, host, port or "", path


def written(site):
    scheme, host, port, path = site
    return f"{scheme}://{host}{':' + port if port else ''}{path}"


def difference(licensed, site):
    """The first part in which a licensed URL and a site differ; None when it covers the site."""
    if licensed[1].startswith("*."):
        label, dot, rest = site[1].partition(".")
        same = label != "" and dot + rest == licensed[1][1:]
    else:
        same = licensed[1] == site[1]
    if not same:
        return "host"
    if licensed[2] != site[2]:
        return "port"
    return None if licensed[3] == site[3] else "path"


def is_local(site):
    host = site[1]
    return (
        host == "localhost" or host.endswith(".localhost") or host == "[::1]"
        or bool(IPV4.fullmatch(host)) and host.startswith("127."))
