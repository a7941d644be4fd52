"""The arrows between the modules, exactly: what Package.swift declares, and what every file imports."""

import re
import subprocess
from pathlib import Path

import pytest

import modules
from conftest import ROOT, needs

SOURCES = ROOT / "Sources"

# Each target and what it may know. A new arrow is a decision: change it here too, and say why in an ADR.
ARROWS = {
    # The client core.
    "CSodium": set(),
    "SignedNote": {"CSodium"},
    "LicenseFormat": {"SignedNote"},
    "LicenseVerifier": {"LicenseFormat", "SignedNote"},
    # The same behind a C interface.
    "CLatchkey": set(), "CCallMemory": set(),
    "LatchkeyABI": {"CLatchkey", "CCallMemory", "LicenseVerifier", "LicenseFormat", "SignedNote"},
    # Leaves of both sides.
    "CPosix": set(),
    "DurableFile": {"CPosix", "SystemPackage"},
    "Terminal": {"LicenseFormat", "SignedNote", "DurableFile", "ArgumentParser"},
    "CIDN2": set(),
    "HostNames": {"CIDN2", "LicenseFormat", "SignedNote"},
    # Files in few bytes.
    "CZlib": set(),
    "LicenseTransport": {"CZlib", "LicenseFormat", "SignedNote"},
    # Files as pictures, and what both sides say about couriers.
    "CQRencode": set(), "CPNG": set(), "CTurboJPEG": set(), "CZXing": set(),
    "Pictures": {"CQRencode", "CPNG", "CTurboJPEG", "CZXing", "SignedNote"},
    "Couriers": {
        "Pictures", "LicenseTransport", "Terminal", "DurableFile", "LicenseFormat", "SignedNote", "ArgumentParser"},
    # What both sides say about a verdict.
    "VerdictText": {"LicenseVerifier", "LicenseFormat", "SignedNote", "Terminal"},
    # The administrator's side.
    "LicenseStore": {"LicenseVerifier", "SignedNote", "DurableFile"},
    "latchkey": {
        "LicenseStore", "LicenseVerifier", "LicenseFormat", "SignedNote", "DurableFile", "Terminal", "HostNames",
        "VerdictText", "LicenseTransport", "Couriers", "ArgumentParser"},
    # The vendor's side.
    "CPublicSuffix": set(),
    "LicenseSigner": {"LicenseFormat", "SignedNote", "CSodium", "CPublicSuffix", "CPosix", "DurableFile"},
    "LicenseLedger": {"LicenseSigner", "LicenseFormat", "SignedNote", "DurableFile", "GRDB"},
    "latchkey-vendor": {
        "LicenseLedger", "LicenseSigner", "LicenseVerifier", "LicenseFormat", "SignedNote", "DurableFile", "Terminal", "HostNames",
        "VerdictText", "LicenseTransport", "Couriers", "ArgumentParser"},
    # Keys in hardware.
    "CPKCS11": set(),
    "latchkey-pkcs11": {"CPKCS11", "LicenseSigner", "LicenseFormat", "SignedNote", "Terminal", "ArgumentParser"},
}
# What SwiftPM does not know: the Makefile alone builds it, as Embedded Swift.
MAKEFILE_ARROWS = {"latchkey-verify": {"LatchkeyABI", "SignedNote", "CPosix"}}
# Modules of the platform, which are declared nowhere.
PLATFORM = {
    "DurableFile": {"Glibc", "Synchronization"}, "Terminal": {"FoundationEssentials", "Glibc"}, "LicenseStore": {"Glibc"}, "latchkey": {"Glibc"},
    "LicenseSigner": {"Glibc", "Synchronization"},
    "LicenseLedger": {"Dispatch", "Foundation", "Glibc", "Synchronization"}, "latchkey-pkcs11": {"Glibc"},
    "latchkey-vendor": {"Dispatch", "Foundation", "FoundationEssentials", "Synchronization"},
}
# What is built as Embedded Swift and runs inside other people's processes, and how many files each has at least.
EMBEDDED = {"SignedNote": 10, "LicenseFormat": 10, "LicenseVerifier": 10, "LatchkeyABI": 8, "latchkey-verify": 5}
CLIENT = {
    "SignedNote", "LicenseFormat", "LicenseVerifier", "LatchkeyABI", "latchkey-verify", "VerdictText", "LicenseStore",
    "LicenseTransport", "Couriers", "latchkey"}
