"""The history of a state, which no load reads (docs/spec/state.md, "History")."""

from types import SimpleNamespace

import documents
import license_files
import values
from bodies import Body, Fault
from state_text import written_items
from states import read_items
from values import parts, raw, token

HISTORY = "latchkey/history@v1"
MOST_ITEMS, MOST_IMPORTS = 80, 50


def read_history(state):
    """The history's imports and items; None for a damaged one."""
    found = SimpleNamespace(imports=[], items=[])
    if state.history_checksum is None:
        return found
    if documents.checksum(state.history_text) != state.history_checksum:
        return None
    try:
        head, separator, items = state.history_text.partition("\n\n")
        body = Body(head + ("\n" if separator else ""), HISTORY)
        begin = body.at
        body.many("import", parts(values.timestamp, token, values.hexadecimal(32)), MOST_IMPORTS)
        found.imports = body.lines[begin:body.at]
        body.end(may_have_x_lines=False)
        found.items = read_items(license_files.split(raw(items), MOST_ITEMS)) if separator else []
    except Fault:
        return None
    return found


def written_history(history):
    if not history.imports and not history.items:
        return ""
    return "".join(f"{line}\n" for line in [HISTORY, *history.imports]) + written_items(history.items)
