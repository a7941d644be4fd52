"""An independent implementation of RFC 6962 and of C2SP's texts judges the log: tiles, entries, checkpoints, proofs.

OpenSSL verifies the signatures of checkpoints. A history that was rewritten is refused by everybody who saw the other.
"""

import base64
import re
import shutil
from pathlib import Path

import pytest

import rfc6962
from conftest import Desk, needs
from ledgers import audited, batch_words, checkpoint, issue_words, judged_log, report, shown, table, workspace
from signature_judges import key_id, openssl_says, parse_vkey

# The sizes of the tree at which a license is issued alone, so that there is a checkpoint of each.
SIZES = [*range(2, 21), *range(255, 259), 600]


def proofs(file):
    """The licenses of a file with their proofs, as text."""
    found = re.findall(
        rb"(?ms)^(latchkey/license@v1\n.*?\n)\n(?:\xe2\x80\x94 [^\n]*\n)+\n(c2sp\.org/tlog-proof@v1\n.*?\n\n(?:[^\n]+\n){3}\n"
        rb"(?:\xe2\x80\x94 [^\n]*\n)+)", file)
    assert len(found) == 1, file.decode()
    return found[0]


class Grown:
    """A log that grew to the sizes, with the file that was issued at each."""

    def __init__(self, desk):
        self.desk, self.files, self.heads = desk, {}, {}
        self.keep()
        first = 0
        for size in SIZES:
            now = checkpoint(desk).size
            if missing := size - 1 - now:
                rows = report(desk.vendor(*batch_words(table(desk, "orders.csv", missing, first), f"out-{size}")).expect().out)
                assert len(rows) == missing
                first += missing
                self.keep()
            self.files[size] = desk.vendor(*issue_words(f"S-{size}")).expect().out
            self.keep()
        assert set(self.heads) >= set(SIZES)

    def keep(self):
        head = checkpoint(self.desk)
        self.heads[head.size] = ((self.desk / "log/checkpoint").read_bytes(), head)


@pytest.fixture(scope="module")
def grown(built, tmp_path_factory):
    return Grown(workspace(tmp_path_factory.mktemp("judged") / "vendor"))


@pytest.fixture(scope="module")
def entries(grown):
    return judged_log(grown.desk, [head for _, head in grown.heads.values()])


def test_the_algorithms_of_a_verifier_agree_with_the_definitions():
    leaves = [rfc6962.leaf_hash(bytes([number])) for number in range(70)]
    paths = proven = 0
    for size in range(1, len(leaves) + 1):
        head = rfc6962.root(leaves[:size])
        for place in range(size):
            path = rfc6962.audit_path(place, leaves[:size])
            assert rfc6962.is_included(leaves[place], place, size, path, head)
            assert not rfc6962.is_included(leaves[place], place, size, path + [head], head)
            assert not rfc6962.is_included(leaves[place - 1], place, size, path, head) or size == 1
            paths += 1
        for old in range(1, size + 1):
            path = rfc6962.consistency_proof(old, leaves[:size])
            before = rfc6962.root(leaves[:old])
            assert rfc6962.is_consistent(old, size, before, head, path)
            assert not rfc6962.is_consistent(old, size, leaves[-1] if old > 1 else head, head, path) or old == size
            proven += 1
    assert paths == proven == 70 * 71 // 2
    # RFC 9162 has no vectors; the root of nothing, and the tree of 7 leaves of section 2.1.5, are written out.
    assert rfc6962.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    d = leaves[:7]
    g, h, i, j = d[0:2], d[2:4], d[4:6], d[6]
    k, l = rfc6962.node_hash(rfc6962.node_hash(*g), rfc6962.node_hash(*h)), rfc6962.node_hash(rfc6962.node_hash(*i), j)
    assert rfc6962.root(d) == rfc6962.node_hash(k, l)
    assert rfc6962.audit_path(0, d) == [d[1], rfc6962.node_hash(*h), l]
    assert rfc6962.audit_path(6, d) == [rfc6962.node_hash(*i), k]
    assert rfc6962.consistency_proof(3, d) == [d[2], d[3], rfc6962.node_hash(*g), l]
    assert rfc6962.consistency_proof(4, d) == [l]
    assert rfc6962.consistency_proof(6, d) == [rfc6962.node_hash(*i), j, k]


def test_every_tile_and_bundle_is_the_one_of_the_specification(grown, entries):
    folder = grown.desk / "log"
    assert rfc6962.compare_tiles(folder, entries) == 4
    assert sorted(str(path.relative_to(folder)) for path in (folder / "tile").rglob("*") if path.is_file()) == sorted(
        rfc6962.tile_path(*each) for each in [
            (0, 0), (0, 1), (0, 2, 88), (1, 0, 2), ("entries", 0), ("entries", 1), ("entries", 2, 88)])
    assert rfc6962.tile_path(0, 1234067) == "tile/0/x001/x234/067" and rfc6962.tile_path(2, 0, 1) == "tile/2/000.p/1"


