"""The command line of latchkey-verify meets every kind of wrong input: one clear line, the right exit status, in bounded
time and memory."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from calls import call_text, context, parsed_answer
from conftest import desks

MEBIBYTE = 1 << 20
PEAK = 40 * MEBIBYTE
SECONDS = 5


@pytest.fixture(scope="module")
def folder(documents, stranger, tmp_path_factory):
    """Good files, and every wrong one."""
    made = tmp_path_factory.mktemp("verify")
    (made / "product").write_bytes(documents.product)
    (made / "state").write_bytes(documents.state)
    (made / "directory").mkdir()
    os.mkfifo(made / "fifo")
    (made / "zero").symlink_to("/dev/zero")
    (made / "loop").symlink_to("loop")
    with open(made / "sparse", "wb") as file:
        file.truncate(10 * 1000**3)
    for name, content in {
            "empty": b"", "binary": bytes(range(256)) * 64, "half-product": documents.product[:500],
            "half-state": documents.state[:500], "license": documents.license, "newlines": b"\n" * 200_000,
            "foreign": (stranger / "latchkey.product").read_bytes(), "lines": b"latchkey/state@v1\n" * 400_000,
            "newer": b"latchkey/state@v2\nwhatever\n"}.items():
        (made / name).write_bytes(content)
    return made


@pytest.fixture(scope="module")
def verify(installed, folder):
    return desks.Program("latchkey-verify", folder, binaries=installed.program.parent)


def bounded(verify, *arguments, most=PEAK, **more):
    result, peak = verify.measured(*arguments, timeout=SECONDS, **more)
    assert peak < most
    return result


UNREADABLE = ["missing", "directory", "fifo", "zero", "loop", "state/below"]
WRONG_PRODUCTS = ["empty", "binary", "half-product", "license", "newlines", "lines", "sparse", "state"]
WRONG_STATES = {
    "missing": (1, "nothing-installed"), "newer": (2, "state-newer"),
    **{name: (2, "state-unreadable") for name in [
        "directory", "fifo", "zero", "loop", "product/below", "sparse", "empty", "binary", "half-state", "license",
        "newlines", "lines", "product"]},
}


@pytest.mark.parametrize("command", ["verify", "status"])
@pytest.mark.parametrize("name", [*UNREADABLE, *WRONG_PRODUCTS])
def test_a_wrong_product_file_is_answered(verify, command, name):
    result = bounded(verify, command, "--product", name, "--state", "state").expect(2)
    assert result.text.count("\n") == 1 and result.json["mode"] == "off"
    assert [finding["code"] for finding in result.json["findings"]] == ["product-file-unreadable"]
    if name in UNREADABLE:
        assert result.talk == f"latchkey-verify: error: '{name}' is not a file that can be read\n"
    else:
        assert result.talk == ""


@pytest.mark.parametrize("command", ["verify", "status"])
@pytest.mark.parametrize("name", WRONG_STATES)
def test_a_wrong_state_is_answered(verify, command, name):
    status, code = WRONG_STATES[name]
    result = bounded(verify, command, "--product", "product", "--state", name).expect(status)
    assert result.talk == "" and result.text.count("\n") == 1
    assert [finding["code"] for finding in result.json["findings"]] == [code]


def test_another_vendors_product_file_is_answered(verify):
    result = bounded(verify, "verify", "--product", "foreign", "--state", "state").expect(1)
    assert result.json["findings"][0]["code"] == "state-for-other-product"


def test_the_good_files_are_answered(verify):
    for command in ("verify", "status"):
        result = bounded(verify, command, "--product", "product", "--state", "state", "--feature", "reports").expect(0)
        assert (result.json["mode"], result.talk) == ("full", "")
    result = verify("verify", "--product", "product", "--state", "state", "--feature", "export").expect(1)
    assert result.json["allowed"] == {"export": False}
    result = verify("verify", *FILES, "--url", "https://b.example/").expect(1)
    assert result.json["findings"][0]["code"] == "other-url"


FILES = ["--product", "product", "--state", "state"]
NONE = "is none of --product, --state, --url, --app-version, --host, --feature and --language"
USAGE = [
    ([], "nothing is asked; see --help"), (["frob"], "'frob' is neither 'verify' nor 'status'; see --help"),
    (["verify"], "'--product' is missing: name the file that ships with the software"),
    (["status", "--product", "product"], "'--state' is missing: name the file of the stored licenses"),
    (["verify", "--frob", "x"], f"'--frob' {NONE}"),
    (["verify", *FILES, "x"], "'x' needs a value after it"), (["verify", *FILES, "--url"], "'--url' needs a value after it"),
    (["verify", *FILES, "--url", ""], "'--url' has an empty value or a line break"),
    (["verify", *FILES, "--url", "https://a/\nnow 2020-01-01T00:00:00Z"], "'--url' has an empty value or a line break"),
    (["verify", *FILES, "--product", "x"], "'--product' stands twice"),
    (["verify", *FILES, "--url", "https://a/", "--url", "https://a/"], "'--url' stands twice"),
    (["verify", *FILES, "--feature", "No Feature"], "a value is too long, or a feature is not written as one"),
    (["verify", *FILES, "--url", "a" * 100_000], "a value is too long, or a feature is not written as one"),
    (["verify", *FILES, *["--feature", "a"] * 1100], "a value is too long, or a feature is not written as one"),
    (["--call", "x"], "'--call' is neither 'verify' nor 'status'; see --help"),
    (["verify", "\x1b[31m\x07--\u202eurl", "x"], f"'[31m--url' {NONE}"),
    (["verify", "--product=product", "--state=state"], f"'--product=product' {NONE}"),
]


@pytest.mark.parametrize("arguments, message", USAGE, ids=range(len(USAGE)))
def test_a_command_line_that_is_none_is_one_line(verify, arguments, message):
    result = bounded(verify, *arguments)
    assert (result.status, result.text) == (64, "")
    assert result.talk == f"latchkey-verify: error: {message}\n"


def test_help_and_version(verify, library):
    assert max(map(len, verify("--help").expect().text.splitlines())) <= 80
    assert verify("--help").expect().text == (Path(__file__).parent / "latchkey-verify-help.txt").read_text()
    assert verify("--version").expect().text == f"latchkey-verify {library.c.latchkey_version().decode()}, call 1\n"


def test_the_manual_page_tells_the_options_of_help(verify):
    options = set(re.findall(r"--[a-z-]+", verify("--help").expect().text)) | {"--help"}
    assert len(options) >= 9
    page = (Path(__file__).parents[2] / "docs/man/latchkey-verify.1").read_text()
    section = page.split(".SH OPTIONS\n")[1].split(".SH ")[0].replace("\\-", "-")
    assert set(re.findall(r"(?m)^\.BI? (--[a-z-]+)", section)) == options
    assert set(re.findall(r"--[a-z-]+", NONE)) == options - {"--call", "--help", "--version"}


def test_an_answer_that_cannot_be_written_is_status_2(verify):
    with open("/dev/full", "wb") as full:
        for arguments in (["verify", *FILES], ["--help"], ["--version"]):
            done = subprocess.run([verify.path, *arguments], cwd=verify.folder, stdout=full, stderr=subprocess.PIPE)
            assert done.returncode == 2
    done = subprocess.run(["sh", "-c", f"{verify.path} --version >&-"], stderr=subprocess.PIPE)
    assert done.returncode == 2


WHOLE = call_text("verify", product=b"p", context=b"c")
HUGE = 9_000_000
NO_CALLS = {
    "nothing": b"", "a newline": b"\n", "no operation": b"latchkey/call@v1\n", "a newer call": b"latchkey/call@v2 verify\n",
    "an unknown operation": b"latchkey/call@v1 frob\n", "no newline": b"latchkey/call@v1 verify",
    "an unknown part": call_text("verify", passphrase=b"p"), "a part twice": WHOLE + b"product 1\np\n",
    "a longer length": b"latchkey/call@v1 verify\nproduct 5\nab\n", "a shorter length": b"latchkey/call@v1 verify\nproduct 1\nab\n",
    "no length": b"latchkey/call@v1 verify\nproduct\nab\n", "a negative length": b"latchkey/call@v1 verify\nproduct -1\na\n",
    "nine digits": b"latchkey/call@v1 verify\nproduct 000000001\na\n", "a huge length": b"latchkey/call@v1 verify\nproduct 99999999\na\n",
    "a wrapped length": b"latchkey/call@v1 verify\nproduct 18446744073709551617\na\n", "hexadecimal": b"latchkey/call@v1 verify\nproduct 0x1\na\n",
    "carriage returns": WHOLE.replace(b"\n", b"\r\n"), "a blank more": b"latchkey/call@v1 verify \n",
    "9 MB": b"latchkey/call@v1 verify\nstate %d\n%s\n" % (HUGE, b"a" * HUGE), "10 MB of nothing": bytes(10_000_000),
    "10 MB of parts": b"latchkey/call@v1 verify\n" + b"state 1\na\n" * 1_000_000, "no text": b"\xff" * 1000,
    "an answer": b"latchkey/answer@v1 0 0 0 0 -1\n",
}


def served(verify, text, most=PEAK):
    """Calls with these bytes as standard input, with bounds on time and memory."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        try:
            os.write(writing, text) if len(text) < 4096 else open(writing, "wb").write(text)
        finally:
            os._exit(0)
    os.close(writing)
    try:
        return bounded(verify, "--call", stdin=reading, most=most)
    finally:
        os.close(reading)
        os.wait()


