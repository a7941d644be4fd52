"""Requests, licenses and receipts that cross as QR codes: by the programs, by other readers, and in bad pictures."""

import math
import os
import random
import re
import struct
import subprocess
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

import transport
from conftest import PRODUCT, SITE, Desk, needs
from ledger_records import records
from ledgers import batch_words, table, workspace

IMAGES = ["/usr/bin/convert", "-define", "png:exclude-chunks=date,time"]
HANDS = 2
# Bad pictures of each kind; `make soak` draws more.
CASES = int(os.environ.get("LATCHKEY_PICTURES", "30"))


def drawn(*arguments):
    subprocess.run([*IMAGES, *map(str, arguments)], check=True, timeout=120, capture_output=True)


def pictures(desk, name):
    """The pictures of a series, by their numbers."""
    return sorted(path.name for path in desk.folder.glob(f"{name}*.png"))


def portable(width, height, data):
    """A PNG file in black and white."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks)


def assert_one_line(result, program, *words, status=1):
    assert result.status == status, (result.status, result.talk)
    errors = result.errors(program)
    assert len(errors) == 1 and all(word in result.talk for word in words), result.talk
    assert len(result.talk.splitlines()) <= 2, result.talk


@pytest.fixture(scope="module")
def office(built, tmp_path_factory):
    """A vendor whose next license is leaf 2047, behind the keyring's: the proof of the last leaf is never longer."""
    desk = workspace(tmp_path_factory.mktemp("office") / "vendor")
    desk.vendor("product", "export", PRODUCT, "-o", "latchkey.product").expect()
    desk.vendor(*batch_words(table(desk, "orders.csv", 2046), "out"), timeout=300).expect()
    return desk


@pytest.fixture(scope="module")
def series(office, tmp_path_factory):
    """An administrator's desk with a license in several pictures: `long-1.png` and so on, and in one: `short.png`."""
    site = Desk(tmp_path_factory.mktemp("series") / "site")
    site.receive(office / "latchkey.product")
    site.latchkey("request", "--product", "latchkey.product", "--url", SITE, "--qr-png", "request.png").expect()
    office.vendor(
        "issue", site / "request.png", "--customer", "ACME SA", "--term", "1y", "--feature", "reports", "--order", "long",
        "-o", site / "long.lic", "--qr-png", site / "long.png").expect()
    return site


def test_a_license_comes_by_pictures_alone_and_goes_back_by_a_picture(built, tmp_path):
    shop, site = workspace(tmp_path / "vendor"), Desk(tmp_path / "site")
    shop.vendor("product", "export", PRODUCT, "-o", site / "latchkey.product").expect()
    site.latchkey("request", "--product", "latchkey.product", "--url", SITE, "--qr-png", "request.png").expect()
    assert not list(site.folder.glob("*.request"))
    asked = site / "request.png"
    before = len(records(shop, "request"))
    answer = shop.vendor(
        "issue", asked, "--customer", "ACME SA", "--term", "1y", "--qr-png", site / "license.png", "--json").expect()
    assert answer.json["file"] is None and len(records(shop, "request")) == before + 1
    # The vendor holds the request byte for byte.
    sent = transport.document(transport.seen(asked))
    assert records(shop, "request")[-1].strip() == sent.strip()
    site.latchkey("import", *pictures(site, "license")).expect()
    license = site.latchkey("verify", "--json").expect().json["license"]
    site.latchkey("return", license, "--yes", "-o", "-", "--qr-png", "receipt.png").expect()
    shop.vendor("returned", site / "receipt.png").expect()
    assert site.latchkey("verify").status == 1


def test_other_readers_give_back_the_same_bytes_from_png_and_svg(series):
    names = pictures(series, "long-")
    assert 2 <= len(names) <= 3
    sent = (series / "long.lic").read_bytes()
    assert transport.document([text for name in reversed(names) for text in transport.seen(series / name)]) == sent


@needs("rsvg-convert")
def test_svg_shows_the_same_code_as_png(site):
    site.latchkey(
        "request", "--product", "latchkey.product", "--url", SITE, "--qr-png", "a.png", "--qr-svg", "a.svg").expect()
    subprocess.run(["rsvg-convert", "-w", "700", "-o", site / "b.png", site / "a.svg"], check=True, timeout=60)
    assert transport.seen(site / "a.png") == transport.seen(site / "b.png")


