"""What the documents say about the sources, and where their links lead."""

import base64
import hashlib
import json
import re
import shlex
import shutil
import subprocess

import pytest

from commands import PROGRAMS, every_command
from conftest import ROOT, needs
from signature_judges import key_id, parse_vkey, pynacl_says
from signed_notes import signature_lines

VERIFIER = ROOT / "Sources" / "LicenseVerifier"
FINDINGS = ROOT / "docs" / "spec" / "findings.md"
TROUBLESHOOTING = ROOT / "docs" / "troubleshooting.md"
MANUAL_PAGE = ROOT / "docs" / "man" / "latchkey-findings.7"
PHP_TABLE = ROOT / "Sources/php/library/src/FindingTable.php"
PROGRAM_PAGES = [ROOT / "docs" / "man" / f"{name}.1" for name in PROGRAMS]
GENERATED = [FINDINGS, TROUBLESHOOTING, MANUAL_PAGE, *PROGRAM_PAGES, PHP_TABLE]
MANUAL = sorted((ROOT / "docs" / "man").iterdir())
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

STRING = r'"((?:[^"\\]|\\.)*)"'


def declared_cases():
    """The cases of FindingCode in their order."""
    source = (VERIFIER / "FindingCode.swift").read_text()
    body = source[source.index("enum FindingCode"):source.index("public var name")]
    return [case for line in re.findall(r"^    case (.+)$", body, re.M) for case in line.split(", ")]


def swift_rows():
    """Code, severity, and message and remedy in English and in French of every finding, in the order of the cases."""
    codes = (VERIFIER / "FindingCode.swift").read_text()
    codes = codes[codes.index("enum FindingCode"):codes.index("enum Severity")]
    names = dict(re.findall(rf"case \.(\w+): {STRING}", codes))
    sources = "".join(path.read_text() for path in sorted((VERIFIER / "FindingTexts").glob("*.swift")))
    pair = rf"\(\s*{STRING},\s*{STRING}\s*\)"
    texts = {
        case: row for case, *row in re.findall(
            rf"static var (\w+): FindingText \{{\s*FindingText\(\s*\.(\w+),\s*english: {pair},\s*french: {pair}\s*\)",
            sources)
    }
    cases = declared_cases()
    assert sorted(names) == sorted(texts) == sorted(cases)
    return [(names[case], *(unescaped(text) for text in texts[case])) for case in cases]


def unescaped(text):
    """A Swift string without its escapes."""
    return re.sub(r"\\u\{(\w+)\}", lambda match: chr(int(match[1], 16)), text)


def page_rows():
    """The first four columns of the table of codes."""
    section = FINDINGS.read_text().split("\n## Codes\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([a-z-]+)` \| (\w+) \| (.+?) \| (.+?) \| [A-Za-z, ]+ \|$", section, re.M)


def test_the_table_of_findings_says_what_the_sources_say():
    expected = swift_rows()
    assert len(expected) >= 40, "the sources were not understood"
    assert page_rows() == [row[:4] for row in expected]


def test_every_row_of_the_table_is_read():
    section = FINDINGS.read_text().split("\n## Codes\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    assert len(rows) - 2 == len(page_rows())


def shown(sentence):
    """A sentence for a reader who has no values."""
    return sentence.replace("{", "‹").replace("}", "›")


def test_troubleshooting_has_a_section_with_every_sentence_for_each_code():
    sections = dict(re.findall(r"^### (\S+)\n(.*?)(?=^### |^<!-- )", TROUBLESHOOTING.read_text(), re.M | re.S))
    rows = swift_rows()
    assert list(sections) == [code for code, *_ in rows]
    for code, severity, *sentences in rows:
        assert f"**{severity}** " in sections[code]
        for sentence in sentences:
            assert shown(sentence) in sections[code], code


def test_troubleshooting_links_only_to_codes_that_there_are():
    anchors = set(re.findall(r"\]\(#([^)]+)\)", TROUBLESHOOTING.read_text()))
    codes = {code for code, *_ in swift_rows()}
    assert len(anchors) > 20
    assert anchors <= codes


def test_the_generated_documents_are_as_the_sources_say(built, tmp_path):
    copies = {path: tmp_path / path.relative_to(ROOT) for path in GENERATED}
    for path, copy in copies.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    subprocess.run([built / "document-generator", tmp_path], check=True)
    stale = [str(path) for path, copy in copies.items() if copy.read_bytes() != path.read_bytes()]
    assert not stale, "not as generated: make documents"


def test_a_page_without_its_marks_is_left_alone(built, tmp_path):
    page = tmp_path / "docs/spec/findings.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Findings\n")
    done = subprocess.run([built / "document-generator", tmp_path], capture_output=True, text=True)
    assert done.returncode == 1
    assert "lacks its two marks" in done.stderr
    assert page.read_text() == "# Findings\n"


# What PHP tells when the verifier cannot be asked, or the state not be stored.
TOLD_BY_PHP = [
    "state-not-written", "verifier-missing", "verifier-not-executable", "verifier-not-started", "verifier-ended",
    "verifier-too-slow", "verifier-garbled", "extension-unsuitable", "verdict-kept", "cannot-verify"]