def test_every_entry_is_the_leaf_of_what_was_issued(grown, entries):
    assert len(entries) == SIZES[-1] == len(set(entries))
    assert entries[0].startswith(b"latchkey/leaf@v1\nlatchkey/keyring@v1\n")
    assert all(each.startswith(b"latchkey/leaf@v1\nlatchkey/license@v1\n") for each in entries[1:])
    leaves = set()
    for path in grown.desk.folder.glob("out-*/*.lic"):
        leaves.add(rfc6962.leaf_of(proofs(path.read_bytes())[0]))
    leaves |= {rfc6962.leaf_of(proofs(file)[0]) for file in grown.files.values()}
    assert leaves == set(entries[1:]) and len(leaves) == SIZES[-1] - 1


def test_the_proof_in_every_issued_file_holds(grown, entries):
    files = [path.read_bytes() for path in grown.desk.folder.glob("out-*/*.lic")] + list(grown.files.values())
    sizes = set()
    for file in files:
        text, proof = proofs(file)
        proof = rfc6962.Proof.parsed(proof)
        leaf = rfc6962.leaf_of(text)
        assert entries[proof.index] == leaf and proof.holds(leaf)
        assert not proof.holds(leaf[:-1]) and not proof.holds(entries[proof.index - 1])
        assert proof.checkpoint == grown.heads[proof.checkpoint.size][1]
        sizes.add(proof.checkpoint.size)
    assert len(files) == SIZES[-1] - 1 and sizes >= set(SIZES)


def test_the_first_license_is_proven_in_the_log_of_every_later_size(grown, entries):
    text, _ = proofs(grown.files[2])
    hashes = [rfc6962.leaf_hash(entry) for entry in entries]
    for size in grown.heads:
        if size < 2:
            continue
        file = grown.desk.vendor("show", "S-2", "--log-size", size, "-o", "-").expect().out
        proof = rfc6962.Proof.parsed(proofs(file)[1])
        assert proof.index == 1 and proof.checkpoint.size == size and proof.holds(rfc6962.leaf_of(text))
        assert list(proof.path) == rfc6962.audit_path(1, hashes[:size])
    fresh = rfc6962.Proof.parsed(proofs(grown.desk.vendor("show", "S-2", "--fresh", "-o", "-").expect().out)[1])
    assert fresh.checkpoint.size == SIZES[-1] and fresh.holds(rfc6962.leaf_of(text))


@needs("openssl")
def test_openssl_verifies_every_checkpoint_and_no_other_text(grown, tmp_path):
    name, number, public = next(
        parse_vkey(key["vkey"]) for key in grown.desk.vendor("keys", "list", "--json").expect().json["keys"]
        if key["role"] == "log")
    judged = 0
    for note, head in grown.heads.values():
        (signer, stamp, signature), = head.signatures
        assert signer == head.origin == name and stamp == number == key_id(name, public)
        assert openssl_says(tmp_path, public, head.text, signature, "DER"), head
        other = head.text.replace(b"\n%d\n" % head.size, b"\n%d\n" % (head.size + 1))
        assert other != head.text and not openssl_says(tmp_path, public, other, signature, "PEM")
        assert note == head.text + b"\n" + f"— {signer} {base64.b64encode(stamp + signature).decode()}\n".encode()
        judged += 1
    assert judged == len(grown.heads) >= len(SIZES)


def test_every_consistency_proof_is_accepted_and_is_the_one_of_the_definition(grown, entries):
    hashes = [rfc6962.leaf_hash(entry) for entry in entries]
    sizes, count = sorted(grown.heads), 0
    for size, (note, _) in grown.heads.items():
        grown.desk.write(f"{size}.checkpoint", note)
    pairs = [(old, sizes[-1]) for old in sizes] + [(old, new) for old, new in zip(sizes[::2], sizes[3::2])]
    for old, new in pairs:
        words = ["audit", "prove", f"{old}.checkpoint", *([f"{new}.checkpoint"] if new != sizes[-1] else []), "--json"]
        found = grown.desk.vendor(*words).expect().json
        path = [rfc6962.hash_of(each) for each in found["proof"]]
        before, after = grown.heads[old][1].root, grown.heads[new][1].root
        assert (found["oldSize"], found["newSize"]) == (old, new)
        assert [rfc6962.hash_of(found["oldRoot"]), rfc6962.hash_of(found["newRoot"])] == [before, after]
        assert rfc6962.is_consistent(old, new, before, after, path)
        assert path == rfc6962.consistency_proof(old, hashes[:new])
        if path:
            assert not rfc6962.is_consistent(old, new, before, after, path[:-1])
        count += 1
    print(f"consistency proofs: {count}")
    assert count == len(pairs) >= 30


# --- a history that was rewritten ---