def test_the_programs_read_what_another_implementation_writes_in_any_parts(series):
    sent = (series / "long.lic").read_bytes()
    dice = random.Random(3)
    for parts in (1, 2, 3, 7, 20):
        texts = transport.codes(sent, parts)
        dice.shuffle(texts)
        answer = series.latchkey("import", "-", stdin=(" \t\r\n".join(texts) + " \r\n").encode())
        assert answer.status == 0, (parts, answer.talk)


def test_an_average_license_is_one_code_and_with_a_long_proof_at_most_three(series):
    sent = (series / "long.lic").read_bytes()
    proof = sent.index(b"\nc2sp.org/tlog-proof")
    hashes = re.findall(rb"(?m)^[A-Za-z0-9+/]{43}=$", sent[proof:])
    assert len(hashes) == 12
    # As in a log of 200,000: 18 hashes on the way and the root.
    more = b"".join(b"%s=\n" % bytes(random.Random(n).choices(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh0123456789+/", k=43))
                    for n in range(19 - len(hashes)))
    long = sent.replace(hashes[0] + b"\n", more + hashes[0] + b"\n")
    sizes = {}
    for name, document in {"without proof": sent[:proof], "with proof": sent, "with 18 hashes": long}.items():
        series.write("document.lic", document)
        _, packed = transport.packed(document)
        # 25 characters of head; a code of version 16 has 656 characters, one of version 25 has 1451.
        sizes[name] = (len(document), len(packed), -(-(len(packed) * 3 // 2) // (656 - 25)))
    print(f"bytes, packed, codes of version 16: {sizes}")
    assert sizes["without proof"][1] * 3 / 2 + 25 <= 656 and sizes["with 18 hashes"][2] <= 3


def test_every_missing_picture_is_named(series):
    names = pictures(series, "long-")
    for name in names:
        others = [each for each in names if each != name] or names
        number = re.search(r"(\d+)\.png", name)[1]
        assert_one_line(
            series.latchkey("import", *others), "latchkey",
            f"code {int(number)} of {len(names)} is missing ["
            + "".join("-" if each == name else "#" for each in names) + "]")
    if len(names) == 3:
        assert_one_line(series.latchkey("import", names[1]), "latchkey", "codes 1 and 3 of 3 are missing")
    # Twice the same is once, and together they are whole.
    series.latchkey("import", names[-1], *names).expect()


def test_bad_pictures_are_one_clear_line_each(series, tmp_path):
    names = pictures(series, "long-")
    good = (series / names[0]).read_bytes()
    drawn("-size", "600x600", "xc:white", series / "empty.png")
    drawn("-size", "600x600", "plasma:", "-quality", "80", series / "cat.jpg")
    subprocess.run(["qrencode", "-o", series / "other.png", "https://example.org/menu"], check=True, timeout=60)
    subprocess.run(["qrencode", "-o", series / "later.png", "LATCHKEY2:1/1:00000000:BB8"], check=True, timeout=60)
    subprocess.run(["qrencode", "-o", series / "wrong.png", "LATCHKEY1:1/1:00000000:BB8"], check=True, timeout=60)
    subprocess.run(["qrencode", "-o", series / "cut.png", "LATCHKEY1:1/1:00000000:B"], check=True, timeout=60)
    series.write("huge.png", portable(10000, 10000, zlib.compress(bytes(1251) * 10000)))
    cat = (series / "cat.jpg").read_bytes()
    frame = cat.index(b"\xff\xc0") + 5
    series.write("huge.jpg", cat[:frame] + struct.pack(">HH", 10000, 10000) + cat[frame + 4:])
    series.write("half.png", good[:len(good) // 2])
    series.write("head.png", good[:30])
    series.write("head.jpg", b"\xff\xd8\xff\xe0")
    series.write("claim.png", portable(2**31 - 1, 2**31 - 1, zlib.compress(b"")))
    cases = {
        ("empty.png",): ["empty.png: no QR code is found"],
        ("cat.jpg",): ["cat.jpg: no QR code is found"],
        ("other.png",): ["other.png: its QR code is none of a request or a license", "https://example.org/menu"],
        ("later.png",): ["later.png: its code is of a later version", "update"],
        ("wrong.png",): ["do not give back the document"],
        ("cut.png",): ["cut.png: its code is cut off or was changed"],
        ("huge.png",): ["huge.png: the picture has 100 megapixels"],
        ("huge.jpg",): ["huge.jpg: the picture has 100 megapixels"],
        ("half.png",): ["half.png: the picture is damaged"],
        ("head.png",): ["head.png: the picture is damaged"],
        ("head.jpg",): ["head.jpg: the picture is damaged"],
        ("claim.png",): ["claim.png: the picture"],
        (names[0], "request.png"): ["request.png: its code belongs to another document"],
        (names[0], "long.lic"): ["long.lic: is no picture of a code"],
        ("long.lic", "long.lic"): ["long.lic: is no picture of a code"],
        ("missing.png",): ["'missing.png' does not exist"],
    }
    for files, words in cases.items():
        status = 64 if "long.lic" in files else 2 if "missing.png" in files else 1
        assert_one_line(series.latchkey("import", *files), "latchkey", *words, status=status)
    for files in [("empty.png",), ("huge.png",), ("half.png",)]:
        result = Desk(tmp_path / "vendor").vendor("issue", *(series / name for name in files), "--customer", "A", "-C", ".")
        assert result.status in (1, 2) and len(result.errors("latchkey-vendor")) == 1
    # The right document, of the wrong kind.
    assert_one_line(series.latchkey("import", "request.png"), "latchkey", "this is an activation request")


def test_pictures_are_refused_where_they_cannot_be_written(asked):
    asked.write("there.png", b"kept")
    common = ["request", "--product", "latchkey.product", "--url", SITE]
    for words, status, said in [
            (["--qr-png", "there.png"], 2, "already exists"), (["--qr-png", "no/folder.png"], 2, "does not exist"),
            (["--qr-svg", "-"], 64, "--qr-svg needs the name of a file"), (["--qr-png"], 64, "--qr-png")]:
        result = asked.latchkey(*common, *words)
        assert result.status == status and said in result.talk, (words, result.talk)
    assert (asked / "there.png").read_bytes() == b"kept"
    asked.latchkey(*common, "--qr-png", "there.png", "--force").expect()
    assert (asked / "there.png").read_bytes().startswith(b"\x89PNG")


# --- the terminal ---


def modules(lines):
    """A portable bitmap of half blocks, light ones drawn."""
    halves = {"█": "00", "▀": "01", "▄": "10", " ": "11"}
    rows = []
    for line in lines:
        rows += ["".join(halves[character][half] for character in line) for half in (0, 1)]
    return f"P1\n{len(rows[0])} {len(rows)}\n" + "\n".join(rows) + "\n"


def blocks(shown):
    """The codes that stand in what a terminal shows, each as its lines."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    found = [[]]
    for line in plain.splitlines():
        if re.fullmatch(r"[█▀▄ ]{20,}", line):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [each for each in found if each]


def read(desk, codes):
    texts = []
    for number, lines in enumerate(codes):
        desk.write(f"screen-{number}.pbm", modules(lines))
        drawn(desk / f"screen-{number}.pbm", "-scale", "600%", desk / f"screen-{number}.png")
        texts += transport.seen(desk / f"screen-{number}.png")
    return transport.document(texts)


@pytest.mark.parametrize("columns, rows", [(80, 24), (120, 40), (200, 70), (30, 10)])
def test_a_terminal_shows_codes_that_fit_one_after_the_other(asked, columns, rows):
    shown = asked.latchkey.on_terminal(
        "request", "--product", "latchkey.product", "--url", SITE, "--qr", columns=columns, rows=rows, answer="\n" * 30,
        LANG="C.UTF-8").expect().text
    codes = blocks(shown)
    for lines in codes:
        if columns >= 80:
            assert len(lines) < rows and len(lines[0]) <= columns
    assert read(asked, codes).startswith(b"latchkey/request@v1\n")
    assert ("\x1b[" in shown) and (len(codes) == 1 or f"code {len(codes)} of {len(codes)}" in shown)


def test_a_pipe_gets_the_same_code_without_colors_and_the_file_is_written_beside(asked):
    result = asked.latchkey(
        "request", "--product", "latchkey.product", "--url", SITE, "--qr", "-o", "again.request").expect()
    assert "\x1b" not in result.text and "LATCHKEY" not in result.text
    assert read(asked, blocks(result.text)) == (asked / "again.request").read_bytes()
    # A screen in light on dark is read as well.
    asked.write("dark.pbm", modules(blocks(result.text)[0]))
    drawn(asked / "dark.pbm", "-scale", "600%", "-negate", asked / "dark.png")
    assert "this is an activation request" in asked.latchkey("import", "dark.png").talk


# --- pictures as cameras take them ---


def tilted(dice, side, degrees):
    """ImageMagick's words for a picture that is turned out of the camera's plane, about any axis."""
    axis, turn, distance = dice.uniform(0, 2 * math.pi), math.radians(dice.uniform(-20, 20)), 2.5
    (over, across) = (math.radians(degrees) * math.cos(axis), math.radians(degrees) * math.sin(axis))
    words = []
    for left, top in [(0, 0), (1, 0), (1, 1), (0, 1)]:
        x, y = left - 0.5, top - 0.5
        x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        x, z = x * math.cos(across), x * math.sin(across)
        y, z = y * math.cos(over) - z * math.sin(over), y * math.sin(over) + z * math.cos(over)
        scale = 0.68 * side * distance / (distance + z)
        words.append(f"{left * side},{top * side} {x * scale + side / 2:.1f},{y * scale + side / 2:.1f}")
    return ["-virtual-pixel", "background", "-background", "gray80", "-distort", "Perspective", " ".join(words)]


def covered(dice, side):
    """A blot somewhere between the corners, of a twelfth of the code's area."""
    x, y = dice.uniform(0.3, 0.4) * side, dice.uniform(0.3, 0.4) * side
    return ["-fill", dice.choice(["black", "white", "gray"]), "-draw",
            f"rectangle {x:.0f},{y:.0f} {x + 0.25 * side:.0f},{y + 0.25 * side:.0f}"]


DEGRADED = {
    "rotation": lambda dice, side: ["-background", "white", "-rotate", f"{dice.uniform(0, 360):.1f}"],
    "blur": lambda dice, side: ["-blur", f"0x{dice.uniform(1, 2.5):.2f}"],
    "noise": lambda dice, side: ["-attenuate", f"{dice.uniform(0.3, 1):.2f}", "+noise", "Gaussian"],
    "jpeg at quality 30": lambda dice, side: ["-quality", "30"],
    "cover": covered,
    "angle up to 25 degrees": lambda dice, side: tilted(dice, side, dice.uniform(5, 25)),
    "all at once": lambda dice, side: [
        *tilted(dice, side, dice.uniform(0, 15)), "-blur", f"0x{dice.uniform(0.5, 1):.2f}", "-attenuate", "0.2", "+noise",
        "Gaussian", "-quality", "30"],
}


@pytest.mark.parametrize("kind", DEGRADED)
def test_a_degraded_picture_of_a_full_code_is_read_in_99_of_100_cases(series, kind):
    source = series / pictures(series, "long-")[0]
    side = int(subprocess.run(["identify", "-format", "%w", source], capture_output=True, check=True).stdout)

    def is_read(number):
        dice = random.Random(f"{kind} {number}")
        name = f"{kind} {number}.jpg"
        words = ["-seed", number, "-colorspace", "Gray", "-quality", "85", *DEGRADED[kind](dice, side)]
        drawn(source, *words, series / name)
        result = series.latchkey("check", name)
        (series / name).unlink()
        # One of several: the others are missing.
        assert result.status == 1 and len(result.errors("latchkey")) == 1, result.talk
        return "missing" in result.talk

    with ThreadPoolExecutor(HANDS) as hands:
        count = sum(hands.map(is_read, range(CASES)))
    print(f"{kind}: {count} of {CASES} read")
    assert count >= CASES * 0.99
