"""What is true of the built files themselves: what they export, what they need, and what they do to the system."""

import os
import re
import shutil
import subprocess

import pytest

from calls import call_text, context
from conftest import CLIENT, ROOT, desks

OLDEST = (2, 28)


def output(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, check=True, **more).stdout


def declared(library):
    assert len(library.functions) == 11
    return set(library.functions)


@desks.needs("nm")
def test_the_library_exports_what_the_header_declares_and_nothing_else(library, installed):
    exported = {tuple(line.split()[1:]) for line in output("nm", "-D", "--defined-only", installed.shared).splitlines()}
    # Some linkers add the version's own name, an absolute symbol.
    assert exported - {("A", "LATCHKEY_1")} == {("T", f"{name}@@LATCHKEY_1") for name in declared(library)}


@desks.needs("nm")
def test_the_archive_has_the_same_global_symbols(library, installed):
    archive = installed.root / "usr/lib/liblatchkey.a"
    lines = output("nm", "-g", "--defined-only", archive).splitlines()
    assert {tuple(line.split()[1:]) for line in lines if len(line.split()) == 3} == {("T", name) for name in declared(library)}
    assert len(output("ar", "t", archive).splitlines()) == 1


@desks.needs("nm")
def test_nothing_is_made_once_and_kept(installed):
    # The objects of a call end with it, in memory that is given back whole: none may be waiting for the next call.
    symbols = {line.split()[-1] for line in output("nm", installed.root / "usr/lib/liblatchkey.a").splitlines() if line.strip()}
    assert {"latchkey_verify", "swift_allocObject"} <= symbols
    assert not [name for name in symbols if "swift_once" in name or name.endswith("_WZ")]


@desks.needs("nm")
def test_memory_of_a_call_comes_from_the_library_s_own_blocks(installed):
    # What the compiler's own runtime would ask the C library for, object by object.
    lines = output("nm", "-u", installed.root / "usr/lib/liblatchkey.a").splitlines()
    needed = {line.split()[-1] for line in lines if line.strip()}
    assert {"malloc", "free"} <= needed
    assert not needed & {"posix_memalign", "aligned_alloc", "calloc", "realloc"}
    assert not {name for name in needed if name.startswith("swift_")}


@desks.needs("ldd")
def test_the_library_needs_the_c_library_and_nothing_else(installed):
    needed = {line.split()[0] for line in output("ldd", installed.shared).splitlines()}
    assert needed == {"linux-vdso.so.1", "libc.so.6", "/lib64/ld-linux-x86-64.so.2"}
    dynamic = output("readelf", "-dW", installed.shared)
    assert "Library soname: [liblatchkey.so.1]" in dynamic
    assert "RPATH" not in dynamic and "RUNPATH" not in dynamic and "TEXTREL" not in dynamic and "NOW" in dynamic


@desks.needs("objdump")
def test_an_older_c_library_is_new_enough(installed):
    versions = set(re.findall(r"\bGLIBC_([\d.]+)", output("objdump", "-T", installed.shared)))
    assert versions
    assert max(tuple(map(int, version.split("."))) for version in versions) <= OLDEST


@desks.needs("ldd")
def test_the_static_program_needs_nothing(installed):
    done = subprocess.run(["ldd", installed.program], capture_output=True, text=True)
    assert done.returncode == 1 and "not a dynamic executable" in done.stdout + done.stderr
    assert "INTERP" not in output("readelf", "-lW", installed.program)


@desks.needs("readelf")
def test_no_memory_is_both_written_and_executed(installed):
    for path in (installed.shared, installed.program):
        for line in output("readelf", "-lW", path).splitlines():
            assert not re.search(r"\bRWE\b", line), (path, line)


def test_what_is_built_names_no_place_of_the_machine_that_built_it(installed):
    for path in (installed.shared, installed.program, installed.root / "usr/lib/liblatchkey.a"):
        content = path.read_bytes()
        for place in (ROOT, CLIENT, os.path.expanduser("~")):
            assert os.fsencode(place) not in content or str(place) == "/", (path, place)


SOCKETS = r"socket|socketpair|connect|bind|listen|accept4?|send(?:to|msg|mmsg)|recv(?:from|msg|mmsg)"
MAKING = r"creat|mkdir(?:at)?|unlink(?:at)?|rename(?:at2?)?|link(?:at)?|symlink(?:at)?|chmod|fchmod(?:at)?|truncate|ftruncate"


def traced(*command, **more):
    """Every system call of a command and its children: name, arguments, result."""
    trace = more["cwd"] / "trace"
    subprocess.run(
        ["strace", "-f", "-qq", "-o", trace, *command], stdout=subprocess.DEVNULL, check=True, **more)
    calls = re.findall(r"^\d+ +(\w+)\((.*)\) += (\S+)", trace.read_text(), re.M)
    assert len(calls) > 5
    return calls


