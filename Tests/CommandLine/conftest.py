"""Runs the built programs as the people do who use them: a vendor and an administrator, each in a folder of their own.

LATCHKEY_BIN names the folder of the programs, `.build/debug` by default.
"""

import base64
import fcntl
import hashlib
import json
import os
import pty
import re
import shutil
import signal
import sqlite3
import stat
import struct
import subprocess
import sys
import tempfile
import termios
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import nacl.signing
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


# --- the vendor's ledger ---

LOGGED = {"keyring", "license", "revocations"}


def ledger(shop, sql, *values):
    """Runs SQL on a workspace's ledger; gives the rows."""
    with closing(sqlite3.connect(shop / "ledger.sqlite", timeout=30)) as database, database:
        return database.execute(sql, values).fetchall()


def records(shop, kind, name=None):
    """The documents in the records of a kind, by their names where none is given; oldest first."""
    found = ledger(shop, "SELECT name, body FROM record WHERE kind = ? ORDER BY number", kind)
    return [body.encode() for each, body in found if name in (None, each)]


def record(shop, kind, name):
    """The document in the newest record of a kind and name."""
    return records(shop, kind, name)[-1]


def change(shop, kind, name, body):
    """Changes the document in the newest record of a kind and name, and nothing that tells of it."""
    ledger(
        shop, "UPDATE record SET body = CAST(? AS TEXT) WHERE number = (SELECT max(number) FROM record "
        "WHERE kind = ? AND name = ?)", body, kind, name)


def checksum(before, number, leaves, *fields):
    """BLAKE2b, 16 bytes, over the checksum before and each field behind its length."""
    parts = [str(number), str(leaves), *fields]
    parts = [part if isinstance(part, bytes) else part.encode() for part in parts]
    return hashlib.blake2b(
        before + b"".join(struct.pack(">Q", len(part)) + part for part in parts), digest_size=16).digest()


def leaf_hash(note):
    """The hash of a document's leaf in the issuance log (RFC 6962, section 2.1)."""
    text = note_text(note)
    entry = b"latchkey/leaf@v1\n" + text.split(b"\n")[0] + b"\n" + hashlib.sha256(text).hexdigest().encode() + b"\n"
    return hashlib.sha256(b"\0" + entry).digest()


def append(shop, kind, name, body):
    """Adds a record behind the desk's back, right in every way; no checkpoint covers it yet."""
    (number, leaves, before), = ledger(
        shop, "SELECT number, leaves, checksum FROM record ORDER BY number DESC LIMIT 1")
    time, = ledger(shop, "SELECT max(time) FROM record")[0]
    fields = [kind, name, body, "", "somebody", "", time]
    if kind in LOGGED:
        place = leaves // 256
        held = ledger(shop, "SELECT hashes FROM tile WHERE level = 0 AND place = ?", place)
        # A tile that gets full has a hash on the level above; tests do not go there.
        assert leaves % 256 < 255 and bool(held) == (leaves % 256 > 0)
        hashes = (held[0][0] if held else b"") + leaf_hash(body)
        ledger(shop, "INSERT OR REPLACE INTO tile VALUES (0, ?, ?)", place, hashes)
        leaves += 1
    ledger(
        shop, "INSERT INTO record (number, leaves, checksum, kind, name, body, detail, actor, reason, time) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", number + 1, leaves,
        checksum(before, number + 1, leaves, *fields), kind, name, body.decode(), *fields[3:])


def assert_ledger_is_whole(shop):
    """Every record follows the one before, and the other tables say what the records do."""
    before, last, leaves, found = bytes(16), 0, 0, 0
    for number, total, stamp, *fields in ledger(
            shop, "SELECT number, leaves, checksum, kind, name, body, detail, actor, reason, time FROM record "
            "ORDER BY number"):
        leaves += fields[0] in LOGGED
        assert (number, total) == (last + 1, leaves)
        assert stamp == checksum(before, number, total, *fields), number
        before, last, found = stamp, number, found + (fields[0] == "license")
    assert last > 0 and ledger(shop, "PRAGMA integrity_check") == [("ok",)]
    assert ledger(shop, "SELECT record FROM license ORDER BY 1") == ledger(
        shop, "SELECT number FROM record WHERE kind = 'license' ORDER BY 1")
    hashes = b"".join(
        part for part, in ledger(shop, "SELECT hashes FROM tile WHERE level = 0 ORDER BY place"))
    logged = [body.encode() for kind, body in ledger(shop, "SELECT kind, body FROM record ORDER BY number") if kind in LOGGED]
    assert hashes == b"".join(map(leaf_hash, logged))
    return found


