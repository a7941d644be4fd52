"""The values of bodies, each in its one spelling (docs/spec/body.md, "Values").

Each function answers what a value says, and raises ValueError for every other spelling. Bytes that are not UTF-8 reach
them as lone surrogates, which no value holds.
"""

import base64 as codec
import re

import instants
import versions

TOKEN = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
X_KEY = re.compile(r"x-[a-z0-9._-]{1,62}")
DECIMAL = re.compile("0|[1-9][0-9]{0,15}")
LARGEST = 2**53 - 1
ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
# White_Space but the single space, controls, and invisible characters.
BLANKS = "\t-\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e007f")
NOT_IN_NAMES = re.compile(f"[\0-\x1f\x7f-\x9f{BLANKS}{INVISIBLE}\ud800-\udfff]")
TYPE = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}/[a-z0-9][a-z0-9._-]{0,63}@v[0-9]+")


def raw(text):
    """The bytes that a text was read from."""
    return text.encode(errors="surrogateescape")


def matched(pattern, text):
    found = pattern.fullmatch(text)
    if not found:
        raise ValueError(text)
    return found


def word(*words):
    """A value that is one of these words."""
    def read(text):
        if text not in words:
            raise ValueError(text)
        return text
    return read


def parts(*readers):
    """A value of several words, each read by its own reader; the last one gets all that is left."""
    def read(text):
        words = text.split(" ", len(readers) - 1)
        if len(words) != len(readers):
            raise ValueError(text)
        return tuple(reader(each) for reader, each in zip(readers, words))
    return read


def token(text):
    return matched(TOKEN, text)[0]


def decimal(text):
    number = int(matched(DECIMAL, text)[0])
    if number > LARGEST:
        raise ValueError(text)
    return number


def positive(text):
    number = decimal(text)
    if number == 0:
        raise ValueError(text)
    return number


def days(text):
    number = decimal(text)
    if number > 3653:
        raise ValueError(text)
    return number


def some_days(text):
    positive(text)
    return days(text)


def display_name(text):
    words = text.split(" ")
    if len(raw(text)) > 200 or "" in words or NOT_IN_NAMES.search(text):
        raise ValueError(text)
    return text


def timestamp(text):
    return instants.read(matched(ISO, text)[0])


def deadline(text):
    return instants.NEVER if text == "never" else timestamp(text)


def version(text):
    if versions.read(text) is None:
        raise ValueError(text)
    return text


def version_range(text):
    if not versions.is_range(text):
        raise ValueError(text)
    return text


def hexadecimal(digits):
    return lambda text: matched(re.compile(f"[0-9a-f]{{{digits}}}"), text)[0]


def base64(text):
    data = codec.b64decode(raw(text), validate=True)
    if codec.b64encode(data).decode() != text:
        raise ValueError(text)
    return data


def base64_32(text):
    data = base64(text)
    if len(data) != 32:
        raise ValueError(text)
    return data
