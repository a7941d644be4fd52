"""Writes states (docs/spec/state.md)."""

import base64

import documents
from bodies import text_of
from instants import write
from values import raw


def written_items(items):
    return "".join("\n" + text_of(item.data) for item in items)


def written(state):
    """A state's text."""
    lines = [
        f"vendor {state.vendor}", f"product {state.product}", f"roots {state.roots}",
        f"key {base64.b64encode(state.key).decode()}", f"created {write(state.created)}",
        f"revision {state.revision}", *state.request_lines, *memory_lines(state)]
    lines += [f"history {state.history_checksum}"] if state.history_checksum else []
    checked = "".join(f"{line}\n" for line in lines) + written_items(state.items)
    history = state.history_text if state.history_checksum else ""
    return f"latchkey/state@v1\nchecksum {documents.checksum(checked)} {len(raw(checked))}\n{checked}{history}"


def memory_lines(state):
    lines = [f"clock {write(state.floor)} {write(state.seen)}"] if state.has_clock else []
    lines += [f"step {write(state.step[0])} {state.step[1]}"] if state.step else []
    lines += [f"repaired {write(state.repaired)}"] if state.repaired is not None else []
    lines += sorted(f"sight {id} {write(seen)}" for id, seen in state.sights.items())
    lines += sorted(f"epoch {'+'.join(key)} {scope} {epoch}" for (key, scope), epoch in state.epochs.items())
    return lines + sorted(
        f"hit {id} {'+'.join(key)} {write(when)} {reason}" for id, key, when, reason in state.hits)
