"""Runs a command and writes how it ended to a descriptor: wait status and peak memory in KiB.

Usage: measure.py DESCRIPTOR PROGRAM [ARGUMENT]…

A process of its own, because Linux counts the memory of whoever forks into the peak of what is then executed: the
test runner is larger than the programs that it measures.
"""

import os
import sys

report = int(sys.argv[1])
child = os.fork()
if child == 0:
    os.close(report)
    os.execv(sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
os.write(report, b"%d %d" % (status, usage.ru_maxrss))
