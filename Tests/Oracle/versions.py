"""The order of versions and what a range covers (docs/spec/version.md)."""

import re

VERSION = re.compile(r"(?:0|[1-9][0-9]{0,15})(?:\.(?:0|[1-9][0-9]{0,15})){0,4}(?:-[A-Za-z0-9.-]+)?")


def read(text):
    """The numbers without zeros at the end, and the pre-release name or None; None for what is no version."""
    if len(text) > 64 or not VERSION.fullmatch(text):
        return None
    front, hyphen, name = text.partition("-")
    numbers = [int(number) for number in front.split(".")]
    if max(numbers) > 2**53 - 1:
        return None
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers, name.lower() if hyphen else None


def trimmed(text):
    """A version that a program says of itself, without what is left out of it."""
    return text.removeprefix(text[:1] if text[:1] in ("v", "V") else "").split("+")[0]


def reported(text):
    """A version that a program says of itself, read."""
    return read(trimmed(text))


def order(left, right):
    """-1, 0 or 1: whether left comes first, neither does, or right does."""
    if left[0] != right[0]:
        return -1 if left[0] < right[0] else 1
    if left[1] is None or right[1] is None:
        return (left[1] is None) - (right[1] is None)
    ours, theirs = (re.findall("[0-9]+|[^0-9]+", name) for name in (left[1], right[1]))
    for one, other in zip(ours, theirs):
        if one == other:
            continue
        if one[0].isdigit() != other[0].isdigit():
            return -1 if one[0].isdigit() else 1
        if not one[0].isdigit():
            return -1 if one < other else 1
        if int(one) != int(other):
            return -1 if int(one) < int(other) else 1
        return -1 if len(one) > len(other) else 1
    return (len(ours) > len(theirs)) - (len(ours) < len(theirs))


def covers(bounds, version):
    """Whether a range, as it is written, covers a version that was read; None is what is no version."""
    if bounds == "any":
        return True
    return version is not None and all(bound_covers(bound, version) for bound in bounds.split(" "))


def bound_covers(bound, version):
    sign = re.match("[<>=]+", bound).group()
    edge = read(bound[len(sign):])
    relation = order(version, edge)
    if sign == "<" and edge[1] is None and version[1] is not None and version[0] == edge[0]:
        return False
    return relation in {"=": [0], ">": [1], ">=": [0, 1], "<": [-1], "<=": [-1, 0]}[sign]


def is_range(text):
    """Whether a text is a range in its one spelling."""
    if text == "any":
        return True
    bounds = text.split(" ")
    signs, edges = zip(*((sign := re.match("[<>]?=?", bound)[0], read(bound[len(sign):])) for bound in bounds))
    if None in edges:
        return False
    if len(bounds) == 1:
        return signs[0] != ""
    return (
        len(bounds) == 2 and signs[0] in (">", ">=") and signs[1] in ("<", "<=") and order(edges[0], edges[1]) == -1)
