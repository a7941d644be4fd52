"""What a vector of `import` answers (docs/spec/conformance.md)."""

import base64

import findings as page
import importer
import instants


def play(vector):
    """Takes in every file in turn: the state after them, and the last report."""
    parts = vector.parts()
    state, report = (parts["state"] or [None])[0], None
    now = instants.read(vector.value("import-time", vector.value("time")))
    key = base64.b64decode(vector.value("installation-key"))
    for file in parts["file"]:
        report = importer.take_in(file, state, parts["product"][0], key, now)
        state = report.state if report.state is not None else state
    return state, report


def answer(vector):
    _, report = play(vector)
    words = [report.outcome]
    if vector.shows("items"):
        words += [item.kind + ("+" if item.is_installed else "-") for item in report.items]
    return " ".join(words + finding_words(vector, report.findings))


def finding_words(vector, findings):
    found = []
    for code, values in findings:
        found.append(code)
        values = page.shown_values(code, values)
        found += [f"{name}=[{value}]" for name, value in values.items() if vector.shows(name)]
        found += [f"message=[{page.filled(page.CODES[code].message, values)}]"] if vector.shows("message") else []
    return found
