"""The bill of materials, judged by the SPDX project's own tools: valid, and true of the files that it describes."""

import hashlib
import json
import re
import subprocess
import sys

import pytest
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

from conftest import BIN, ROOT

PROGRAMS = ["latchkey", "latchkey-vendor"]


def written(out, *files):
    return subprocess.run([sys.executable, ROOT / ".ci/sbom.py", "1.2.3", out, *files], capture_output=True, text=True)


@pytest.fixture(scope="module")
def bill(built, tmp_path_factory):
    out = tmp_path_factory.mktemp("sbom") / "latchkey.spdx.json"
    done = written(out, *[str(BIN / name) for name in PROGRAMS])
    assert done.returncode == 0, done.stderr
    return out


def test_the_bill_is_valid_spdx(bill):
    document = parse_file(str(bill))
    assert validate_full_spdx_document(document) == []
    assert len(document.packages) > 10 and len(document.files) == 2


def test_each_file_stands_there_with_its_digest_and_with_everything_that_it_loads(bill):
    document = json.loads(bill.read_text())
    for name in PROGRAMS:
        entry, = [each for each in document["files"] if each["fileName"] == f"./{name}"]
        digest, = [each["checksumValue"] for each in entry["checksums"] if each["algorithm"] == "SHA256"]
        assert digest == hashlib.sha256((BIN / name).read_bytes()).hexdigest()
        libraries = re.findall(r"=> (/\S+)", subprocess.run(["ldd", BIN / name], capture_output=True, text=True).stdout)
        linked = {each["relatedSpdxElement"] for each in document["relationships"] if each["spdxElementId"] == entry["SPDXID"]}
        assert any("libsodium" in library for library in libraries) and any("libsodium" in each for each in linked)
        assert any("Package-swift-6" in each for each in linked)
        assert ("sqlite3" in " ".join(libraries)) == any("sqlite3" in each for each in linked) == (name == "latchkey-vendor")
    assert all(each["licenseDeclared"] and each["versionInfo"] for each in document["packages"])


def test_a_file_of_unknown_content_is_not_described(tmp_path):
    (tmp_path / "stranger").write_bytes(b"x")
    done = written(tmp_path / "out.json", str(tmp_path / "stranger"))
    assert done.returncode == 1 and "what is linked into" in done.stderr and not (tmp_path / "out.json").exists()
    assert written(tmp_path / "out.json").returncode == 64
