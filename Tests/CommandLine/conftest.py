"""Runs the built programs as the people do who use them: a vendor and an administrator, each in a folder of their own.

LATCHKEY_BIN names the folder of the programs, `.build/debug` by default.
"""

import fcntl
import json
import os
import pty
import shutil
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import termios
from dataclasses import dataclass, field
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Assurance"))

from evidence import skipped  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BIN = (ROOT / os.environ.get("LATCHKEY_BIN", ".build/debug")).resolve()
VENDOR = "vendor.example"
PRODUCT = "glpi-demo"
SITE = "https://glpi.acme.example/"
PASSPHRASE = "correct horse battery staple"

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
needs_no_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


# What is started in the background ignores some signals, and hands that down: the programs meet them with their own actions.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


def needs(program):
    """Skips by name where a program is missing."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"needs the program {program}")


def _tracing_fails():
    if shutil.which("strace") is None:
        return True
    return subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True).returncode != 0


needs_tracing = pytest.mark.skipif(_tracing_fails(), reason="needs the program strace, and leave to trace")


def pytest_runtest_logreport(report):
    """What is skipped is not claimed by docs/assurance.md in this run."""
    if report.skipped and isinstance(report.longrepr, tuple):
        skipped(report.nodeid, report.longrepr[2])


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    command: list
    status: int
    out: bytes
    err: bytes

    @property
    def text(self):
        return self.out.decode()

    @property
    def talk(self):
        return self.err.decode()

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def codes(self):
        """The codes of the verdict's findings in JSON."""
        answer = self.json
        return [finding["code"] for finding in answer.get("verdict", answer)["findings"]]

    def errors(self, program):
        return [line for line in self.talk.splitlines() if line.startswith(f"{program}: error: ")]

    def expect(self, status=0):
        assert self.status == status, f"{self.command} ended with {self.status}\n{self.text}\n{self.talk}"
        return self


@dataclass
class Program:
    """A program, the folder it runs in, and whose it is."""

    name: str
    folder: Path
    options: list = field(default_factory=list)
    user: int | None = None
    binaries: Path = BIN

    @property
    def path(self):
        return str(self.binaries / self.name)

    @property
    def environment(self):
        return {
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(self.folder),
            "XDG_STATE_HOME": str(self.folder / "state"), "SWIFT_BACKTRACE": "enable=no",
        }

    def command(self, *arguments):
        words = [str(argument) for argument in arguments]
        return [self.path, *words, *self.options]

    def __call__(self, *arguments, stdin=b"", before=(), timeout=60, **more):
        """Runs `before` with the command behind it; standard input is bytes, or a file."""
        command = [*before, *self.command(*arguments)]
        feed = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
        if self.user is not None:
            more |= {"user": self.user, "group": self.user, "extra_groups": []}
        more.setdefault("env", self.environment)
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, timeout=timeout, **feed, **more)
        return Result(command[len(before):], done.returncode, done.stdout, done.stderr)

    def on_terminal(self, *arguments, columns=80, rows=50, answer=None, before=(), timeout=60, **environment):
        """Runs on a terminal of its own, so wide and high; gives the result with all that the terminal showed."""
        main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        command = [*before, *self.command(*arguments)]
        process = subprocess.Popen(
            command, cwd=self.folder, env=self.environment | {"TERM": "xterm-256color"} | environment,
            stdin=side, stdout=side, stderr=side, start_new_session=True)
        os.close(side)
        if answer is not None:
            os.write(main, answer.encode() + b"\n")
        shown = b""
        try:
            while part := os.read(main, 4096):
                shown += part
        except OSError:
            pass
        status = process.wait(timeout=timeout)
        os.close(main)
        return Result(command, status, shown.replace(b"\r\n", b"\n"), b"")

    def measured(self, *arguments, stdin=subprocess.DEVNULL, timeout=5):
        """Runs with a bound on time; gives the result and the peak memory in bytes."""
        command = self.command(*arguments)
        reading, writing = os.pipe()
        launcher = [sys.executable, "-I", "-S", str(Path(__file__).with_name("measure.py")), str(writing), *command]
        process = subprocess.Popen(
            launcher, cwd=self.folder, env=self.environment, stdin=stdin, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, pass_fds=(writing,), start_new_session=True)
        os.close(writing)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            pytest.fail(f"{command} did not end within {timeout} s")
        with os.fdopen(reading, "rb") as report:
            status, peak = map(int, report.read().split())
        return Result(command, os.waitstatus_to_exitcode(status), out, err), peak * 1024


