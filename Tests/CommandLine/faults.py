"""Makes the N-th call of a program fail, or kills the program as it enters it, with strace; and mounts disks."""

import os
import re
import subprocess
from dataclasses import replace

import pytest

from tracing import calls_of, injecting, strace

CALLS = ["openat", "write", "fsync", "rename", "renameat", "renameat2", "linkat", "mkdirat"]
# What SQLite calls besides.
LEDGER_CALLS = [*CALLS, "pwrite64", "fdatasync", "ftruncate", "unlink", "unlinkat", "flock"]
ERRORS = ["EIO", "ENOSPC", "EROFS"]


def steps(program, command, folders, calls=CALLS):
    """Runs once undisturbed; gives for each call the numbers from the first one that touches the folders on."""
    trace = program.folder.parent / "trace"
    program(*command, before=strace(trace, ",".join(calls))).expect()
    text = trace.read_text()
    found = {}
    for call in calls:
        lines = calls_of(text, call)
        # Before that the loader opens libraries, of which the program knows nothing. A program that closed its memory
        # shows addresses instead of names.
        touching = [
            number for number, line in enumerate(lines, 1)
            if call != "openat" or re.search(r"openat\(\w+, 0x", line) or any(str(each) in line for each in folders)]
        found[call] = range(touching[0], len(lines) + 1) if touching else range(0)
    return found


def others(program, command, folders, known):
    """The numbers of every other call, by its name, from where the program touches the folders on.

    What ends a thread or a process cannot fail.
    """
    trace = program.folder.parent / "trace"
    program(*command, before=strace(trace)).expect()
    lines = trace.read_text().splitlines()
    # strace counts the calls of each thread; the first one is the program's.
    lines = [line.split(maxsplit=1)[1] for line in lines if line.split(" ", 1)[0] == lines[0].split(" ", 1)[0]]
    begin = next(
        number for number, line in enumerate(lines)
        if line.startswith("openat(") and any(each in line for each in folders))
    found = {}
    for number, line in enumerate(lines):
        call = line.partition("(")[0]
        if re.fullmatch(r"\w+", call) and call not in (*known, "execve", "exit", "exit_group", "rt_sigreturn"):
            found.setdefault(call, []).append(number >= begin)
    return {
        call: [count for count, is_behind in enumerate(marks, 1) if is_behind]
        for call, marks in sorted(found.items()) if any(marks)}


# Whether each fault is tried at each call of what a vendor does, which takes long.
ALL = os.environ.get("LATCHKEY_FAULTS") == "all"


def injections(found, errors=ERRORS, every=True):
    """The faults at each call: all of them, or one in turn."""
    for index, (call, number) in enumerate((call, number) for call, numbers in found.items() for number in numbers):
        faults = [f"error={error}" for error in errors + (["EPERM"] if call == "linkat" else [])] + ["signal=SIGKILL"]
        for fault in faults if every else [faults[index % len(faults)]]:
            yield call, number, fault


def disturbed(program, command, call, number, fault):
    """Runs with one fault; gives the result, after checking that the fault came."""
    trace = program.folder.parent / "trace"
    result = program(
        *command, before=injecting(trace, call, fault, number))
    text = trace.read_text()
    assert "(INJECTED)" in text or "killed by SIGKILL" in text, (call, number, fault)
    if fault.startswith("signal"):
        assert result.status in (-9, 137)
    # What strace has to say about itself is not the program's.
    return replace(result, err=re.sub(rb"(?m)^strace: .*\n", b"", result.err))


def assert_error(result, program):
    """A fault that the program lived to see is told in one line."""
    assert result.status == 2 and len(result.errors(program)) == 1, (result.status, result.talk)
    assert len(result.talk.splitlines()) <= 2


def mounted(*arguments):
    """Mounts, or skips where that is not allowed."""
    if subprocess.run(["mount", *map(str, arguments)], capture_output=True).returncode:
        pytest.skip("may not mount here")
