"""The codes, their sentences and values (docs/spec/findings.md), and the JSON of a verdict (docs/spec/verdict.md)."""

import json
import re
from pathlib import Path

from values import INVISIBLE, raw

MEMBERS = (
    "mode", "product", "license", "kind", "customer", "installation", "starts", "expires", "lastDay", "daysLeft",
    "time", "features", "limits")
SEVERITIES = ("error", "warning", "notice")
PAGE = Path(__file__).resolve().parents[2] / "docs/spec/findings.md"
ROW = re.compile(r"\| `([a-z-]+)` \| (error|warning|notice) \| (.*) \| (.*) \| (.*) \|")
NAME = re.compile(r"\{([a-z]+)\}")
# Told by who stores states, and so never by a verdict alone.
STORED = {"state-not-written"}
# Values that stand in neither sentence.
BESIDE = {"expires-soon": ("stage",), "url-unreadable": ("licensed",)}
NOT_SHOWN = re.compile(f"[\0-\x1f\x7f-\x9f\u2028\u2029{INVISIBLE}]")
LONGEST = 300


class Code:
    """One row of the page's table."""

    def __init__(self, name, severity, message, remedy, places):
        self.name, self.severity, self.message, self.remedy = name, severity, message, remedy
        self.is_of_verdict = "verdict" in places.split(", ")

    @property
    def value_names(self):
        """The names in braces, in their order in the two sentences."""
        return list(dict.fromkeys(NAME.findall(self.message) + NAME.findall(self.remedy)))


CODES = {row[0]: Code(*row) for row in ROW.findall(PAGE.read_text())}
VERDICT_CODES = {name for name, code in CODES.items() if code.is_of_verdict} - STORED


def shown(value):
    """A value as it may be shown."""
    data = raw(value)
    text = data[:LONGEST].decode(errors="surrogateescape")
    cut = re.search("[\ud800-\udfff]", text)
    if cut:
        text = text[:cut.start()]
    return NOT_SHOWN.sub("\ufffd", text) + ("\ufffd" if cut or len(data) > LONGEST else "")


def shown_values(code, values):
    """A finding's values in the order of the page, as they may be shown."""
    return {name: shown(values[name]) for name in [*CODES[code].value_names, *BESIDE.get(code, ())] if name in values}


def filled(sentence, values):
    return NAME.sub(lambda name: values.get(name[1], name[0]), sentence)


def as_json(answer):
    """A verdict as JSON on one line."""
    told = {member: getattr(answer, member) for member in MEMBERS}
    if getattr(answer, "allowed", {}):
        told["allowed"] = answer.allowed
    told["findings"] = [finding(code, shown_values(code, values)) for code, values in answer.findings]
    return json.dumps(told, ensure_ascii=False, separators=(",", ": "))


def finding(code, values):
    row = CODES[code]
    return {
        "code": code, "severity": row.severity, "message": filled(row.message, values),
        "remedy": filled(row.remedy, values), "values": values}


def by_severity(findings):
    """Errors first, then warnings, then notices."""
    return sorted(findings, key=lambda each: SEVERITIES.index(CODES[each[0]].severity))
