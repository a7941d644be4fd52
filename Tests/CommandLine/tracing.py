"""What strace saw of a program."""

import re
from collections import defaultdict


def strace(trace, calls=None, *options):
    """The words before a program's that have its calls written down: those that are named, or all.

    The kernel passes the others by, so that a program runs about as fast as without.
    """
    return ["strace", "-f", "-o", trace, *options, *(["--seccomp-bpf", "-e", f"trace={calls}"] if calls else [])]


def injecting(trace, call, fault, number):
    """The words before a program's that make the N-th call of a name meet a fault."""
    words = strace(trace, call, "-e", f"inject={call}:{fault}:when={number}")
    # A signal only arrives where strace stops at every call.
    return [word for word in words if word != "--seccomp-bpf" or not fault.startswith("signal")]


def calls_of(trace, call):
    """The lines of a call, of the thread that makes most of them: strace counts the calls of each thread, and so do faults."""
    threads = defaultdict(list)
    for line in trace.splitlines():
        if found := re.match(rf"(\d+ +)?{call}\(", line):
            threads[found[1]].append(line)
    return max(threads.values(), key=len, default=[])
