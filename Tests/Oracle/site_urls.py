"""Site URLs: the one form, and what a license covers (docs/spec/site-url.md)."""

import ipaddress
import re

LABEL = re.compile("[a-z0-9_-]{1,63}")
SEGMENT = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@-]+")
BYTE = "(?:0|[1-9][0-9]{0,2})"
IPV4 = re.compile(rf"{BYTE}(?:\.{BYTE}){{3}}")
DEFAULT_PORTS = {"http": "80", "https": "443"}


class Refused(Exception):
    """A configured URL that is none."""


class BeyondASCII(Refused):
    """A configured URL that is refused because it is not ASCII."""


def configured(url):
    """What somebody configured, in the one form: (scheme, host, port, path) and whether something was dropped."""
    if not url or len(url.encode()) > 2048:
        raise Refused
    if any(ord(each) > 0x7E for each in url):
        raise BeyondASCII
    if any(ord(each) <= 0x20 or each == "\\" for each in url):
        raise Refused
    scheme, separator, rest = url.partition("://")
    scheme = scheme.lower()
    if not separator or scheme not in DEFAULT_PORTS:
        raise Refused
    kept = re.split("[?#]", rest)[0]
    authority, slash, path = kept.partition("/")
    if "@" in authority:
        raise Refused
    host, port = split_port(authority)
    if port == DEFAULT_PORTS[scheme]:
        port = ""
    return (scheme, read_host(host.lower()), port, read_path(slash + path)), kept != rest


def split_port(authority):
    if authority.startswith("["):
        end = authority.find("]") + 1
        host, rest = authority[:end], authority[end:]
        if rest == "":
            return host, ""
        if not rest.startswith(":"):  # no dot either
            raise Refused
        port = rest[1:]
    else:
        host, colon, port = authority.partition(":")
        if not colon:
            return host, ""
    if not re.fullmatch("[1-9][0-9]{0,4}", port) or int(port) > 65535:
        raise Refused
    return host, port


def read_host(host):
    if host.endswith("."):
        host = host[:-1]
    if host.startswith("["):
        return read_ipv6(host)
    if IPV4.fullmatch(host) and all(int(byte) <= 255 for byte in host.split(".")):
        return host
    labels = host.split(".")
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise Refused
    if re.fullmatch("[0-9]+|0x[0-9a-f]*", labels[-1]):
        raise Refused
    return host


def read_ipv6(host):
    if not re.fullmatch(r"\[[0-9a-f:]+\]", host):
        raise Refused
    try:
        number = int(ipaddress.IPv6Address(host[1:-1]))
    except ValueError:
        raise Refused from None
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
        if not SEGMENT.fullmatch(segment) or segment in (".", ".."):
            raise Refused
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