class Desk:
    """A vendor's folder with a workspace in it, or an administrator's with a state; nothing else is shared."""

    def __init__(self, folder, user=None, binaries=BIN):
        self.folder = Path(folder)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if user is not None:
            os.chown(self.folder, user, user)
        self.user = user
        self.vendor = Program("latchkey-vendor", self.folder, user=user, binaries=binaries)
        self.latchkey = Program("latchkey", self.folder, user=user, binaries=binaries)

    def __truediv__(self, name):
        return self.folder / name

    @property
    def state(self):
        """The folder of the product's state."""
        return self.folder / "state/latchkey" / PRODUCT

    def receive(self, path, name=None):
        """What a courier does: puts a copy of a file on this desk."""
        target = self.folder / (name or Path(path).name)
        shutil.copyfile(path, target)
        if self.user is not None:
            os.chown(target, self.user, self.user)
        return target

    def write(self, name, content):
        target = self.folder / name
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        if self.user is not None:
            os.chown(target, self.user, self.user)
        return target


def snapshot(*folders):
    """Every name, type, mode and content under the folders."""
    found = {}
    for folder in map(Path, folders):
        for path in [folder, *sorted(folder.rglob("*"))]:
            if not path.exists() and not path.is_symlink():
                continue
            mode = path.lstat().st_mode
            content = path.read_bytes() if stat.S_ISREG(mode) else os.readlink(path) if stat.S_ISLNK(mode) else None
            found[str(path)] = (oct(mode), content)
    return found


def import_codes(answer):
    """The codes of what an import found, but for a proof that goes with a license which is passed over."""
    return [finding["code"] for finding in answer["import"]["findings"] if finding["code"] != "proof-not-used"]


@pytest.fixture(scope="session")
def built():
    """The folder of the programs."""
    missing = [name for name in ("latchkey", "latchkey-vendor") if not (BIN / name).is_file()]
    assert not missing, f"{BIN} lacks {missing}: run 'swift build', or set LATCHKEY_BIN"
    return BIN


@pytest.fixture(scope="session")
def shop(built, tmp_path_factory):
    """A vendor without passphrases, one product, and its product file; made once, never changed but by issuing."""
    desk = Desk(tmp_path_factory.mktemp("shop") / "vendor")
    desk.vendor("init", "--vendor", VENDOR, "--no-passphrase").expect()
    desk.vendor(
        "product", "add", PRODUCT, "--title", "Demo plugin", "--feature", "reports", "--feature", "export").expect()
    desk.vendor("product", "export", PRODUCT, "-o", "latchkey.product").expect()
    return desk


@pytest.fixture(scope="session")
def stranger(built, tmp_path_factory):
    """Another vendor with a product of the same name."""
    desk = Desk(tmp_path_factory.mktemp("stranger") / "vendor")
    desk.vendor("init", "--vendor", "stranger.example", "--no-passphrase").expect()
    desk.vendor("product", "add", PRODUCT, "--title", "Demo plugin").expect()
    desk.vendor("product", "export", PRODUCT, "-o", "latchkey.product").expect()
    return desk


@pytest.fixture(scope="session")
def locked(built, tmp_path_factory):
    """A vendor whose keys have a passphrase; a test that changes a file puts it back."""
    desk = Desk(tmp_path_factory.mktemp("locked") / "vendor")
    desk.write("passphrase", PASSPHRASE + "\n")
    desk.vendor("init", "--vendor", VENDOR, "--passphrase-file", "passphrase", "--label", "key").expect()
    desk.vendor("product", "add", PRODUCT, "--title", "Demo plugin").expect()
    return desk


@pytest.fixture
def site(shop, tmp_path):
    """An administrator's desk with the product file on it, and nothing done yet."""
    desk = Desk(tmp_path / "site")
    desk.receive(shop / "latchkey.product")
    return desk


@pytest.fixture
def asked(site):
    """A desk where a request was made: `acme.request`."""
    site.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    return site


def order(shop, site, *terms, customer="ACME SA", name="acme.lic", request="acme.request"):
    """Issues a license for a desk's request and carries it there; gives its path."""
    output = Path(tempfile.mkdtemp(dir=shop.folder)) / name
    shop.vendor("issue", site / request, "--customer", customer, *terms, "-o", output).expect()
    return site.receive(output, name)


@pytest.fixture
def licensed(shop, asked):
    """A desk with a license file for a year, `acme.lic`, installed."""
    order(shop, asked, "--term", "1y", "--feature", "reports")
    asked.latchkey("import", "acme.lic").expect()
    return asked