VENDOR = {
    "LicenseSigner", "LicenseLedger", "latchkey-vendor", "CPublicSuffix", "GRDB", "latchkey-pkcs11", "CPKCS11"}
IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?import[ \t]+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)[ \t]+)?(\w+)", re.M)


@pytest.fixture(scope="module")
def declared(tmp_path_factory):
    return modules.declared(tmp_path_factory.mktemp("scratch"))


def files(target):
    found = sorted((SOURCES / target).rglob("*.swift"))
    assert found or (SOURCES / target / "module.modulemap").is_file(), target
    return found


def imports(path):
    return set(IMPORT.findall(path.read_text()))


def code(path):
    """A file's text without comments and string contents."""
    text = re.sub(r'"""(?:.|\n)*?"""', '""', path.read_text())
    text = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text)
    text = re.sub(r"//.*", "", text)
    return re.sub(r"/\*(?:.|\n)*?\*/", "", text)


def reach(target):
    """Everything that a target knows, directly or not."""
    found = set()
    waiting = [target]
    while waiting:
        for name in (ARROWS | MAKEFILE_ARROWS).get(waiting.pop(), set()) - found:
            found.add(name)
            waiting.append(name)
    return found


@needs("swift")
def test_package_swift_declares_exactly_these_arrows(declared):
    assert declared == ARROWS


def test_the_page_shows_the_modules_as_they_are_and_says_what_each_holds(declared):
    page = (ROOT / "docs/architecture.md").read_text()
    assert modules.MARKED.findall(page) == [modules.diagram(declared)], "make documents"
    table = page.partition("| module |")[2].partition("\n\n")[0]
    named = {name for row in table.splitlines() for name in re.findall(r"`([\w-]+)`", row.split("|")[1])}
    assert named - {"php"} == {name for name in ARROWS if not re.match(r"C[A-Z]", name)} | set(MAKEFILE_ARROWS)


