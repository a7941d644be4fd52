"""What is misspelled is answered with what was probably meant, and with status 64 where it was never understood."""

import pytest

from conftest import Program

# The words, the error, and the hint.
MISTAKES = [
    ("latchkey improt a.lic", "'improt' is not a command of 'latchkey'", "did you mean 'import'?"),
    ("latchkey-vendor keys lst", "'lst' is not a command of 'latchkey-vendor keys'", "did you mean 'list'?"),
    ("latchkey-vendor keyrign --help", "'keyrign' is not a command of 'latchkey-vendor'", "did you mean 'keyring'?"),
    ("latchkey help chekc", "'chekc' is not a command of 'latchkey'", "did you mean 'check'?"),
    ("latchkey frobnicate", "'frobnicate' is not a command of 'latchkey'", "run 'latchkey --help'"),
    ("latchkey status --jsn", "unknown option '--jsn'", "did you mean '--json'?"),
    ("latchkey-vendor issue --costumer A", "unknown option '--costumer'", "did you mean '--customer'?"),
    ("latchkey-vendor issue --customer=A --outptu=b", "unknown option '--outptu'", "did you mean '--output'?"),
    ("latchkey-vendor issue --frobnicate", "unknown option '--frobnicate'", "run 'latchkey-vendor issue --help'"),
    ("latchkey-vendor -Q", "unknown option '-Q'", "run 'latchkey-vendor --help'"),
    ("latchkey --vesion", "unknown option '--vesion'", "did you mean '--version'?"),
    ("latchkey-pkcs11 sing", "'sing' is not a command of 'latchkey-pkcs11'", "did you mean 'sign'?"),
    ("latchkey-vendor issue", "missing expected argument '--customer <name>'",
     "--customer <name>: whom the license is for; run 'latchkey-vendor issue --help'"),
    ("latchkey-vendor issue --customer A --qr-png", "missing value for '--qr-png <file>'",
     "--qr-png <file>: where to write it as QR codes, in PNG; run 'latchkey-vendor issue --help'"),
    ("latchkey check", "missing expected argument '<file> ...'",
     "<file>: the license file, or pictures of its codes; - is standard input; run 'latchkey check --help'"),
    ("latchkey status --completions", "unknown option '--completions'", "run 'latchkey status --help'"),
    ("latchkey status x y", "2 unexpected arguments: 'x', 'y'", "run 'latchkey status --help'"),
    ("latchkey explain in-grcae", "'in-grcae' is not the code of a finding", "did you mean 'in-grace'?"),
    # Behind '--' and behind an option that takes any word nothing is an option.
    ("latchkey inspect -- --jsn", "'--jsn' does not exist", None),
]


@pytest.mark.parametrize("line, error, hint", MISTAKES, ids=[line for line, *_ in MISTAKES])
def test_a_misspelled_word_is_answered_with_the_nearest(built, tmp_path, line, error, hint):
    program, *words = line.split()
    result = Program(program, tmp_path)(*words)
    assert result.status == (64 if hint else 2) and result.out == b""
    said = result.talk.splitlines()
    assert said[0] == f"{program}: error: {error}"
    assert len(said) == 2 and (hint is None or said[1] == f"{program}: hint: {hint}")


def test_an_unknown_shell_is_told_in_one_line(built, tmp_path):
    result = Program("latchkey", tmp_path)("--generate-completion-script", "elvish").expect(64)
    assert len(result.talk.splitlines()) == 2 and "elvish" in result.talk and "zsh bash fish" in result.talk


# What is typed, what else is there, and which of it is named; nothing where two fit, or none.
NEIGHBORS = [
    ("acme.lci", ["acme.lic", "beta.lic"], "acme.lic"), ("ACME.LIC", ["acme.lic"], "acme.lic"),
    ("in/acme.lci", ["in/acme.lic", "acme.lic"], "in/acme.lic"), ("./acme.lci", ["acme.lic"], "./acme.lic"),
    ("acme", ["acme.lic", "beta.lic"], "acme.lic"), ("acme", ["acme.lic", "acme.request"], None),
    ("order-4711.lic", ["unlike.lic", "order-4712.lic"], "order-4712.lic"), ("acme.lci", [".acme.lic"], None),
    ("nowhere/acme.lic", ["acme.lic"], None), ("x", ["y"], None), ("acme.lci", ["other.lic", "desk.request"], None),
]


@pytest.mark.parametrize("typed, there, meant", NEIGHBORS)
def test_a_missing_file_is_answered_with_the_one_beside_it(built, tmp_path, typed, there, meant):
    for name in there:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("nothing")
    result = Program("latchkey", tmp_path)("inspect", typed).expect(2)
    hint = f"did you mean '{meant}'?" if meant else "check the spelling of the path"
    assert result.talk == f"latchkey: error: '{typed}' does not exist\nlatchkey: hint: {hint}\n"
