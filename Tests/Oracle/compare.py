"""Holds a verifier's answer against the oracle's."""

import json
import re

from findings import CODES, MEMBERS, SEVERITIES, filled, shown_values

RULES = (
    "other-vendor", "other-product", "other-installation", "url-not-configured", "url-unreadable", "url-trimmed",
    "other-url", "version-unreadable", "version-not-covered", "host-not-covered", "maintenance-ended",
    "not-yet-valid", "expires-soon", "in-grace", "expired", "revoked")


def shown(answer):
    """The oracle's answer for people."""
    told = {member: getattr(answer, member) for member in MEMBERS}
    return json.dumps(told | {"findings": [code for code, _ in answer.findings]})


def differences(answer, line):
    """What a line of the verifier says otherwise than the oracle, a sentence each."""
    found = []
    told = re.fullmatch(r"(\S+) keeps=\[(.*?)\] kept-state=\[(.*?)\] [^{]*(\{.*\})", line)
    if not told:
        return [f"the answer is {line[:200]!r}"]
    mode, keeps, kept_state, text = told.groups()
    theirs = json.loads(text)
    if mode != theirs["mode"]:
        found.append("the mode differs from that of the JSON")
    for member in MEMBERS:
        ours = getattr(answer, member)
        if theirs[member] != ours:
            found.append(f"{member}: the oracle says {ours!r}, the verifier {theirs[member]!r}")
    allowed = getattr(answer, "allowed", {})
    if theirs.get("allowed", {}) != allowed:
        found.append(f"allowed: the oracle says {allowed}, the verifier {theirs.get('allowed')}")
    lines = sorted(answer.remembered) if answer.keep else []
    if sorted(keeps.split(", ") if keeps else []) != lines:
        found.append(f"to keep: the oracle says {lines}, the verifier {keeps!r}")
    checksum = answer.keep.split("\n")[1] if answer.keep else ""
    if kept_state != checksum:
        found.append(f"the state to keep: the oracle says {checksum!r}, the verifier {kept_state!r}")
    return found + finding_differences(answer.findings, theirs["findings"])


def finding_differences(ours, theirs):
    found = []
    mine, other = sorted(code for code, _ in ours), sorted(each["code"] for each in theirs)
    if mine != other:
        return [f"findings: the oracle says {mine}, the verifier {other}"]
    ordered = sorted(ours, key=lambda each: SEVERITIES.index(CODES[each[0]].severity))
    mine, other = ([code for code in codes if code in RULES] for codes in (
        [code for code, _ in ordered], [each["code"] for each in theirs]))
    if mine != other:
        found.append(f"order: the oracle says {mine}, the verifier {other}")
    severities = [each["severity"] for each in theirs]
    if severities != sorted(severities, key=SEVERITIES.index):
        found.append(f"order of severities: {severities}")
    for each in theirs:
        found += sentence_differences(each)
    for code, values in ours:
        # A code that stands several times differs in its values only.
        values = shown_values(code, values)
        if not any(each["code"] == code and values.items() <= each["values"].items() for each in theirs):
            said = [each["values"] for each in theirs if each["code"] == code]
            found.append(f"{code}: the oracle says {values}, the verifier {said}")
    return found


def sentence_differences(finding):
    """A finding against its row of the page."""
    code = CODES[finding["code"]]
    found = [] if finding["severity"] == code.severity else [f"{code.name}: severity {finding['severity']}"]
    for member, sentence in (("message", code.message), ("remedy", code.remedy)):
        expected = filled(sentence, finding["values"])
        if expected != finding[member]:
            found.append(f"{code.name}: the {member} is {finding[member]!r}, and by the page {expected!r}")
    return found
