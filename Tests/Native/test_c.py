"""Programs in C and C++ against the installed library: what the header promises, threads, memory, and the example of
docs/c-abi.md."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from calls import context
from conftest import ROOT, desks
from signed_notes import items

HERE = Path(__file__).parent
WARNINGS = ["-pedantic", "-Wall", "-Wextra", "-Werror"]
LANGUAGES = {"C11": ["cc", "-std=c11", "-x", "c"], "C++17": ["c++", "-std=c++17", "-x", "c++"]}
VALGRIND = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full", "--show-leak-kinds=all",
            "--errors-for-leak-kinds=all"]


@pytest.fixture(scope="session")
def folder(documents, tmp_path_factory):
    """The documents as files, for the programs."""
    made = tmp_path_factory.mktemp("files")
    for name in ("product", "state", "seed", "license", "number", "request"):
        (made / name).write_bytes(getattr(documents, name))
    # The programs count findings: what an import says of a proof is not theirs to know.
    (made / "license").write_bytes(items(documents.license)[0])
    time = re.search(rb"^clock \S+ (\S+)$", documents.state, re.M)[1].decode()
    (made / "context").write_bytes(context(time, url=documents.url, feature="reports"))
    return made


@pytest.fixture(scope="session")
def compiled(installed, tmp_path_factory):
    """Compiles a source once for each language and kind of library; gives the program's command."""
    done = {}

    def compile(source, language="C11", kind="shared"):
        key = (source, language, kind)
        if key not in done:
            program = tmp_path_factory.mktemp("compiled") / source.stem
            subprocess.run(
                [*LANGUAGES[language], *WARNINGS, "-O1", "-g", source, "-x", "none", *installed.flags(kind), "-pthread",
                 "-o", program], check=True)
            done[key] = program
        return done[key]
    return compile


def run(installed, *command, **more):
    environment = os.environ | {"LD_LIBRARY_PATH": str(installed.shared.parent)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, **more)


@pytest.mark.parametrize("kind", ["shared", "static"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_library_keeps_the_headers_promises(installed, compiled, folder, language, kind):
    program = compiled(HERE / "abi_test.c", language, kind)
    needed = subprocess.run(["readelf", "-d", program], capture_output=True, text=True, check=True).stdout
    assert ("[liblatchkey.so.1]" in needed) == (kind == "shared")
    done = run(installed, program, folder)
    assert (done.returncode, done.stderr) == (0, "")
    checks, failures = map(int, re.fullmatch(r"(\d+) checks, (\d+) failures\n", done.stdout).groups())
    assert (checks, failures) == (861, 0)


@pytest.mark.parametrize("kind", ["shared", "static"])
def test_eight_threads_get_the_answers_that_one_gets(installed, compiled, folder, kind):
    done = run(installed, compiled(HERE / "threads_test.c", "C11", kind), folder, "8", "2000")
    assert (done.returncode, done.stdout, done.stderr) == (0, "16000 calls, 0 differences\n", "")


@desks.needs("valgrind")
@pytest.mark.parametrize("kind", ["shared", "static"])
def test_no_memory_is_misused_or_lost(installed, compiled, folder, kind):
    done = run(installed, *VALGRIND, compiled(HERE / "abi_test.c", "C11", kind), folder)
    assert (done.returncode, done.stderr) == (0, "")


@desks.needs("valgrind")
def test_threads_misuse_and_lose_no_memory(installed, compiled, folder):
    done = run(installed, *VALGRIND, compiled(HERE / "threads_test.c"), folder, "4", "40")
    assert (done.returncode, done.stdout, done.stderr) == (0, "160 calls, 0 differences\n", "")


@desks.needs("valgrind")
def test_threads_race_for_nothing(installed, compiled, folder):
    done = run(
        installed, "valgrind", "--quiet", "--tool=helgrind", "--error-exitcode=99", compiled(HERE / "threads_test.c"),
        folder, "4", "40")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("kind", ["shared", "static"])
def test_the_example_of_the_page_runs(installed, compiled, library, documents, tmp_path, kind):
    blocks = re.findall(r"^```c\n(.*?)^```$", (ROOT / "docs/c-abi.md").read_text(), re.M | re.S)
    source = tmp_path / "ask.c"
    source.write_text(blocks[0])
    assert len(blocks) == 1
    ask = compiled(source, "C11", kind)
    (tmp_path / "product").write_bytes(documents.product)
    state = tmp_path / "state"
    # A state from before the first look: what that look remembers is stored.
    fresh = library.call(
        "import", product=documents.product, seed=documents.seed, file=documents.license, context=context()).state
    assert b"\nclock " not in fresh
    state.write_bytes(fresh)
    done = run(installed, ask, tmp_path / "product", state, documents.url)
    assert done.returncode == 0 and '"mode":"full"' in done.stdout and "\nreports: yes, until " in done.stdout
    assert b"\nclock " in state.read_bytes()
    assert not (tmp_path / "state.new").exists()
    done = run(installed, ask, tmp_path / "product", state, "https://other.example/")
    assert done.returncode == 1 and '"other-url"' in done.stdout and "\nreports: no, until " in done.stdout
    done = run(installed, ask, tmp_path / "product", tmp_path / "none", documents.url)
    assert done.returncode == 1 and '"nothing-installed"' in done.stdout
    assert run(installed, ask).returncode == 64