TOP = {".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "Package.swift", "README.md", "Sources", "Tests", "docs", "keys"}


@needs("git")
def test_nothing_else_lies_at_the_top():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("no Git repository")
    assert {name.partition("/")[0] for name in listed.stdout.splitlines()} == TOP


def test_every_folder_of_tests_is_said_to_hold_something():
    named = set()
    for row in (ROOT / "Tests/README.md").read_text().splitlines():
        if row.startswith("| `"):
            named |= set(re.findall(r"`([\w-]+)`", row.split("|")[1]))
    folders = {path.name for path in (ROOT / "Tests").iterdir() if path.is_dir() and not path.name.startswith((".", "_"))}
    assert named == folders


def test_the_files_that_the_page_names_are_there():
    page = (ROOT / "docs/architecture.md").read_text()
    named = set(re.findall(r"`((?:[\w-]+/)*[\w-]+\.swift)`", page)) - {"Sources/LicenseVerifier/Policies/AgePolicy.swift"}
    sources = [str(path.relative_to(ROOT)) for path in SOURCES.rglob("*.swift")]
    assert len(named) >= 12
    for name in named:
        assert any(path.endswith(f"/{name}") or path == name for path in sources), name


def test_every_folder_of_swift_sources_is_a_target():
    folders = {path.relative_to(SOURCES).parts[0] for path in SOURCES.rglob("*.swift")}
    systems = {name for name in ARROWS if name.startswith("C") and not list((SOURCES / name).rglob("*.swift"))}
    assert folders == set(ARROWS) - systems | set(MAKEFILE_ARROWS)
    assert len(folders) >= 10
    assert not set(ARROWS) & set(MAKEFILE_ARROWS)


def test_the_makefile_builds_the_client_core_in_the_order_of_its_arrows():
    rules = re.findall(r"call swift_module,(\w+),Sources/([\w-]+),(\w*)\)", (SOURCES / "embedded.mk").read_text())
    assert [folder for _, folder, _ in rules] == list(EMBEDDED)
    modules = {folder: module for module, folder, _ in rules}
    arrows = ARROWS | MAKEFILE_ARROWS
    for (_, folder, waited), before in zip(rules[1:], list(EMBEDDED)):
        assert waited == modules[before] and before in arrows[folder]


@pytest.mark.parametrize(
    "target", [name for name in ARROWS | MAKEFILE_ARROWS if any((SOURCES / name).rglob("*.swift"))])
def test_a_target_imports_what_it_declares_and_nothing_else(target):
    used = set().union(*(imports(path) for path in files(target)))
    assert used - PLATFORM.get(target, set()) == (ARROWS | MAKEFILE_ARROWS)[target]
    assert PLATFORM.get(target, set()) <= used


def test_no_client_target_reaches_a_vendor_target_nor_the_reverse():
    for target in CLIENT:
        assert not reach(target) & VENDOR, target
    for target in VENDOR:
        assert not reach(target) & {"LicenseStore", "latchkey"}, target
    for target in ("LicenseSigner", "LicenseLedger"):
        assert "LicenseVerifier" not in reach(target), target
    assert "LicenseLedger" not in reach("LicenseSigner")
    assert "LicenseVerifier" in reach("latchkey-vendor")


def test_on_the_vendors_side_preflight_and_doctor_alone_know_the_verifier():
    users = [path.name for path in files("latchkey-vendor") if "LicenseVerifier" in imports(path)]
    assert users == ["Doctor.swift", "Preflight.swift"]


def test_the_client_core_knows_nothing_of_names_beyond_ascii():
    for target in [*EMBEDDED, "LicenseStore", "LicenseSigner", "LicenseLedger"]:
        assert not reach(target) & {"HostNames", "CIDN2"}, target


def test_only_the_ledgers_storage_knows_the_database():
    users = {path.relative_to(SOURCES) for path in SOURCES.rglob("*.swift") if "GRDB" in imports(path)}
    assert users and {path.parts[:2] for path in users} == {("LicenseLedger", "Storage")}


def test_only_two_modules_call_the_cryptography():
    users = {path.relative_to(SOURCES).parts[0] for path in SOURCES.rglob("*.swift") if "CSodium" in imports(path)}
    assert users == {"SignedNote", "LicenseSigner"}


FORBIDDEN = {
    "a forced try": r"\btry!", "a forced cast": r"\bas!", "a forced unwrap": r"(?<=[\w\)\]])!(?![=\w])",
    "an implicitly unwrapped type": r":\s*\[?\w+\]?!", "an existential": r"\bany\s+[A-Z(]", "untyped throws": r"\bthrows\b(?!\()",
    "an exit": r"\b(?:fatalError|preconditionFailure|precondition|assertionFailure|exit|abort)\(",
    "unsafe flags": r"\bunsafeBitCast\b|\bunowned\(unsafe\)", "reflection": r"\bMirror\b|String\(describing:|\bas\? any\b",
    "output": r"\bprint\(|\bdebugPrint\(|\bdump\(",
    # In the Embedded build objects know neither their class nor when the last reference to them is gone.
    "a class to inherit from": r"(?<!final )\bclass\s+[A-Z]", "an object's end": r"\bdeinit\b|\bweak\s+(?:var|let)\b|\bunowned\b",
}


@pytest.mark.parametrize("target", EMBEDDED)
def test_the_client_core_has_no_platform_no_traps_and_no_existentials(target):
    paths = files(target)
    assert len(paths) >= EMBEDDED[target]
    for path in paths:
        assert not imports(path) & {"Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin"}, path
        text = code(path)
        for what, pattern in FORBIDDEN.items():
            found = re.search(pattern, text)
            assert not found, f"{path}: {what}: {text[max(0, found.start() - 40):found.end() + 20]!r}"


def test_the_patterns_find_what_they_forbid():
    samples = {
        "a forced try": "let a = try! f()", "a forced cast": "a as! B", "a forced unwrap": "a.first!.b",
        "an implicitly unwrapped type": "var a: Int!", "an existential": "let p: any Policy", "untyped throws": "func f() throws {",
        "an exit": "fatalError()", "unsafe flags": "unsafeBitCast(a, to: B.self)", "reflection": "Mirror(reflecting: a)",
        "output": "print(a)", "a class to inherit from": "public class A {", "an object's end": "deinit {",
    }
    assert samples.keys() == FORBIDDEN.keys()
    for what, sample in samples.items():
        assert re.search(FORBIDDEN[what], sample), what
    for harmless in ("a != b", "!a.isEmpty", "throws(Finding) {", "values.contains { !$0 }", "anyOr(", "isAny", "final class A {", "weak.name"):
        assert not any(re.search(pattern, harmless) for pattern in FORBIDDEN.values()), harmless


def test_one_release_is_named_everywhere():
    """The library, the static program, both command lines and the changelog are of one release."""
    named = {
        place: re.findall(pattern, (ROOT / place).read_text(), re.M)
        for place, pattern in {
            "Sources/LatchkeyABI/Release.swift": r'"(?:latchkey-verify )?(\d+\.\d+\.\d+)',
            "Sources/latchkey/Latchkey.swift": r'version = "([^"]+)"',
            "Sources/latchkey-vendor/LatchkeyVendor.swift": r'version: "([^"]+)"',
            "Sources/latchkey-pkcs11/LatchkeyPKCS11.swift": r'version: "([^"]+)"',
            "CHANGELOG.md": r"\A# .*\n\n## (\d+\.\d+\.\d+)",
        }.items()}
    assert all(named.values()), named
    assert len({release for releases in named.values() for release in releases}) == 1, named


def test_no_source_file_is_longer_than_three_hundred_lines():
    paths = [path for path in SOURCES.rglob("*") if path.suffix in (".swift", ".h", ".c", ".php")]
    assert len(paths) > 100
    lengths = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in paths}
    assert {name: count for name, count in lengths.items() if count > 300} == {}


