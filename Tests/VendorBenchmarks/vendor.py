#!/usr/bin/env python3
"""What the vendor's desk costs, beside libsodium's bare calls in the same run.

    vendor.py BINARIES [ORDERS [LEDGER]]

ORDERS (100,000) is the size of the batch, LEDGER (1,000,000) that of the large ledger. Prints a table; asserts nothing.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import orders  # noqa: E402

HERE = pathlib.Path(__file__).parent
CORES = len(os.sched_getaffinity(0))


class Desk:
    """A workspace in a folder, and its command line."""

    def __init__(self, binaries, folder):
        self.program = str(pathlib.Path(binaries).resolve() / "latchkey-vendor")
        self.folder = folder
        self("init", "--vendor", "vendor.example", "--no-passphrase")
        self("product", "add", "glpi-demo", "--title", "Demo plugin", "--feature", "reports")

    def __call__(self, *arguments, stdout=subprocess.DEVNULL):
        """Runs a command; its seconds and its peak memory in MiB."""
        start = time.monotonic()
        process = subprocess.Popen(
            [self.program, *map(str, arguments), "-C", str(self.folder)], stdout=stdout, stderr=subprocess.PIPE)
        talk = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{arguments}: {talk.decode()}")
        return time.monotonic() - start, usage.ru_maxrss / 1024

    def batch(self, table, out):
        return self("batch", table, "--product", "glpi-demo", "-o", out)

    def issue(self, number):
        return self(
            "issue", "--product", "glpi-demo", "--customer", f"Single {number}", "--installation", "any", "--url",
            f"https://single-{number}.example.org", "--term", "1y", "--order", f"S-{number}", "-o",
            self.folder / f"single-{number}.lic")[0]


def bare(program, what, count, threads, folder=None):
    return float(subprocess.check_output([program, what, str(count), str(threads)], cwd=folder))


def line(what, figure, target=""):
    print(f"{what:<66} {figure:>22}  {target}", flush=True)


# A process that is begun counts the peak of this one as its own (vfork(2)): nothing here is held in memory.


def write(table, rows):
    with table.open("w") as file:
        file.writelines(rows)


def remove(folder):
    subprocess.check_call(["rm", "-r", folder])


def main(binaries, batch_size=100_000, ledger_size=1_000_000):
    batch_size, ledger_size = int(batch_size), int(ledger_size)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="latchkey-bench-", dir=os.environ.get("LATCHKEY_BENCH_DIR")))
    try:
        program = str(folder / "bare")
        subprocess.check_call(["gcc", "-O2", "-o", program, str(HERE / "bare.c"), "-lsodium", "-lpthread"])
        run(binaries, folder, program, batch_size, ledger_size)
    finally:
        remove(folder)


def run(binaries, folder, program, batch_size, ledger_size):
    print(f"{CORES} cores; seconds are wall clock, ratios are within this run")
    table = folder / "orders.csv"

    desk = Desk(binaries, folder / "large")
    write(table, orders.rows(batch_size))
    one, all_cores = bare(program, "sign", batch_size, 1), bare(program, "sign", batch_size, CORES)
    seconds, memory = desk.batch(table, folder / "out")
    line(f"batch of {batch_size:,}, durable, proven, verified", f"{batch_size / seconds:,.0f} a second")
    line("  of the rate of bare sign + verify on one thread", f"{one / seconds:.0%}", "at least 60 %")
    line(f"  of the rate of bare sign + verify on {CORES} threads", f"{all_cores / seconds:.0%}")
    (folder / "bare-files").mkdir()
    files = bare(program, "file", batch_size, CORES, folder / "bare-files")
    line("  what bare sign + verify, each with a file of its own, reaches of it", f"{all_cores / files:.0%}")
    line("  peak memory", f"{memory:.0f} MiB", "under 256 MiB")
    again, _ = desk.batch(table, folder / "out")
    line("  the same batch again, all issued before", f"{again:.1f} s")

    empty = Desk(binaries, folder / "empty")
    size = ledger_size
    write(table, orders.rows(size - batch_size, batch_size))
    remove(folder / "out")
    seconds, more = desk.batch(table, folder / "out")
    line(f"batch of {size - batch_size:,} more", f"{(size - batch_size) / seconds:,.0f} a second")
    line("  peak memory, of that of the first batch", f"{more:.0f} MiB, {more / memory:.2f}", "not growing")
    remove(folder / "out")
    pairs = [(desk.issue(number), empty.issue(number)) for number in range(21)]
    full, none = (statistics.median(column) for column in zip(*pairs))
    line(f"issue of one license in a ledger of {size:,}", f"{full * 1000:.1f} ms")
    line("  of the same in an empty one", f"{full / none:.2f}", "under 2")

    floor = bare(program, "audit", size, 1)
    seconds, memory = desk("audit", "verify")
    line(f"audit verify of {size:,}", f"{seconds:.0f} s, {memory:.0f} MiB")
    line("  of bare hashing and signature checks on one thread", f"{seconds / floor:.2f}", "at most 3")


if __name__ == "__main__":
    main(*sys.argv[1:])
