"""Tests of the library for C and the static program, from what `make install-client` installs.

LATCHKEY_CLIENT names the folder where they were built, `.build-embedded` by default; LATCHKEY_BIN the folder of the
command lines, `.build/debug` by default; LATCHKEY_PHP the PHP extension, `.build-php/latchkey.so` by default.
"""

import base64
import importlib.util
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from calls import Library, StaticProgram
from extension import Extension

ROOT = Path(__file__).resolve().parents[2]
CLIENT = (ROOT / os.environ.get("LATCHKEY_CLIENT", ".build-embedded")).resolve()
EXTENSION = (ROOT / os.environ.get("LATCHKEY_PHP", ".build-php/latchkey.so")).resolve()

# A vendor's and an administrator's desks are those of the command lines' tests.
_specification = importlib.util.spec_from_file_location("desks", ROOT / "Tests/CommandLine/conftest.py")
desks = importlib.util.module_from_spec(_specification)
sys.modules["desks"] = desks
_specification.loader.exec_module(desks)
from desks import asked, built, licensed, order, shop, site, stranger  # noqa: E402, F401

# And what they hold documents to; the modules of this folder come first.
sys.path.append(str(ROOT / "Tests/CommandLine"))


@dataclass(frozen=True)
class Installed:
    """A folder in the place of the root folder, with the client's files below usr."""

    root: Path

    @property
    def header(self):
        return self.root / "usr/include/latchkey.h"

    @property
    def shared(self):
        return self.root / "usr/lib/liblatchkey.so.1"

    @property
    def program(self):
        return self.root / "usr/bin/latchkey-verify"

    def flags(self, kind):
        """What pkg-config tells a C compiler, here with the folder in it."""
        environment = os.environ | {
            "PKG_CONFIG_PATH": str(self.root / "usr/lib/pkgconfig"), "PKG_CONFIG_SYSROOT_DIR": str(self.root)}
        words = subprocess.run(
            ["pkg-config", "--cflags", "--libs", "latchkey"], env=environment, capture_output=True, text=True,
            check=True).stdout.split()
        assert "-llatchkey" in words
        return words if kind == "shared" else [word.replace("-llatchkey", "-l:liblatchkey.a") for word in words]


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """What `make install-client` installs."""
    root = tmp_path_factory.mktemp("installed")
    subprocess.run(
        ["make", "-s", "-C", ROOT, "install-client", f"EMBEDDED={os.path.relpath(CLIENT, ROOT)}", "PREFIX=/usr",
         f"DESTDIR={root}"], check=True, capture_output=True)
    return Installed(root)


@pytest.fixture(scope="session")
def library(installed):
    return Library(installed.shared, installed.header.read_text())


@pytest.fixture(scope="session")
def program(installed):
    return StaticProgram(installed.program)


@pytest.fixture(scope="session")
def extension():
    if not EXTENSION.is_file():
        pytest.skip(f"{EXTENSION} is missing: make php-extension")
    php = Extension(EXTENSION)
    yield php
    php.close()


@dataclass(frozen=True)
class Documents:
    """A whole set of documents, and the state in which the license is installed."""

    product: bytes
    state: bytes
    seed: bytes
    license: bytes
    request: bytes
    url: str = desks.SITE

    @property
    def number(self):
        """The license's ID."""
        return self.license.split(b"\nid ")[1].split(b"\n")[0]


def seed_of(desk):
    """The installation's secret seed, which the command line keeps in a file of its own."""
    line, = [line for line in (desk.state / "installation.key").read_text().splitlines() if line.startswith("seed ")]
    seed = base64.b64decode(line.split(" ")[1], validate=True)
    assert len(seed) == 32
    return seed


@pytest.fixture(scope="session")
def documents(shop, tmp_path_factory):  # noqa: F811
    """What lies on an administrator's desk; nobody changes it."""
    desk = desks.Desk(tmp_path_factory.mktemp("documents") / "admin")
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", desks.SITE, "-o", "acme.request").expect()
    order(shop, desk, "--term", "1y", "--feature", "reports")
    desk.latchkey("import", "acme.lic").expect()
    desk.latchkey("verify").expect()
    return Documents(
        product=(desk / "latchkey.product").read_bytes(), state=(desk.state / "state").read_bytes(),
        seed=seed_of(desk), license=(desk / "acme.lic").read_bytes(), request=(desk / "acme.request").read_bytes())
