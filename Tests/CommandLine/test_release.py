"""Signed lists of what is offered for download: what they say, who else reads them, and what they refuse."""

import hashlib
import subprocess
from base64 import b64encode

import nacl.signing
import pytest

from conftest import Desk

NAME = "vendor.example/release/2026"


@pytest.fixture
def desk(built, tmp_path):
    """A desk with a key for releases and two signed files."""
    desk = Desk(tmp_path / "desk")
    made = desk.vendor(
        "keys", "new", "release", "2026", "--vendor", "vendor.example", "--no-passphrase", "-o", "release.key").expect()
    (desk / "release.pub").write_text(made.text)
    (desk / "b.tar.gz").write_bytes(b"second")
    (desk / "a_1.0~rc1.deb").write_bytes(b"first")
    sign(desk, "b.tar.gz", "a_1.0~rc1.deb", "-o", "SHA256SUMS").expect()
    return desk


def sign(desk, *words, name=NAME, key="release.key"):
    return desk.vendor("release", "sign", *words, "--key", key, "--name", name)


def verify(desk, *words, key="release.pub"):
    return desk.vendor("release", "verify", "SHA256SUMS", "--public-key", key, *words)


def signed_text(desk):
    return (desk / "SHA256SUMS").read_text().split("\n\n")[0] + "\n"


def test_the_text_is_the_type_and_the_sums_in_the_order_of_their_names(desk):
    sums = [f"{hashlib.sha256(content).hexdigest()}  {name}\n"
            for name, content in [("a_1.0~rc1.deb", b"first"), ("b.tar.gz", b"second")]]
    assert signed_text(desk) == "latchkey/release@v1\n" + "".join(sums)


def test_a_release_verifies_from_any_folder(desk):
    assert verify(desk).expect().text == f"good: 2 files, signed by {'+'.join((desk / 'release.pub').read_text().split('+')[:2])}\n"
    answer = verify(desk, "--json").expect().json
    assert answer["signer"] == NAME and [each["name"] for each in answer["files"]] == ["a_1.0~rc1.deb", "b.tar.gz"]
    elsewhere = Desk(desk.folder.parent / "elsewhere")
    elsewhere.vendor(
        "release", "verify", desk / "SHA256SUMS", "--public-key", (desk / "release.pub").read_text().strip()).expect()
    elsewhere.receive(desk / "SHA256SUMS")
    elsewhere.receive(desk / "release.pub")
    verify(elsewhere, "--folder", str(desk.folder)).expect()
    verify(elsewhere).expect(2)


def test_sha256sum_reads_the_same_file(desk):
    def checked():
        return subprocess.run(
            ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=desk.folder, capture_output=True).returncode
    assert checked() == 0
    (desk / "b.tar.gz").write_bytes(b"other")
    assert checked() == 1


@pytest.mark.parametrize("name", ["a_1.0~rc1.deb", "b.tar.gz"])
def test_a_changed_file_is_named(desk, name):
    (desk / name).write_bytes((desk / name).read_bytes() + b".")
    assert verify(desk).expect(1).errors("latchkey-vendor") == [
        f"latchkey-vendor: error: '{name}' is not the file that was signed"]


def test_a_missing_file_is_named(desk):
    (desk / "b.tar.gz").unlink()
    assert "'b.tar.gz'" in verify(desk).expect(2).talk


def test_every_changed_byte_of_the_list_is_refused(desk):
    good = (desk / "SHA256SUMS").read_bytes()
    for place in range(0, len(good), 7):
        (desk / "SHA256SUMS").write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1:])
        assert verify(desk).status == 1, place


def test_the_key_of_somebody_else_does_not_count(desk):
    other = desk.vendor(
        "keys", "new", "release", "2026", "--vendor", "vendor.example", "--no-passphrase", "-o", "other.key").expect()
    assert "is not signed by" in verify(desk, key=other.text.strip()).expect(1).talk


def test_a_key_of_another_role_signs_no_release_and_is_not_believed(desk):
    for name in ["vendor.example/license/2026", "vendor.example/release", "release/release", "a/b/release"]:
        assert "is not a key for releases" in sign(desk, "b.tar.gz", name=name).expect(1).talk
    key = desk.vendor(
        "keys", "new", "license", "2026", "--vendor", "vendor.example", "--no-passphrase", "-o", "license.key").expect()
    assert "is not a key for releases" in verify(desk, key=key.text.strip()).expect(1).talk


def note(desk, text):
    """Signs any text at all, as the owner of the key could by another program."""
    seed = nacl.signing.SigningKey.generate()
    public = b"\x01" + bytes(seed.verify_key)
    number = hashlib.sha256(NAME.encode() + b"\n" + public).digest()[:4]
    line = f"— {NAME} {b64encode(number + seed.sign(text.encode()).signature).decode()}\n"
    (desk / "SHA256SUMS").write_text(f"{text}\n{line}")
    return f"{NAME}+{number.hex()}+{b64encode(public).decode()}"


def test_only_the_one_form_is_a_release(desk):
    good = signed_text(desk)
    head, first, second = good.splitlines(keepends=True)
    verify(desk, key=note(desk, good)).expect()
    for text in [
            head, head + second + first, head + first + first, head + first + "\n" + second, good + "x\n",
            good.replace("@v1", "@v2"), good.replace("  ", " "), good.replace("  ", " *"), head + first.upper(),
            head + first.replace("a_1.0", "../a_1.0"), head + first.replace("a_1.0", ".a"), first + second,
            head + first.replace("a_1.0", "a b")]:
        assert "no signed release" in verify(desk, key=note(desk, text)).expect(1).talk, text


def test_what_cannot_be_in_a_release_is_refused_and_nothing_is_written(desk):
    (desk / "a b").write_bytes(b"")
    (desk / "folder").mkdir()
    (desk / "folder" / "b.tar.gz").write_bytes(b"")
    for words, status, sentence in [
            (["a b"], 1, "a release cannot hold a file by the name of 'a b'"),
            (["b.tar.gz", "folder/b.tar.gz"], 1, "two of the files are called 'b.tar.gz'"),
            (["folder"], 2, "folder"), (["none"], 2, "none")]:
        assert sentence in sign(desk, *words, "-o", "out").expect(status).talk
        assert not (desk / "out").exists()
    sign(desk, "b.tar.gz", "-o", "SHA256SUMS").expect(2)
    sign(desk, "b.tar.gz", "-o", "SHA256SUMS", "--force").expect()
