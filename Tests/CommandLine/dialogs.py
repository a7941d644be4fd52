"""What tests of spoken lines share: a vendor who reads out, a desk that hears, slips, and dialogs on a terminal."""

import fcntl
import os
import pty
import select
import subprocess
import termios
import time

import pytest

import spoken
from conftest import PRODUCT
from ledgers import workspace

TYPED = "typed-lines"


class Dialog:
    """A command on a terminal of its own: what it asks is read, and answered."""

    def __init__(self, program, *arguments):
        self.main, side = pty.openpty()
        # Without echo, all that is shown comes from the command.
        modes = termios.tcgetattr(side)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(side, termios.TCSANOW, modes)
        self.process = subprocess.Popen(
            program.command(*arguments), cwd=program.folder, env=program.environment, stdin=side, stdout=side, stderr=side,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(side)
        self.shown = ""

    def until(self, text, timeout=20):
        """Reads on until the last thing shown ends so; gives what was new."""
        new, end = "", time.monotonic() + timeout
        while not new.endswith(text):
            new += self.part(end, f"no {text!r} in {new!r}")
        self.shown += new
        return new

    def part(self, end, trouble):
        """What is shown next, before a moment."""
        ready, _, _ = select.select([self.main], [], [], max(0, end - time.monotonic()))
        assert ready, trouble
        return os.read(self.main, 4096).decode().replace("\r\n", "\n")

    def say(self, line):
        os.write(self.main, line.encode() + b"\n")

    def end(self, key=b""):
        """Reads to the end, after a key where one is named; gives the status and what was new."""
        os.write(self.main, key)
        new, end = "", time.monotonic() + 20
        try:
            while part := self.part(end, f"no end of {new!r}"):
                new += part
        except OSError:
            pass
        status = self.process.wait(20)
        os.close(self.main)
        return status, new

    def hang_up(self):
        os.close(self.main)
        return self.process.wait(20)


def lines_of(result):
    return result.text.splitlines()


def typed(lines):
    return "".join(f"{line}\n" for line in lines).encode()


def swapped(text, one, other):
    words = text.split()
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def wrong(line, group):
    """The line with another last symbol in a group."""
    words = line.split()
    words[group] = words[group][:4] + ("7" if words[group][4] != "7" else "8")
    return " ".join(words), words[group]


def known_of(license):
    """The context of a license."""
    values = {}
    for line in license.decode().split("\n\n")[0].splitlines()[1:]:
        key, value = line.split(" ", 1)
        values.setdefault(key, []).append(value)
    installations = [each for each in values["installation"] if each != "any"]
    return spoken.context(values["vendor"][0], values["product"][0], installations[0] if len(installations) == 1 else None)


@pytest.fixture(scope="module")
def shop(built, tmp_path_factory):
    """A vendor of these tests alone: they take returns, too."""
    desk = workspace(tmp_path_factory.mktemp("spoken") / "vendor")
    desk.vendor("product", "export", PRODUCT, "-o", "latchkey.product").expect()
    return desk


@pytest.fixture
def heard(shop, asked):
    """A desk that asked, and the lines of the license that the vendor reads out."""
    lines = lines_of(shop.vendor(
        "issue", asked / "acme.request", "--customer", "ACME SA", "--term", "1y", "--feature", "reports", "--spoken").expect())
    return asked, lines