def test_no_test_file_is_longer_than_four_hundred_lines():
    """Vectors, corpora, lives and snapshots are recorded, and in other formats."""
    tests = ROOT / "Tests"
    paths = [path for path in tests.rglob("*") if path.suffix in (".swift", ".py", ".php") and path.is_file()]
    own = [path for path in paths if not any(part.startswith(".") for part in path.relative_to(tests).parts)]
    assert len(own) > 300
    lengths = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in own}
    assert {name: count for name, count in lengths.items() if count > 400} == {}


def test_no_source_file_names_the_machine_that_it_was_written_on():
    for path in [*SOURCES.rglob("*.swift"), *Path(__file__).parent.glob("*.py")]:
        assert not re.search(r"/(?:home|work|Users)/\w+", path.read_text()), path


# Security properties and reliability promises, each shown by tests whose names begin with its number.
PROPERTIES = ["S2", "S7", "S10", "S11", "S12", "S13", "S20", "S21", "S22", "S23", "S24", "R8", "R9", "R10"]


def named_properties():
    """The numbers that the names of tests begin with: `@Test("S2: …")` in Swift, `def test_s2_…` in Python."""
    tests = ROOT / "Tests"
    swift = "\n".join(path.read_text() for path in tests.rglob("*Tests.swift"))
    python = "\n".join(path.read_text() for path in tests.rglob("test_*.py"))
    found = re.findall(r'@Test\(\s*"([SR]\d+): [^"]{20,}"', swift)
    return found + [name.upper() for name in re.findall(r"^def test_([sr]\d+)_\w{15,}\(", python, re.M)]


@pytest.mark.parametrize("number", PROPERTIES)
def test_a_property_is_held_by_a_test_that_is_named_after_it(number):
    assert number in named_properties()
