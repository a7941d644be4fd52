"""R7: one writer and 32 readers at once, for as long as LATCHKEY_READERS_SECONDS says.

The writer imports one license after the other, each better than those before it and for a customer of its own, into one
folder after the other. A reader notes which imports were acknowledged before it began, and which had begun when it ended: it must have seen one of these,
and nothing else. Some readers call the library with the file's bytes as PHP does, some run the command line, which
also writes down the time that it saw, and so competes with the imports.
"""

import json
import os
import shutil
import subprocess
import time
from functools import partial
from multiprocessing import get_context

from calls import context
from conftest import desks
from evidence import assure

SECONDS = float(os.environ.get("LATCHKEY_READERS_SECONDS", "10"))
LICENSES = 20
READERS, COMMANDS = 26, 6


def folder_of(desk, turn):
    return desk.folder.parent / f"turn-{turn}"


class Progress:
    """What writer and readers share: the folder's number, imports that are acknowledged in it, and that have begun."""

    def __init__(self, fork):
        self.turn, self.acknowledged, self.begun = (fork.Value("q", 0) for _ in range(3))
        self.is_over = fork.Value("b", 0)

    def now(self):
        return self.turn.value, self.acknowledged.value


def by_library(library, product, folder):
    """Mode and customer of a load through the library; nothing where the folder is gone."""
    try:
        state = (folder / "state").read_bytes()
    except FileNotFoundError:
        return None
    answer = library.call("verify", product=product, state=state, context=context(url=desks.SITE)).data
    return answer["mode"], answer["customer"]


def by_command(desk, folder):
    """The same by the command line."""
    done = subprocess.run(
        [desk.latchkey.command("verify")[0], "verify", "--json", "--state", folder, "--product", desk / "latchkey.product"],
        capture_output=True, cwd=desk.folder, env=desk.latchkey.environment)
    if not (folder / "state").exists():
        return None
    answer = json.loads(done.stdout)
    return answer["mode"], answer["customer"]


def read(progress, load, desk, results):
    """Loads until it is over; tells how many loads counted, and what was wrong."""
    count, wrong, seen = 0, [], set()
    while not progress.is_over.value:
        turn, least = progress.now()
        answer = load(folder_of(desk, turn))
        most = progress.begun.value
        if answer is None or progress.turn.value != turn:
            continue
        count += 1
        mode, customer = answer
        number = int(customer) if mode == "full" else -1
        seen.add(number)
        if not least <= number <= most:
            wrong.append(f"turn {turn}: {answer}, and {least} to {most} were installed")
    results.put((count, wrong[:3], len(seen)))


def better_and_better(shop, desk):
    """License files, the later of which decides where both are installed; the customer is a file's number, from 0.

    Of licenses of one second the one with the greater ID decides, and IDs of one second are random.
    """
    files = []
    for attempt in range(100 * LICENSES):
        number = len(files)
        if number > LICENSES:
            return files
        # The same order once more would give the same license.
        file = desks.order(shop, desk, "--note", f"attempt {attempt}", customer=str(number), name=f"{number}.lic")
        if not files or identity(file) > identity(files[-1]):
            files.append(file)
    raise AssertionError("no license got a greater ID")


def identity(file):
    return file.read_text().partition("\nid ")[2][:26]


def write(progress, desk, files, until):
    """Imports until the time is up; gives the number of imports."""
    imports = 0
    while time.monotonic() < until:
        turn = progress.turn.value + 1
        shutil.copytree(desk.folder / "template", folder_of(desk, turn))
        with progress.turn.get_lock():
            progress.acknowledged.value = progress.begun.value = 0
            progress.turn.value = turn
        for number, file in enumerate(files, 1):
            progress.begun.value = number
            desk.latchkey("import", file, "--state", folder_of(desk, turn), "--product", "latchkey.product").expect()
            progress.acknowledged.value = number
            imports += 1
        shutil.rmtree(folder_of(desk, turn - 1), ignore_errors=True)
    return imports


def test_r7_thirty_two_readers_see_whole_states_only_while_one_imports(shop, library, tmp_path):  # noqa: F811
    desk = desks.Desk(tmp_path / "admin")
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", desks.SITE, "-o", "acme.request").expect()
    files = better_and_better(shop, desk)
    desk.latchkey("import", files[0]).expect()
    shutil.copytree(desk.state, desk / "template")
    shutil.copytree(desk.state, folder_of(desk, 0))
    product = (desk / "latchkey.product").read_bytes()
    fork = get_context("fork")
    progress, results = Progress(fork), fork.Queue()
    loads = [partial(by_library, library, product)] * READERS + [partial(by_command, desk)] * COMMANDS
    readers = [fork.Process(target=read, args=(progress, load, desk, results)) for load in loads]
    for reader in readers:
        reader.start()
    try:
        imports = write(progress, desk, files[1:], time.monotonic() + SECONDS)
    finally:
        progress.is_over.value = 1
    told = [results.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join(timeout=60)
        assert reader.exitcode == 0
    wrong = [each for _, found, _ in told for each in found]
    assert not wrong, wrong
    count = sum(each[0] for each in told)
    print(f"{imports} imports, {count} loads by {len(readers)} readers, 0 wrong")
    assert imports >= LICENSES and min(each[0] for each in told) > 0 and count > 10 * len(readers)
    assert max(each[2] for each in told) > LICENSES // 3
    assure("R7", len(readers), "readers beside a writer",
           f"{imports:,} imports and {count:,} loads in {SECONDS:g} s: 0 wrong")