@desks.needs_tracing
@pytest.mark.parametrize("command", ["verify", "status"])
def test_a_verify_opens_no_socket_and_reads_each_file_once(installed, documents, tmp_path, command):
    (tmp_path / "product").write_bytes(documents.product)
    (tmp_path / "state").write_bytes(documents.state)
    calls = traced(installed.program, command, "--product", "product", "--state", "state", cwd=tmp_path)
    names = [name for name, _, _ in calls]
    assert not [name for name in names if re.fullmatch(SOCKETS, name)]
    assert not [name for name in names if re.fullmatch(MAKING, name)]
    # The first call is the one that starts it; it starts nothing itself.
    assert [name for name in names if name in ("execve", "execveat", "fork", "vfork", "clone", "clone3")] == ["execve"]
    opened = [re.search(r'"([^"]+)"', arguments)[1] for name, arguments, _ in calls if name in ("open", "openat")]
    assert opened == ["product", "state"]
    assert all("O_RDONLY" in arguments for name, arguments, _ in calls if name in ("open", "openat"))
    reads = [arguments.split(",")[0] for name, arguments, _ in calls if name in ("read", "pread64", "readv")]
    assert len(reads) == 2
    written = {arguments.split(",")[0] for name, arguments, _ in calls if name in ("write", "writev", "pwrite64")}
    assert written == {"1"}


@desks.needs_tracing
def test_a_served_call_opens_nothing(installed, documents, tmp_path):
    text = call_text("verify", product=documents.product, state=documents.state, context=context(url=documents.url))
    calls = traced(installed.program, "--call", cwd=tmp_path, input=text)
    names = [name for name, _, _ in calls]
    assert not [name for name in names if re.fullmatch(f"{SOCKETS}|{MAKING}|open|openat", name)]
    assert {arguments.split(",")[0] for name, arguments, _ in calls if name == "write"} == {"1"}


@desks.needs_tracing
def test_the_library_makes_no_call_to_the_system_but_for_memory(installed, documents, tmp_path):
    """A program that marks the beginning and the end of a verify with two calls that nothing else makes."""
    source = tmp_path / "marked.c"
    source.write_text("""
        #include <latchkey.h>
        #include <stdio.h>
        #include <sys/types.h>
        #include <unistd.h>
        static unsigned char product[1 << 18], state[1 << 20], context[4096];
        static latchkey_bytes file(const char *name, unsigned char *bytes, size_t most) {
            FILE *file = fopen(name, "rb");
            latchkey_bytes found = {bytes, fread(bytes, 1, most, file)};
            fclose(file);
            return found;
        }
        int main(void) {
            latchkey_bytes p = file("product", product, sizeof product), s = file("state", state, sizeof state);
            latchkey_bytes c = file("context", context, sizeof context);
            latchkey_answer answer;
            getppid();
            latchkey_verify(p, s, c, &answer);
            latchkey_answer_free(&answer);
            getppid();
            return answer.mode == LATCHKEY_NO_MODE ? 0 : 1;
        }
        """)
    program = tmp_path / "marked"
    subprocess.run(["cc", source, *installed.flags("shared"), "-o", program], check=True)
    for name, content in {
            "product": documents.product, "state": documents.state, "context": context(url=documents.url)}.items():
        (tmp_path / name).write_bytes(content)
    environment = os.environ | {"LD_LIBRARY_PATH": str(installed.shared.parent)}
    names = [name for name, _, _ in traced(program, cwd=tmp_path, env=environment)]
    first, last = [index for index, name in enumerate(names) if name == "getppid"]
    assert set(names[first + 1:last]) <= {"brk", "mmap", "munmap", "mremap", "getrandom"}


@pytest.mark.skipif(shutil.which("g++") is None, reason="needs the program g++")
def test_two_copies_of_libsodium_do_not_meet(installed, tmp_path):
    """A process with Debian's libsodium and this library: each keeps its own."""
    source = tmp_path / "both.c"
    source.write_text("""
        #include <latchkey.h>
        #include <sodium.h>
        int main(void) {
            latchkey_bytes type = {(const uint8_t *)"latchkey/state@v1", 17};
            return sodium_init() >= 0 && crypto_sign_bytes() == 64 && latchkey_supports(type) == 1 ? 0 : 1;
        }
        """)
    for kind in ("shared", "static"):
        program = tmp_path / f"both-{kind}"
        subprocess.run(["cc", source, *installed.flags(kind), "-lsodium", "-o", program], check=True)
        environment = os.environ | {"LD_LIBRARY_PATH": str(installed.shared.parent)}
        assert subprocess.run([program], env=environment).returncode == 0