@needs("php")
def test_php_reads_the_rows_that_the_sources_have():
    script = 'echo json_encode(require $argv[1], JSON_THROW_ON_ERROR);'
    done = subprocess.run(["php", "-r", script, PHP_TABLE], capture_output=True, text=True, check=True)
    expected = {
        code: [severity, {"en": sentences[:2], "fr": sentences[2:]}]
        for code, severity, *sentences in swift_rows() if code in TOLD_BY_PHP}
    assert list(expected) == TOLD_BY_PHP
    assert json.loads(done.stdout) == expected


@needs("phpcs")
def test_the_table_for_php_is_written_as_php_is_written():
    done = subprocess.run(["phpcs", "--standard=PSR12", PHP_TABLE], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def formatted(page):
    """What a reader of a manual page sees, in one line."""
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-P-c", page], capture_output=True, text=True, check=True)
    assert done.stderr == "", page
    # Bold and underlined letters are overstruck; lines are broken at blanks.
    return " ".join(re.sub(r".\x08", "", done.stdout).split())


@needs("groff")
def test_the_manual_page_tells_every_finding():
    text = formatted(MANUAL_PAGE)
    for code, _, *sentences in swift_rows():
        assert code in text
        for sentence in sentences:
            assert " ".join(shown(sentence).replace("'", "’").split()) in text.replace("'", "’"), code


@needs("groff")
def test_the_manual_pages_tell_every_command_option_and_example(built):
    told = 0
    for page in PROGRAM_PAGES:
        text = formatted(page)
        for command in every_command():
            if command.words[0] != page.stem or command.below:
                continue
            assert command.definition["abstract"] in text, command.name
            for argument in command.definition["arguments"]:
                assert argument["abstract"] in text, (command.name, argument)
            assert all(option in text for option in command.options), command.name
            example = command.definition["discussion"].split("\n\n  ")[-1]
            assert " ".join(example.split()) in text, command.name
            told += 1
        for title in ("NAME", "SYNOPSIS", "COMMANDS", "OPTIONS", "EXIT STATUS", "FILES", "EXAMPLES", "SEE ALSO"):
            assert re.search(rf'^\.SH "?{title}"?$', page.read_text(), re.M), title
    assert told > 40


@needs("groff")
@needs("mandoc")
@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.name)
def test_a_manual_page_is_ascii_and_satisfies_both_formatters(page):
    assert page.read_bytes().isascii()
    assert len(formatted(page)) > 1000
    done = subprocess.run(["mandoc", "-Tlint", page], capture_output=True, text=True)
    assert done.stdout + done.stderr == ""


def test_manual_pages_name_only_pages_that_there_are():
    named = {(name.replace("\\-", "-"), number) for page in MANUAL
             for name, number in re.findall(r"^\.BR (latchkey\S*) \((\d)\)", page.read_text(), re.M)}
    assert len(named) >= 4
    assert named <= {tuple(page.name.rsplit(".", 1)) for page in MANUAL}


def test_every_fixed_reason_is_in_the_glossary():
    """A reason that is written in the verifier or with the URLs reads French in a French sentence."""
    # Lines ENGLISH = FRENCH, some of them broken before the second half.
    glossary = re.sub(r"\\\n\s*", "", (VERIFIER / "GlossaryEntries.swift").read_text())
    known = set(re.findall(r"^ +(.+?) = ", glossary, re.M))
    reasons = set()
    for path in [*VERIFIER.rglob("*.swift"), ROOT / "Sources/LicenseFormat/SiteURLError.swift"]:
        # A number between two texts: ["it has ", count, " lines"].
        text = re.sub(rf'\({STRING}, \w+, {STRING}\)', r'("\1{}\2")', path.read_text())
        reasons |= {reason for reason in re.findall(rf'"reason", \[UInt8\]\({STRING}\)', text)}
        reasons |= {reason for reason in re.findall(rf"unreadable\({STRING}\)", text)}
        for body in re.findall(r"var (?:text: \[UInt8\]|text: StaticString|reason: StaticString) \{\n(.*?)^    \}", text, re.M | re.S):
            reasons |= set(re.findall(rf"case \.[^\n]*?:\s*(?:\[UInt8\]\()?{STRING}", body))
    assert len(reasons) >= 40, "the sources were not understood"
    assert reasons - known == set()


def links(page):
    """The targets of a page's links outside of code, without those that lead out of the project."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.M | re.S)
    text = re.sub(r"`[^`\n]*`", "", text)
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r"^\[[^\]]+\]: (\S+)$", text, re.M)
    return [target for target in targets if not re.match(r"[a-z][a-z0-9+.-]*:", target)]


def test_there_are_pages_with_links():
    assert len(PAGES) > 10
    assert sum(len(links(page)) for page in PAGES) > 50


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page):
    broken = [
        target for target in links(page)
        if not target.startswith("#") and not (page.parent / target.split("#")[0]).exists()
    ]
    assert not broken


# --- commands that are not run ---

# Those of console blocks are run and compared by `make readme`.
PLAIN = re.compile(r"^```\n(.*?)^```$", re.M | re.S)


def commands_of(page):
    """The words of each line of a page's plain blocks that begins with one of our programs or with make."""
    lines = "".join(PLAIN.findall(page.read_text())).replace("\\\n", " ").splitlines()
    found = [shlex.split(line, comments=True) for line in lines if re.match(r"(sudo )?(latchkey(-\w+)?|make) ", line)]
    return [words[1:] if words[0] == "sudo" else words for words in found]