@pytest.mark.parametrize("name", NO_CALLS)
def test_what_is_no_call_is_one_line(verify, name):
    result = served(verify, NO_CALLS[name])
    assert (result.status, result.out) == (64, b"")
    assert result.talk == "latchkey-verify: error: standard input is not a call (latchkey/call@v1)\n"


def test_a_call_that_was_cut_anywhere_is_none_or_another_call(verify):
    """Cut behind a part it is a call with fewer parts; cut elsewhere it is no call."""
    ends = {len(call_text("verify")), len(call_text("verify", product=b"p")), len(WHOLE)}
    for count in range(len(WHOLE) + 1):
        done = subprocess.run([verify.path, "--call"], input=WHOLE[:count], capture_output=True, timeout=SECONDS)
        assert done.returncode == (0 if count in ends else 64), WHOLE[:count]
        assert bool(done.stdout) == (done.returncode == 0)
        assert done.returncode or parsed_answer(done.stdout).outcome == 3


def test_a_call_with_every_part_at_its_limit_is_answered(verify):
    text = call_text(
        "verify", product=b"a" * 262145, state=b"b" * 8388609, context=context(), file=b"c" * 262145, seed=bytes(32))
    answer = parsed_answer(served(verify, text).expect().out)
    assert (answer.outcome, answer.codes) == (2, ["product-file-unreadable"])


def test_a_bundle_of_the_greatest_size_is_made_in_bounds(verify):
    text = call_text("support", product=b"a" * 262144, state=b"b" * 8388608, context=context(url="c" * 60_000))
    answer = parsed_answer(served(verify, text, most=5 * PEAK).expect().out)
    assert (answer.outcome, answer.codes) == (2, ["product-file-unreadable"]) and len(answer.document) > 11_000_000


def test_a_caller_that_never_sends_is_waited_for_and_one_that_ends_early_is_not(verify):
    process = subprocess.Popen([verify.path, "--call"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=0.3)
    process.stdin.write(WHOLE[:10])
    _, complaint = process.communicate(timeout=SECONDS)
    assert process.returncode == 64 and b"is not a call" in complaint


def test_the_json_is_one_line_that_any_reader_takes(verify):
    result = verify("verify", *FILES, "--url", "https://a/\"\\\t\x01é", "--language", "fr").expect(1)
    assert json.loads(result.text)["findings"][0]["code"] == "url-unreadable"
    assert result.out.count(b"\n") == 1 and result.out.endswith(b"}\n")
