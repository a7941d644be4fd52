"""The lines of docs/spec/transport.md, section "Read aloud", by that page alone."""

import re

import transport

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LINE = re.compile(
    rf"(0[1-9]|[1-9][0-9]{{1,2}})  ([{SYMBOLS}]{{5}}) ([{SYMBOLS}]{{5}}) ([{SYMBOLS}]{{5}}) ([{SYMBOLS}]{{5}}) "
    rf"([{SYMBOLS}]{{5}})  ([{SYMBOLS}])")

# α to the powers 0 to 30, and the powers of all elements but 0.
POWERS = [1]
while len(POWERS) < 31:
    twice = POWERS[-1] * 2
    POWERS.append(twice ^ 0b100101 if twice & 32 else twice)
LOGARITHMS = {value: power for power, value in enumerate(POWERS)}


def times(power, value):
    """α to a power times a value."""
    return POWERS[(power + LOGARITHMS[value]) % 31] if value else 0


def total(values):
    result = 0
    for value in values:
        result ^= value
    return result


def group_check(line, group, data):
    place = (5 * (line - 1) + group - 1) % 32
    return total([place, *(times(power, value) for power, value in zip((8, 6, 4, 2), data))])


def line_check(line, symbols):
    return total([(line - 1) // 32, *(times(25 - place, value) for place, value in enumerate(symbols))])


def context(vendor, product, installation=None):
    """The kind and the lines of a license's context."""
    text = f"vendor {vendor}\nproduct {product}\n"
    return (2, f"{text}installation {installation}\n".encode()) if installation else (1, text.encode())


def write(file, known=(0, b""), level=9):
    """The lines of a file."""
    kind, text = known
    check, packed = transport.packed(file, text, level)
    payload = bytes([16 + kind]) + len(packed).to_bytes(2, "big") + check + packed
    bits = "".join(f"{byte:08b}" for byte in payload)
    bits += "0" * (-len(bits) % 100)
    data = [int(bits[place:place + 5], 2) for place in range(0, len(bits), 5)]
    lines = []
    for number in range(1, len(data) // 20 + 1):
        symbols = []
        for group in range(1, 6):
            start = (number - 1) * 20 + (group - 1) * 4
            own = data[start:start + 4]
            symbols += [*own, group_check(number, group, own)]
        text = "".join(SYMBOLS[value] for value in symbols)
        groups = " ".join(text[place:place + 5] for place in range(0, 25, 5))
        lines.append(f"{number:02}  {groups}  {SYMBOLS[line_check(number, symbols)]}")
    return lines


def read(lines, *known):
    """The file of lines as they are printed, in order; `known` are the contexts to choose from."""
    data = []
    for number, line in enumerate(lines, 1):
        found = LINE.fullmatch(line)
        assert found and int(found[1]) == number, line
        symbols = [SYMBOLS.index(symbol) for symbol in "".join(found.groups()[1:])]
        for group in range(1, 6):
            *own, check = symbols[(group - 1) * 5:group * 5]
            assert check == group_check(number, group, own), (line, group)
            data += own
        assert symbols[25] == line_check(number, symbols[:25]), line
    bits = "".join(f"{value:05b}" for value in data)
    length = int(bits[8:24], 2)
    assert len(lines) == -(-(7 + length) * 8 // 100)
    assert set(bits[(7 + length) * 8:]) <= {"0"}
    payload = bytes(int(bits[place:place + 8], 2) for place in range(0, (7 + length) * 8, 8))
    assert payload[0] >> 4 == 1
    text = dict(((0, b""), *known))[payload[0] & 15]
    return transport.unpacked(payload[7:], payload[3:7], text)
