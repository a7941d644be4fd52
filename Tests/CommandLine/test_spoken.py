"""A request, a license and a receipt cross by telephone: read aloud on one side, typed on the other."""

import fcntl
import os
import pty
import random
import select
import shutil
import signal
import stat
import subprocess
import termios
import time

import pytest

import spoken
import transport
from conftest import PRODUCT, SITE, VENDOR, Desk, issued, items, needs_no_root, order, record, revocations
from ledgers import workspace
from vendors import add_product, open_workspace, place, template, vendor  # noqa: F401

TYPED = "typed-lines"


class Dialog:
    """A command on a terminal of its own: what it asks is read, and answered."""

    def __init__(self, program, *arguments):
        self.main, side = pty.openpty()
        # Without echo, all that is shown comes from the command.
        modes = termios.tcgetattr(side)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(side, termios.TCSANOW, modes)
        self.process = subprocess.Popen(
            program.command(*arguments), cwd=program.folder, env=program.environment, stdin=side, stdout=side, stderr=side,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(side)
        self.shown = ""

    def until(self, text, timeout=20):
        """Reads on until the last thing shown ends so; gives what was new."""
        new, end = "", time.monotonic() + timeout
        while not new.endswith(text):
            new += self.part(end, f"no {text!r} in {new!r}")
        self.shown += new
        return new

    def part(self, end, trouble):
        """What is shown next, before a moment."""
        ready, _, _ = select.select([self.main], [], [], max(0, end - time.monotonic()))
        assert ready, trouble
        return os.read(self.main, 4096).decode().replace("\r\n", "\n")

    def say(self, line):
        os.write(self.main, line.encode() + b"\n")

    def end(self, key=b""):
        """Reads to the end, after a key where one is named; gives the status and what was new."""
        os.write(self.main, key)
        new, end = "", time.monotonic() + 20
        try:
            while part := self.part(end, f"no end of {new!r}"):
                new += part
        except OSError:
            pass
        status = self.process.wait(20)
        os.close(self.main)
        return status, new

    def hang_up(self):
        os.close(self.main)
        return self.process.wait(20)


def lines_of(result):
    return result.text.splitlines()


def typed(lines):
    return "".join(f"{line}\n" for line in lines).encode()


def swapped(text, one, other):
    words = text.split()
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def wrong(line, group):
    """The line with another last symbol in a group."""
    words = line.split()
    words[group] = words[group][:4] + ("7" if words[group][4] != "7" else "8")
    return " ".join(words), words[group]


@pytest.fixture(scope="module")
def shop(built, tmp_path_factory):
    """A vendor of these tests alone: they take returns, too."""
    desk = workspace(tmp_path_factory.mktemp("spoken") / "vendor")
    desk.vendor("product", "export", PRODUCT, "-o", "latchkey.product").expect()
    return desk


@pytest.fixture
def heard(shop, asked):
    """A desk that asked, and the lines of the license that the vendor reads out."""
    lines = lines_of(shop.vendor(
        "issue", asked / "acme.request", "--customer", "ACME SA", "--term", "1y", "--feature", "reports", "--spoken").expect())
    return asked, lines


def test_all_goes_by_telephone_both_ways(shop, site):
    asked = site.latchkey("request", "--product", "latchkey.product", "--url", SITE, "--spoken").expect()
    assert "latchkey-vendor issue --typed" in asked.talk
    answer = shop.vendor(
        "issue", "--typed", "--customer", "ACME SA", "--term", "1y", "--spoken", stdin=asked.out).expect()
    assert "latchkey import --typed" in answer.talk
    imported = site.latchkey("import", "--typed", stdin=answer.out).expect()
    assert "mode           full" in imported.text
    license = imported.text.split("license ")[1].split()[0]
    given_back = site.latchkey("return", license, "--yes", "--spoken").expect()
    returned = shop.vendor("returned", "--typed", stdin=given_back.out).expect()
    assert license in returned.text
    assert not (shop / TYPED).exists() and not (site.state / TYPED).exists()
    for result in (asked, answer, given_back):
        assert all(spoken.LINE.fullmatch(line) for line in lines_of(result))


def test_all_goes_by_telephone_on_terminals(shop, site):
    asked = lines_of(site.latchkey("request", "--product", "latchkey.product", "--url", SITE, "--spoken").expect())
    desk = Dialog(shop.vendor, "issue", "--typed", "--customer", "ACME SA", "--term", "1y", "-o", "spoken.lic", "--force")
    for number, line in enumerate(asked, 1):
        desk.until(f"line {number}: " if number == 1 else f"line {number} of {len(asked)}: ")
        desk.say(line if number % 2 else line[4:].lower())
    assert desk.end()[0] == 0
    license = (shop / "spoken.lic").read_bytes()
    lines = lines_of(shop.vendor("show", issued(license)[0].split(b"\n")[1][3:].decode(), "--spoken").expect())
    desk = Dialog(site.latchkey, "import", "--typed")
    for line in lines:
        desk.until(": ")
        desk.say(line)
    status, shown = desk.end()
    assert status == 0 and "mode           full" in shown


def test_what_is_wrong_is_said_at_once(heard):
    site, lines = heard
    dialog = Dialog(site.latchkey, "import", "--typed")
    dialog.until("line 1: ")
    dialog.say(lines[0])
    for number, line in enumerate(lines[1:], 2):
        ask = f"line {number} of {len(lines)}: "
        dialog.until(ask)
        for group in range(1, 6):
            text, group_text = wrong(line, group)
            dialog.say(text)
            alone = f"line {number} of {len(lines)}, or group {group} alone: "
            assert f"line {number}: group {group} is wrong: '{group_text}'\n" in dialog.until(alone)
        for one, other in ((1, 2), (2, 5)):
            dialog.say(swapped(line, one, other))
            assert f"line {number}: groups {one} and {other} stand in each other's place\n" in dialog.until(ask)
        for group in range(1, 6):
            words = line.split()
            dialog.say(" ".join(words[:group] + words[group + 1:]))
            assert f"line {number}: group {group} is missing\n" in dialog.until(ask)
        if number < len(lines):
            dialog.say(lines[number][4:])
            assert f"line {number}: this is line {number + 1}\n" in dialog.until(ask)
        dialog.say("Dear customer")
        assert f"line {number}: there are 12 symbols behind the number, and a line has 26" in dialog.until(ask)
        dialog.say("?!")
        assert "this is no line" in dialog.until(ask)
        dialog.say(lines[0])
        assert "line 1 is there already\n" in dialog.until(ask)
        dialog.say("")
        assert dialog.until(ask) == ask
        # The wrong group alone is enough; and while it is wrong, it is asked for again.
        dialog.say(text)
        dialog.until(alone)
        dialog.say(line.split()[1])
        assert f"line {number}: group 5 is wrong: '{line.split()[1]}'\n" in dialog.until(alone)
        dialog.say(" ".join(line.split()[5].lower()))
    status, shown = dialog.end()
    assert status == 0 and "installed" in shown


@pytest.mark.parametrize("end", ["interrupt", "hang up", "kill", "end of input"])
def test_what_was_typed_survives(heard, end):
    site, lines = heard
    dialog = Dialog(site.latchkey, "import", "--typed")
    for number in range(1, 6):
        dialog.until(": ")
        dialog.say(lines[number - 1])
    dialog.until(": ")
    if end == "interrupt":
        assert dialog.end(b"\x03")[0] == -signal.SIGINT
    elif end == "hang up":
        # The terminal is gone: the signal, or the end of what can be read.
        assert dialog.hang_up() in (-signal.SIGHUP, 2)
    elif end == "kill":
        dialog.process.kill()
        assert dialog.end()[0] == -signal.SIGKILL
    else:
        status, shown = dialog.end(b"\x04")
        assert status == 2 and f"{len(lines) - 5} of {len(lines)} lines are missing: 6 to {len(lines)}" in shown
        assert "run the same command again" in shown
    kept = site.state / TYPED
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_text().splitlines() == lines[:5]
    dialog = Dialog(site.latchkey, "import", "--typed")
    assert f"5 of {len(lines)} lines are there from before" in dialog.until(f"line 6 of {len(lines)}: ")
    for line in reversed(lines[5:]):
        dialog.say(line)
    assert dialog.end()[0] == 0
    assert not kept.exists()


def test_start_over_drops_what_was_typed(heard):
    site, lines = heard
    site.latchkey("import", "--typed", stdin=typed(lines[:4])).expect(2)
    assert (site.state / TYPED).exists()
    dialog = Dialog(site.latchkey, "import", "--typed", "--start-over")
    assert "from before" not in dialog.until("line 1: ")
    assert not (site.state / TYPED).exists()
    dialog.end(b"\x04")


def test_another_file_is_asked_about_and_never_mixed(shop, heard):
    site, lines = heard
    others = lines_of(shop.vendor(
        "issue", site / "acme.request", "--customer", "ACME SA & Sons", "--term", "2y", "--spoken").expect())
    site.latchkey("import", "--typed", stdin=typed(lines[:4])).expect(2)
    piped = site.latchkey("import", "--typed", stdin=typed(others)).expect(1)
    assert "begins another file" in piped.talk and "--start-over" in piped.talk
    dialog = Dialog(site.latchkey, "import", "--typed")
    dialog.until(": ")
    dialog.say(others[0])
    assert f"4 of {len(lines)} lines are there" in dialog.until("[y/N] ")
    dialog.say("n")
    dialog.until(f"line 5 of {len(lines)}: ")
    assert (site.state / TYPED).read_text().splitlines() == lines[:4]
    dialog.say(others[1])
    dialog.until("line 2 was another one before; take this one instead? [y/N] ")
    dialog.say("")
    dialog.until(f"line 5 of {len(lines)}: ")
    dialog.say(others[0])
    dialog.until("[y/N] ")
    dialog.say("y")
    for line in others[1:]:
        dialog.until(f" of {len(others)}: ")
        dialog.say(line)
    status, shown = dialog.end()
    assert status == 0 and "ACME SA & Sons" in shown


def test_mixed_lines_can_be_mended_one_by_one(shop, heard):
    site, lines = heard
    others = lines_of(shop.vendor(
        "issue", site / "acme.request", "--customer", "ACME SA", "--term", "1y", "--feature", "export", "--spoken").expect())
    mixed = [*lines[:8], others[8], *lines[9:]]
    told = site.latchkey("import", "--typed", stdin=typed(mixed)).expect(1).talk
    assert "these lines were read out for another installation or another product" in told
    dialog = Dialog(site.latchkey, "import", "--typed")
    dialog.until("line: ")
    dialog.say(lines[8])
    dialog.until("[y/N] ")
    dialog.say("y")
    assert dialog.end()[0] == 0


def test_a_license_for_another_installation_is_said_to_be_one(shop, heard, tmp_path):
    _, lines = heard
    other = place(shop, tmp_path / "other")
    told = other.latchkey("import", "--typed", stdin=typed(lines)).expect(1).talk
    assert "these lines were read out for another installation or another product" in told
    assert "latchkey status" in told
    fresh = Desk(tmp_path / "fresh")
    fresh.receive(shop / "latchkey.product")
    told = fresh.latchkey("import", "--typed", "--product", "latchkey.product", stdin=typed(lines)).expect(1).talk
    assert "these lines were read out for another installation or another product" in told


def test_a_block_tells_every_fault_and_keeps_what_is_right(heard):
    site, lines = heard
    block = list(lines)
    block[2], three = wrong(lines[2], 4)
    block[5] = swapped(lines[5], 1, 3)
    block[8], block[9] = "09" + lines[9][2:], "10" + lines[8][2:]
    del block[12]
    result = site.latchkey("import", "--typed", stdin=typed(["", *block, "  "])).expect(1)
    for said in (
            f"line 3: group 4 is wrong: '{three}'", "line 6: groups 1 and 3 stand in each other's place",
            "line 9: this is line 10", "line 10: this is line 9", "latchkey: error: 4 lines are wrong"):
        assert f"{said}\n" in result.talk
    assert result.out == b""
    result = site.latchkey("import", "--typed", stdin=typed(lines[2:10])).expect(2)
    assert f"latchkey: error: 1 of {len(lines)} lines are missing: 13\n" in result.talk
    site.latchkey("import", "--typed", stdin=typed(lines[12:13])).expect()


def test_a_block_without_numbers_is_taken_in_order(heard):
    site, lines = heard
    crowded = "\n".join(line[4:].replace(" ", "").lower().replace("0", "o").replace("1", "l") for line in lines)
    site.latchkey("import", "--typed", stdin=crowded.encode()).expect()


@pytest.mark.parametrize("input, status, said", [
    (b"", 2, "no line was typed"), (b"\n \n\r\n", 2, "no line was typed"),
    (b"hello\n", 1, "one line is wrong"), (bytes(range(256)) * 4, 1, "lines are wrong"),
    (b"latchkey/license@v1\nid 01\n", 1, "2 lines are wrong"), (b"0" * 100_000, 1, "one line is wrong"),
    (b"01 \x1b[31m 4KD0R 9T3HH 0AB2C DD4FX K\n", 1, "one line is wrong"),
    (b"?\n" * 50_000, 1, "50000 lines are wrong"), (b"A" * 300_000, 2, "is larger than 262144 bytes"),
])
def test_what_is_no_line_is_refused_in_few_words(asked, shop, input, status, said):
    for result in (
            asked.latchkey("import", "--typed", stdin=input), shop.vendor("returned", "--typed", stdin=input),
            shop.vendor("issue", "--typed", "--customer", "ACME SA", stdin=input)):
        result.expect(status)
        assert said in result.talk and len(result.err) < 4000
        assert result.talk.count(": error: ") == 1
        assert not set(range(32)) & set(result.err) - {10}


def test_endless_input_ends(asked):
    with open("/dev/zero", "rb") as zero:
        result, peak = asked.latchkey.measured("import", "--typed", stdin=zero)
    assert result.status == 2 and peak < 100 * 1024 * 1024


def test_typed_lines_that_are_no_request_are_named_and_kept(shop, heard):
    site, lines = heard
    bare = spoken.write((site / "acme.request").read_bytes())
    told = shop.vendor("returned", "--typed", stdin=typed(bare)).expect(1).talk
    assert "what was typed: " in told
    # The other command takes them as they are.
    shop.vendor("issue", "--typed", "--customer", "ACME SA", "-o", "kept.lic", "--force", stdin=b"").expect()
    assert not (shop / TYPED).exists()


@needs_no_root
def test_lines_that_cannot_be_kept_are_taken_all_the_same(heard):
    site, lines = heard
    os.chmod(site.state, 0o500)
    try:
        told = site.latchkey("import", "--typed", stdin=typed(lines[:3])).expect(2).talk
    finally:
        os.chmod(site.state, 0o700)
    assert "warning: the lines cannot be kept for later" in told


def test_the_file_is_written_as_well_where_it_is_named(shop, site):
    result = site.latchkey(
        "request", "--product", "latchkey.product", "--url", SITE, "--spoken", "-o", "acme.request").expect()
    assert spoken.read(lines_of(result)) == (site / "acme.request").read_bytes()
    answer = shop.vendor(
        "issue", site / "acme.request", "--customer", "ACME SA", "--spoken", "-o", site / "acme.lic").expect()
    license, _ = issued((site / "acme.lic").read_bytes(), shop)
    assert spoken.read(lines_of(answer), known_of(license)) == license


@pytest.mark.parametrize("arguments", [
    ("issue", "--spoken", "--json", "--customer", "A", "acme.request"), ("show", "1", "--spoken", "--json"),
    ("issue", "--typed", "--customer", "A", "acme.request"), ("returned",), ("returned", "--typed", "acme.return"),
    ("returned", "acme.return", "--start-over"),
])
def test_what_contradicts_itself_is_not_understood(shop, arguments):
    shop.vendor(*arguments).expect(64)


@pytest.mark.parametrize("arguments", [
    ("import",), ("import", "--typed", "acme.lic"), ("import", "--start-over", "acme.lic"), ("return", "01M7YQ1WE0MNGMA9RCWTSVXF8X")])
def test_what_contradicts_itself_is_not_understood_by_the_client(asked, arguments):
    asked.latchkey(*arguments).expect(64)


# --- what goes along ---


def known_of(license):
    """The context of a license."""
    values = {}
    for line in license.decode().split("\n\n")[0].splitlines()[1:]:
        key, value = line.split(" ", 1)
        values.setdefault(key, []).append(value)
    installations = [each for each in values["installation"] if each != "any"]
    return spoken.context(values["vendor"][0], values["product"][0], installations[0] if len(installations) == 1 else None)


def test_a_proof_goes_along_where_the_product_demands_it_and_the_picture_is_named(vendor, tmp_path):
    add_product(vendor, "strict", "--require-log-proof", file="strict.product")
    lines = {}
    for product in (PRODUCT, "strict"):
        site = place(vendor, tmp_path / product, "latchkey.product" if product == PRODUCT else "strict.product")
        result = vendor.vendor(
            "issue", site / "acme.request", "--customer", "ACME SA", "--spoken", "-o", site / "acme.lic").expect()
        license, proof = items((site / "acme.lic").read_bytes())
        lines[product] = lines_of(result)
        if product == PRODUCT:
            assert "left out: the proof" in result.talk and "--qr" not in result.talk
            assert spoken.read(lines[product], known_of(license)) == license
        else:
            assert "a picture is the shorter way (--qr)" in result.talk and "left out" not in result.talk
            assert spoken.read(lines[product], known_of(license)) == license + b"\n" + proof
        site.latchkey("import", "--typed", stdin=result.out).expect()
    assert len(lines["strict"]) > len(lines[PRODUCT]) + 5


def test_lists_of_revoked_licenses_are_left_out_and_said(vendor, tmp_path):
    site = place(vendor, tmp_path / "site")
    issue = ("issue", site / "acme.request", "--customer", "ACME SA")
    first = vendor.vendor(*issue, "--term", "1y", "-o", site / "first.lic", "--json").expect().json["license"]
    vendor.vendor("revoke", first, "--reason", "refunded").expect()
    result = vendor.vendor(*issue, "--term", "2y", "-o", site / "second.lic", "--spoken").expect()
    license, riders = issued((site / "second.lic").read_bytes())
    assert len(riders) == 1 and "note: left out: a list of revoked licenses" in result.talk
    assert spoken.read(lines_of(result), known_of(license)) == license


def test_a_keyring_that_the_customer_lacks_goes_along(vendor, tmp_path):
    site = place(vendor, tmp_path / "site")
    vendor.vendor("keys", "rotate", "license", "--label", "next", "--no-passphrase").expect()
    result = vendor.vendor(
        "issue", site / "acme.request", "--customer", "ACME SA", "-o", site / "acme.lic", "--spoken").expect()
    license, riders = issued((site / "acme.lic").read_bytes())
    assert len(riders) == 1 and "a keyring goes along, which the customer may lack" in result.talk
    assert spoken.read(lines_of(result), known_of(license)) == license + b"\n" + riders[0]
    site.latchkey("import", "--typed", stdin=result.out).expect()
    # A customer who has it is spared.
    site.latchkey("request", "--url", SITE, "-o", "next.request").expect()
    result = vendor.vendor("issue", site / "next.request", "--customer", "ACME SA", "--term", "2y", "--spoken").expect()
    assert "keyring" not in result.talk
    assert spoken.read(lines_of(result), known_of(license)).startswith(b"latchkey/license@v1\n")


def test_a_license_for_any_installation_goes_to_each(shop, site, tmp_path):
    lines = shop.vendor(
        "issue", "--product", PRODUCT, "--customer", "City", "--installation", "any", "--url", "https://*.city.example",
        "--perpetual", "--maintenance-until", "2028-12-31", "--spoken").expect().out
    for name in ("one", "two"):
        desk = place(shop, tmp_path / name, url=f"https://{name}.city.example")
        desk.latchkey("import", "--typed", stdin=lines).expect()


def test_a_license_of_average_size_is_at_most_sixty_lines(vendor, tmp_path, capsys):
    desk = Desk(tmp_path / "site")
    desk.receive(vendor / "latchkey.product")
    asked = desk.latchkey(
        "request", "--product", "latchkey.product", "--url", "https://support.hopital-saint-antoine.example/glpi",
        "--staging-url", "https://support-test.hopital-saint-antoine.example/glpi", "--host", "glpi 10.0.18",
        "--app-version", "2.3.1", "--instance", "a3f8c2", "-o", "acme.request", "--spoken").expect()
    answer = vendor.vendor(
        "issue", desk / "acme.request", "--customer", "Hôpital Saint-Antoine, Direction informatique", "--term", "1y",
        "--feature", "reports", "--feature", "export", "--limit", "seats 250", "--limit", "users 1200", "--versions", ">=2.0 <3.0",
        "--note", "Order 2026-1187, extended support", "--spoken").expect()
    counts = {"request": len(lines_of(asked)), "license": len(lines_of(answer))}
    with capsys.disabled():
        print(f" [lines of an average request: {counts['request']}, license: {counts['license']}]", end="")
    assert 10 < counts["license"] <= 60 and 10 < counts["request"] <= 60
    desk.latchkey("import", "--typed", stdin=answer.out).expect()


# --- another implementation ---


def messy(lines, chance):
    """Lines as people type them."""
    result = []
    for line in lines:
        number, *words = line.split()
        text = chance.choice(["", " ", "-", "  "]).join(words)
        text = "".join(chance.choice({"0": "0Oo", "1": "1iIlL"}.get(each, each + each.lower())) for each in text)
        result.append(chance.choice([f"{number} ", f"{int(number)}: ", f"{number}. "]) + text)
    chance.shuffle(result)
    return result


def test_the_page_alone_writes_the_line_that_it_shows():
    example = transport.PAGE.read_text().split("and the only line")[1].split("```text\n")[1].split("\n")[0]
    assert spoken.write(b"latchkey\n") == [example]
    assert spoken.read([example]) == b"latchkey\n"


def test_two_hundred_files_cross_between_two_implementations(vendor, tmp_path):
    chance = random.Random(200)
    site = place(vendor, tmp_path / "site")
    shutil.copytree(site.state, tmp_path / "before")
    for number in range(100):
        urls = [f"https://g{chance.randrange(10**6)}.example/{'x' * chance.randrange(30)}" for _ in range(chance.randint(1, 3))]
        asked = site.latchkey(
            "request", *(word for url in urls for word in ("--url", url)), "--spoken", "-o", "r", "--force").expect()
        request = (site / "r").read_bytes()
        assert spoken.read(lines_of(asked)) == request
        lines = messy(spoken.write(request, level=chance.randint(0, 9)), chance)
        answer = vendor.vendor(
            "issue", "--typed", "--customer", "".join(chance.choices("abcdé株 ", k=20)).strip() or "a", "--term",
            f"{number + 1}d", "--spoken", "-o", "l", "--force", stdin=typed(lines)).expect()
        assert record(vendor, "request", ledger_name(vendor)) == request
        license, riders = issued((vendor / "l").read_bytes())
        known = known_of(license)
        assert known[0] == 2 and not riders
        assert spoken.read(lines_of(answer), known) == license
        state = tmp_path / "state"
        shutil.rmtree(state, ignore_errors=True)
        shutil.copytree(tmp_path / "before", state)
        lines = messy(spoken.write(license, known, level=chance.randint(0, 9)), chance)
        site.latchkey("import", "--typed", "--state", state, stdin=typed(lines)).expect()


def ledger_name(vendor):
    """The name of the newest request in the ledger."""
    from conftest import ledger
    return ledger(vendor, "SELECT name FROM record WHERE kind = 'request' ORDER BY number DESC LIMIT 1")[0][0]
