"""What a vector of `verify` answers (docs/spec/conformance.md)."""

import findings as page
import importing
import instants
import oracle
from values import raw

REMEMBERED = ("created ", "clock ", "step ", "sight ")


def answer(vector):
    state, _ = importing.play(vector)
    product = vector.parts()["product"][-1]
    for visit in vector.words("visits"):
        kept = oracle.decide(product, state, context(vector, visit)).keep
        state = raw(kept) if kept else state
    told = oracle.decide(product, state, context(vector, vector.value("time")))
    told.findings = page.by_severity(told.findings)
    lines = told.keep.split("\n") if told.keep else ["", ""]
    shown = {
        "license": told.license or "none", "features": " ".join(told.features),
        "limits": " ".join(f"{name} {count}" for name, count in told.limits.items()),
        "days-left": "none" if told.daysLeft is None else told.daysLeft, "now": told.time,
        "keeps": ", ".join(line for line in lines if line.startswith(REMEMBERED)), "kept-state": lines[1]}
    words = [told.mode] + [f"{name}=[{value}]" for name, value in shown.items() if vector.shows(name)]
    words += importing.finding_words(vector, told.findings)
    return " ".join(words + ([page.as_json(told)] if vector.shows("json") else []))


def context(vector, now):
    host = vector.value("host")
    evidence = vector.value("evidence")
    return oracle.Context(
        instants.read(now), vector.value("url"), vector.value("version"), host and tuple(host.split(" ", 1)),
        [tuple(fact.split(" ")) for fact in vector.headers.get("fact", [])],
        evidence and instants.read(evidence), vector.words("feature"))