def test_commands_that_are_not_run_have_words_and_options_that_there_are(built):
    known = {command.name: command for command in every_command()}
    targets = set(re.findall(r"^([a-z-]+):.*## ", "\n".join(path.read_text() for path in [
        ROOT / "Makefile", *(ROOT / "Sources").rglob("*.mk"), *(ROOT / "Tests").rglob("*.mk")]), re.M))
    checked = 0
    for page in PAGES:
        for words in commands_of(page):
            if words[0] == "make":
                assert {word for word in words[1:] if "=" not in word} <= targets, (page, words)
            elif words[0] == "latchkey-verify":
                source = "".join(path.read_text() for path in (ROOT / "Sources/latchkey-verify").glob("*.swift"))
                asked = [words[1], *(word for word in words[2:] if word.startswith("--"))]
                assert all(f'"{word}"' in source for word in asked), (page, words)
            else:
                named = max((name for name in known if words[:len(name.split())] == name.split()), key=len)
                assert not known[named].below, (page, words)
                asked = {word.partition("=")[0] for word in words if re.match("-[a-z-]", word)}
                assert asked <= known[named].options, (page, words)
            checked += 1
    assert checked >= 10


# --- examples ---

SPECIFICATIONS = sorted((ROOT / "docs" / "spec").glob("*.md"))
NOTE = re.compile(r"^(latchkey/\S+@v\d+\n(?:.+\n)+)\n((?:— .+\n)+)", re.M)
VKEY = re.compile(r"[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*")


def examples(page):
    """The notes in a page's code, as bytes."""
    blocks = re.findall(r"^```\n(.*?)^```$", page.read_text(), re.M | re.S)
    return [match.group(0).encode() for block in blocks for match in NOTE.finditer(block)]


def example(page, kind):
    """The one example of a kind in a page."""
    (note,) = {note for note in examples(ROOT / "docs/spec" / page) if note.startswith(kind.encode())}
    return note


def test_the_log_proof_leads_from_the_license_to_the_signed_root():
    page = (ROOT / "docs/spec/log.md").read_text()
    header, checkpoint, signatures = re.search(r"^```\n(c2sp.*?)\n\n(.*?)\n\n(.*?)^```$", page, re.M | re.S).groups()
    name, stamped = signature_lines((checkpoint + "\n\n" + signatures).encode())[0]
    key = parse_vkey(VKEY.search(page)[0])
    assert key[:2] == (name, stamped[:4]) == (checkpoint.split("\n")[0], key_id(name, key[2]))
    assert pynacl_says(key[2], checkpoint.encode() + b"\n", stamped[4:])
    notes = [
        example(f"{page}.md", f"latchkey/{kind}@v1")
        for page, kind in (("keyring", "keyring"), ("license", "license"), ("revocations", "revocations"))]
    leaves = [merkle_leaf(note[: note.index("\n\n— ".encode()) + 1]) for note in notes]
    root = merkle_node(merkle_node(leaves[0], leaves[1]), leaves[2])
    assert header.split("\n")[1:] == ["index 1", *(base64.b64encode(each).decode() for each in (leaves[0], leaves[2]))]
    assert checkpoint.split("\n")[1:] == ["3", base64.b64encode(root).decode()]


def merkle_leaf(text):
    kind = text.split(b"\n")[0]
    leaf = b"latchkey/leaf@v1\n" + kind + b"\n" + hashlib.sha256(text).hexdigest().encode() + b"\n"
    return hashlib.sha256(b"\0" + leaf).digest()


def merkle_node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def test_the_examples_verify_with_the_keys_on_their_pages():
    verified = {}
    for page in SPECIFICATIONS:
        keys = [parse_vkey(vkey) for vkey in VKEY.findall(page.read_text())]
        for note in examples(page):
            text = note[: note.index("\n\n— ".encode()) + 1]
            for name, stamped in signature_lines(note):
                (public,) = {each[2] for each in keys if each[:2] == (name, stamped[:4])}
                assert stamped[:4] == key_id(name, public)
                assert pynacl_says(public, text, stamped[4:]), (page.name, name)
                verified.setdefault(text.split(b"\n")[0].decode().split("/")[1], set()).add(page.name)
    assert verified == {
        "license@v1": {"license.md", "license-file.md", "state.md"}, "request@v1": {"request.md"},
        "keyring@v1": {"keyring.md", "license-file.md", "product.md", "proposal.md"}, "revocations@v1": {"revocations.md"},
        "clock-repair@v1": {"clock-repair.md"}, "return@v1": {"return.md"}, "release@v1": {"release.md"},
    }