def assert_log_is_whole(shop):
    """The folder that others read says what the ledger does: its size, the newest checkpoint, and each tile."""
    (leaves, last), = ledger(shop, "SELECT max(leaves), (SELECT body FROM record WHERE kind = 'checkpoint' "
                                   "ORDER BY number DESC LIMIT 1) FROM record")
    assert (shop / "log/size").read_text() == f"{leaves}\n"
    assert (shop / "log/checkpoint").read_bytes() == last.encode()
    tiles = ledger(shop, "SELECT level, place, hashes FROM tile")
    assert tiles and leaves < 1000 * 256
    for level, place, hashes in tiles:
        count = len(hashes) // 32
        name = f"log/tile/{level}/{place:03}" + (f".p/{count}" if count < 256 else "")
        assert (shop / name).read_bytes() == hashes


def everything(shop):
    """Every row of every table of the ledger."""
    tables = [name for name, in ledger(shop, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    assert "record" in tables
    return {table: ledger(shop, f"SELECT * FROM {table}") for table in tables}


# --- documents ---


def items(file):
    """The documents of a file."""
    found = re.findall(rb"(?ms)^(?:latchkey/|c2sp\.org/tlog-proof@v1\n).*?\n\n(?:\xe2\x80\x94 [^\n]*\n)+", file)
    assert found and b"\n".join(found) == file
    return found


def issued(file, shop=None):
    """The license of an issued file, and what rides behind its proof, which has to be right."""
    license, proof, *riders = items(file)
    assert license.startswith(b"latchkey/license@v1\n")
    assert_proof(license, proof, shop)
    return license, riders


def assert_proof(note, proof, shop=None):
    """The way up from a document leads to the head of the log, which the vendor's log key signed (RFC 9162, 2.1.3.2)."""
    (kind, index, *path), checkpoint = proof.split(b"\n\n", 1)[0].split(b"\n"), proof.split(b"\n\n", 1)[1]
    assert kind == b"c2sp.org/tlog-proof@v1"
    origin, size, root = note_text(checkpoint).decode().splitlines()
    place, last = int(index.removeprefix(b"index ")), int(size) - 1
    assert 0 <= place <= last
    found = leaf_hash(note)
    for line in path:
        beside = base64.b64decode(line, validate=True)
        assert len(beside) == 32 and last > 0
        if place % 2 or place == last:
            found = hashlib.sha256(b"\1" + beside + found).digest()
            while not place % 2 and place:
                place, last = place // 2, last // 2
        else:
            found = hashlib.sha256(b"\1" + found + beside).digest()
        place, last = place // 2, last // 2
    assert last == 0 and base64.b64encode(found).decode() == root
    (signer, stamped), = signature_lines(checkpoint)
    assert signer == origin
    if shop is not None:
        material = [
            line.split(" ")[2] for line in records(shop, "keyring")[-1].decode().splitlines()
            if line.startswith(f"key log {origin}+")]
        assert len(material) == 1, "the log's key is not in the keyring"
        public = base64.b64decode(material[0].split("+", 2)[2])[1:]
        nacl.signing.VerifyKey(public).verify(note_text(checkpoint), stamped[4:])


def import_codes(answer):
    """The codes of what an import found, but for a proof that goes with a license which is passed over."""
    return [finding["code"] for finding in answer["import"]["findings"] if finding["code"] != "proof-not-used"]


def note_text(item):
    """The signed text of a note: up to the newline before the empty line that precedes the signatures."""
    end = item.rindex("\n\n— ".encode())
    return item[: end + 1]


def signature_lines(item):
    """Pairs of key name and bytes: four of key ID, 64 of signature."""
    lines = item[item.rindex("\n\n— ".encode()) + 2:].decode().splitlines()
    assert lines
    return [(line.split(" ")[1], base64.b64decode(line.split(" ")[2], validate=True)) for line in lines]


def signed_note(shop, role, text):
    """A note signed by the vendor's unprotected key of a role, as somebody else's program would sign it."""
    path, = (shop / "keys").glob(f"{role}-*.key")
    material = path.read_text().strip().removeprefix("k4.secret.")
    key = nacl.signing.SigningKey(base64.urlsafe_b64decode(material + "==")[:32])
    name = f"{VENDOR}/{role}/{path.stem.split('-')[1]}".encode()
    key_id = hashlib.sha256(name + b"\n\x01" + bytes(key.verify_key)).digest()[:4]
    signature = base64.b64encode(key_id + key.sign(text).signature)
    return text + b"\n" + "— ".encode() + name + b" " + signature + b"\n"


def revocations(shop, *licenses, epoch=1):
    """A list of revoked licenses for every installation."""
    issued = record(shop, "keyring", "1").decode().split("issued ")[1][:20]
    lines = "".join(f"revoked {each} refunded\n" for each in sorted(licenses))
    return signed_note(
        shop, "revocation",
        f"latchkey/revocations@v1\nvendor {VENDOR}\nscope all\nepoch {epoch}\nissued {issued}\n{lines}".encode())


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
