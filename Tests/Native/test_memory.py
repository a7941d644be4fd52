"""What a call takes of memory: all of it goes back when the call returns, and it follows the size of what comes in.

Nothing is given back before that (docs/adr/0013-one-library-without-a-runtime.md), so a loop that copies what it has so
far at every turn would take hundreds of megabytes here.
"""

import os
import resource

import pytest

from calls import OPERATIONS, context
from test_corruption import resealed

SIZES = {"product": 250_000, "state": 250_000, "file": 250_000, "context": 60_000}
MOST = 96 << 20


def inflated(content, size):
    """The content with each of its lines so often that it reaches a size: the same line, and lines that differ."""
    lines = content.split(b"\n")
    for index, line in enumerate(lines):
        key, _, value = line.partition(b" ")
        room = size - len(content)
        for repeated in (
            [line] * (room // (len(line) + 1)),
            [b"%s %08x %s" % (key, number, value) for number in range(room // (len(line) + 11))],
        ):
            yield b"\n".join(lines[:index] + repeated + lines[index:])


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


@pytest.mark.parametrize("part", SIZES)
def test_a_call_takes_no_more_memory_than_its_input_is_worth(library, documents, part):
    whole = {
        "product": documents.product, "state": documents.state, "seed": documents.seed, "file": documents.license,
        "license": documents.number, "nonce": bytes(16), "context": context(url=documents.url, feature="reports")}
    inputs = list(inflated(whole[part], SIZES[part]))
    assert len(inputs) >= 6 and all(len(content) > SIZES[part] * 3 // 4 for content in inputs)
    operations = [operation for operation, parts in OPERATIONS.items() if part in parts]
    assert operations
    # A process of its own: its peak is not that of other tests.
    child = os.fork()
    if child == 0:
        before, status = peak(), 1
        try:
            for content in inputs:
                changed = whole | {part: resealed(content) if part == "state" else content}
                for operation in operations:
                    library.call(operation, **{name: changed[name] for name in OPERATIONS[operation]})
            status = 2 if peak() - before > MOST else 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, "2: too much memory; 1: an exception"


def test_a_call_leaves_nothing_behind(library, documents):
    parts = {"product": documents.product, "state": documents.state, "context": context(url=documents.url)}
    for _ in range(200):
        library.call("verify", **parts)
    before = peak()
    for _ in range(20_000):
        library.call("verify", **parts)
    assert peak() - before < 1 << 20
