"""What tests of a vendor's daily work share: workspaces, places that ask for licenses, and what is in a file."""

import csv
import io
import re
import shutil
import sqlite3

import pytest

from conftest import PRODUCT, SITE, VENDOR, Desk
from signed_notes import note_text

NOWHERE = "01M7YQ1WE0MNGMA9RCWTSVXF8X"


def open_workspace(folder, *options, before=()):
    """A workspace without passphrases, with one product and its product file."""
    desk = Desk(folder)
    desk.vendor("init", "--vendor", VENDOR, "--no-passphrase", *options, before=before).expect()
    add_product(desk, PRODUCT, before=before)
    return desk


def add_product(desk, product, *options, file="latchkey.product", before=()):
    desk.vendor(
        "product", "add", product, "--title", "Demo plugin", "--feature", "reports", "--feature", "export", *options,
        before=before).expect()
    desk.vendor("product", "export", product, "-o", file, before=before).expect()


def place(vendor, folder, product="latchkey.product", url=SITE):
    """An installation of the product that made a request, `acme.request`."""
    desk = Desk(folder)
    desk.receive(vendor / product, "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", url, "-o", "acme.request").expect()
    return desk


@pytest.fixture(scope="session")
def template(built, tmp_path_factory):
    return open_workspace(tmp_path_factory.mktemp("template") / "vendor")


@pytest.fixture
def vendor(template, tmp_path):
    """A workspace in which nothing was issued."""
    shutil.copytree(template.folder, tmp_path / "vendor")
    return Desk(tmp_path / "vendor")


@pytest.fixture(scope="session")
def askers(template, tmp_path_factory):
    """Three installations that made a request, and have no license."""
    folder = tmp_path_factory.mktemp("askers")
    return [place(template, folder / name, url=f"https://glpi.{name}.example/") for name in ("one", "two", "three")]


@pytest.fixture
def places(askers, tmp_path):
    """Copies of the three, for a test to work with."""
    for desk in askers:
        shutil.copytree(desk.folder, tmp_path / desk.folder.name)
    return [Desk(tmp_path / desk.folder.name) for desk in askers]


# --- orders ---


def issue(vendor, *options, customer="ACME SA", product=PRODUCT, before=()):
    """Issues a license for any installation and site, unless options say where; gives its number and the file."""
    words = list(options)
    for name in ("--installation", "--url"):
        if name not in words:
            words += [name, "any"]
    file = vendor.vendor("issue", "--product", product, "--customer", customer, *words, before=before).expect().out
    return number(file), file


def answer(vendor, desk, *options, customer="ACME SA", before=()):
    """Answers a place's request with a file; how the command ended, unchecked."""
    return vendor.vendor("issue", desk / "acme.request", "--customer", customer, *options, before=before)


def install(desk, file, name="acme.lic", status=0):
    """Imports a file at a place; how that ended."""
    desk.write(name, file)
    return desk.latchkey("import", name).expect(status)


def judged(desk, *options, before=()):
    """The mode, and the codes of what there is to say."""
    verdict = desk.latchkey("verify", "--json", *options, before=before).json
    return verdict["mode"], sorted(finding["code"] for finding in verdict["findings"])


# --- what is in a file ---


def documents(file):
    """The notes and proofs of a file, in order."""
    found = re.findall(
        rb"(?ms)^(?:latchkey/|c2sp\.org/tlog-proof@v1\n).*?\n\n(?:\xe2\x80\x94 [^\n]*\n)+", file)
    assert found and b"\n".join(found) == file
    return found


def kinds(file):
    """What the documents of a file are."""
    return [re.match(rb"(?:latchkey|c2sp\.org)/([a-z-]+)", each)[1].decode() for each in documents(file)]


def fields(note):
    """The values of each key of a document."""
    values = {}
    for line in note_text(note).decode().splitlines()[1:]:
        key, value = line.split(" ", 1)
        values.setdefault(key, []).append(value)
    return values


def terms(file):
    """The values of the license in a file."""
    return fields(documents(file)[0])


def number(file):
    return terms(file)["id"][0]


def installation(desk):
    return fields((desk / "acme.request").read_bytes())["installation"][0]


# --- what is in a ledger ---


def rows(vendor, sql, *values):
    """Answers a question with Python's own SQLite."""
    with sqlite3.connect(f"file:{vendor / 'ledger.sqlite'}?mode=ro", uri=True) as ledger:
        return ledger.execute(sql, values).fetchall()


def records(vendor, kind=None):
    """How many records there are, of a kind where one is given."""
    return rows(vendor, "SELECT count(*) FROM record WHERE ? IN ('', kind)", kind or "")[0][0]


def state(vendor, license):
    return vendor.vendor("show", license, "--json").expect().json["state"]


def assert_refused(result, status, *said):
    """The command says why in one error line, and answers nothing."""
    assert result.status == status and result.out == b"", (result.status, result.text, result.talk)
    error, = result.errors("latchkey-vendor")
    assert "Fatal error" not in result.talk
    for each in said:
        assert each in result.talk, result.talk
    return error


def assert_intact(vendor):
    assert vendor.vendor("audit", "verify").expect().text.startswith("intact: ")


def table(text):
    """The rows of comma-separated values, by column."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