@pytest.fixture
def fork(grown, built, tmp_path):
    """Two workspaces with one past, which went apart; gives both and the head of the past."""
    one = workspace(tmp_path / "one")
    for number in range(5):
        one.vendor(*issue_words(f"P-{number}", "-o", f"p{number}.lic")).expect()
    past = (one / "log/checkpoint").read_bytes()
    shutil.copytree(one.folder, tmp_path / "two")
    two = Desk(tmp_path / "two")
    for number in range(3):
        one.vendor(*issue_words(f"one-{number}", "-o", f"one{number}.lic")).expect()
    for number in range(4):
        two.vendor(*issue_words(f"two-{number}", "-o", f"two{number}.lic")).expect()
    for desk in (one, two):
        audited(desk)
        desk.write("past.checkpoint", past)
    return one, two, past


def test_a_rewritten_history_is_refused_by_audit_prove(fork):
    one, two, past = fork
    for desk, other in ((one, two), (two, one)):
        assert "begins with those 6" in desk.vendor("audit", "prove", "past.checkpoint").expect().talk
        desk.receive(other / "log/checkpoint", "other.checkpoint")
        for words in (["other.checkpoint"], ["past.checkpoint", "other.checkpoint"]):
            result = desk.vendor("audit", "prove", *words).expect(1)
            assert result.out == b"" and len(result.errors("latchkey-vendor")) == 1
        head = checkpoint(other)
        root = base64.b64encode(head.root).decode()
        result = desk.vendor("audit", "prove", f"--size={head.size}", f"--root={root}").expect(1)
        said = "history was rewritten" if head.size <= checkpoint(desk).size else "does not begin with the 10 leaves"
        assert said in result.errors("latchkey-vendor")[0]


def log_key(desk):
    path, = (desk / "keys").glob("log-*.key")
    return path, parse_vkey(next(
        key["vkey"] for key in desk.vendor("keys", "list", "--json").expect().json["keys"] if key["role"] == "log"))[0]


def signed(desk, signer, *more):
    """What the log's machine answers, with the memory that lies there."""
    key, name = log_key(desk)
    return signer.vendor("log", "sign", desk / "log", "--key", key, "--name", name, "--memory", "held", *more)


def test_a_rewritten_history_is_not_signed_by_a_machine_that_remembers(fork, tmp_path):
    one, two, _ = fork
    signer = Desk(tmp_path / "signer")
    assert "pass --first" in signed(one, signer).expect(1).talk
    signed(one, signer, "--first").expect()
    held = (signer / "held").read_bytes()
    assert rfc6962.Checkpoint.parsed(held).root == checkpoint(one).root
    before = (two / "log/checkpoint").read_bytes()
    for more in ([], ["--first"]):
        result = signed(two, signer, *more).expect(1)
        assert "does not begin with the 9 leaves that were signed before" in result.talk and "do not sign" in result.talk
    assert (signer / "held").read_bytes() == held and (two / "log/checkpoint").read_bytes() == before
    one.vendor(*issue_words("later", "-o", "later.lic")).expect()
    signed(one, signer).expect()
    assert rfc6962.Checkpoint.parsed((signer / "held").read_bytes()) == checkpoint(one)


def test_a_checkpoint_of_another_history_is_not_accepted(fork):
    one, two, _ = fork
    for desk, other in ((one, two), (two, one)):
        desk.receive(other / "log/checkpoint", "other.checkpoint")
        before = (desk / "ledger.sqlite").read_bytes(), (desk / "log/checkpoint").read_bytes()
        result = desk.vendor("log", "accept", "other.checkpoint").expect(1)
        assert "is not of this log" in result.talk
        assert ((desk / "ledger.sqlite").read_bytes(), (desk / "log/checkpoint").read_bytes()) == before
        audited(desk)
        # Put into the folder, it is found there.
        shutil.copyfile(other / "log/checkpoint", desk / "log/checkpoint")
        found = desk.vendor("audit", "verify").expect(1)
        assert "log/checkpoint: " in found.text
        (desk / "log/checkpoint").write_bytes(before[1])


@needs("openssl")
def test_a_checkpoint_that_is_signed_elsewhere_is_accepted_and_covers_what_waited(built, tmp_path):
    desk = workspace(tmp_path / "vendor")
    key, name = log_key(desk)
    (tmp_path / "away").mkdir()
    shutil.move(key, tmp_path / "away" / key.name)
    waiting = desk.vendor(*issue_words("W-1", "-o", "w.lic"))
    assert waiting.status == 2 and "waits for a checkpoint" in waiting.talk and not (desk / "w.lic").exists()
    signer = Desk(tmp_path / "signer")
    words = ["log", "sign", desk / "log", "--key", tmp_path / "away" / key.name, "--name", name, "--memory", "held"]
    signer.vendor(*words, "--first").expect()
    audited(desk)
    desk.vendor("log", "accept").expect()
    file = shown(desk, "W-1")
    text, proof = proofs(file)
    assert rfc6962.Proof.parsed(proof).holds(rfc6962.leaf_of(text))
    assert rfc6962.Proof.parsed(proof).checkpoint == checkpoint(desk)
    audited(desk)
    judged_log(desk)


def test_the_judge_calls_nothing_of_this_project():
    imports = re.findall(r"(?m)^(?:from|import) (\w+)", Path(rfc6962.__file__).read_text())
    assert sorted(imports) == ["base64", "dataclasses", "hashlib", "re"]
