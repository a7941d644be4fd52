"""What the tests of the ledger share: a workspace of their own, tables of orders, and how a ledger is held to its word."""

import csv
import io
import json
import os
import sys
import threading

import rfc6962
from conftest import PRODUCT, ROOT, VENDOR, Desk

sys.path.insert(0, str(ROOT / "Tests/VendorBenchmarks"))

from orders import rows as orders  # noqa: E402

SEED = int(os.environ.get("LATCHKEY_SEED", "20260101"))


def workspace(folder, *protection):
    """A vendor with one product and nothing issued; its keys have no passphrase, unless options say which."""
    desk = Desk(folder)
    desk.vendor("init", "--vendor", VENDOR, *(protection or ["--no-passphrase"])).expect()
    desk.vendor(
        "product", "add", PRODUCT, "--title", "Demo plugin", "--feature", "reports", "--feature", "export").expect()
    return desk


def table(desk, name, count, first=0):
    """A table of orders; gives its name."""
    desk.write(name, "".join(orders(count, first)))
    return name


def numbers(count, first=0):
    """The order numbers of a table."""
    return [f"PO-{each:07d}" for each in range(first, first + count)]


def issue_words(order, *more):
    """The command that issues a license without a request."""
    return ["issue", "--product", PRODUCT, "--customer", f"Customer of {order}", "--installation", "any", "--url", "any",
            "--term", "1y", "--order", order, *more]


def batch_words(name, output, *more):
    return ["batch", name, "--product", PRODUCT, "-o", output, *more]


def report(out):
    """The whole rows of a batch's report, the first row apart."""
    whole = out[:out.rfind(b"\n") + 1].decode()
    return list(csv.DictReader(io.StringIO(whole, newline="")))


def audited(desk, what=None):
    """Holds that the ledger is intact; gives the report."""
    found = desk.vendor("audit", "verify", "--json")
    assert found.status == 0 and found.json["intact"], (what, found.text, found.talk)
    return found.json


def shown(desk, license):
    """The file of a license or an order as the ledger gives it."""
    return desk.vendor("show", license, "-o", "-").expect().out


def issued_once(desk, expected):
    """Holds that each order led to one license; gives the licenses by order."""
    rows = [json.loads(line) for line in desk.vendor("list", "--json").expect().out.splitlines()]
    found = [row["order"] for row in rows]
    assert len(found) == len(set(found)) and set(found) == set(expected), sorted(set(found) ^ set(expected))[:5]
    return {row["order"]: row["license"] for row in rows}


def checkpoint(desk):
    """The head in the log's folder."""
    return rfc6962.Checkpoint.parsed((desk / "log/checkpoint").read_bytes())


def judged_log(desk, heads=()):
    """Recomputes the log's folder from its entries, and the roots of earlier heads; gives the entries."""
    size = int((desk / "log/size").read_text())
    entries = rfc6962.read_entries(desk / "log", size)
    assert rfc6962.compare_tiles(desk / "log", entries) > 0
    hashes = [rfc6962.leaf_hash(entry) for entry in entries]
    for head in [*heads, checkpoint(desk)]:
        assert rfc6962.root(hashes[:head.size]) == head.root, head
    return entries


def stray(folder):
    """Temporary files that something left behind."""
    return [path for path in folder.rglob(".latchkey-*")]


def in_parallel(jobs, work, hands=2):
    """Runs `work(job, hand)` for every job, by so many hands; what fails, fails."""
    queue, failures, lock = list(jobs)[::-1], [], threading.Lock()

    def hand(number):
        while True:
            with lock:
                if failures or not queue:
                    return
                job = queue.pop()
            try:
                work(job, number)
            except BaseException as failure:
                with lock:
                    failures.append(failure)

    threads = [threading.Thread(target=hand, args=(number,)) for number in range(hands)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if failures:
        raise failures[0]


