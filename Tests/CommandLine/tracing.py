"""What strace saw of a program."""

import re
from collections import defaultdict


def calls_of(trace, call):
    """The lines of a call, of the thread that makes most of them: strace counts the calls of each thread, and so do faults."""
    threads = defaultdict(list)
    for line in trace.splitlines():
        if found := re.match(rf"(\d+ +)?{call}\(", line):
            threads[found[1]].append(line)
    return max(threads.values(), key=len, default=[])
