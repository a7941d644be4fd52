"""Notes that nobody wrote, and what our parser and Go's golang.org/x/mod/sumdb/note say of them.

Whatever ours accepts, Go's accepts, with the same signers. Ours refuses some of what Go's accepts, for the reasons in
REASONS and for no other (docs/fuzzing.md).
"""

import base64
import hashlib

from nacl.signing import SigningKey

NAMES = ["vendor.example/license/2026", "log.example/log", "Jürgen/键/1", "a"]
LINES = ["latchkey/license@v1", "id 1", "customer A", "", "— no signature", "\ufeff", "é\u0301\u2028\x7f", "\u0085"]
# What a byte or a scalar may be replaced by.
ODD = [b"\n", b" ", b"+", b"\t", b"\r", b"\0", b"\x7f", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
       b"=", b"/", *(
           chr(scalar).encode() for scalar in (0x80, 0x85, 0xA0, 0x2028, 0x3000, 0x200B, 0xFEFF, 0x2014, 0x10FFFF))]
DASH = "— ".encode()
LARGEST, MOST_SIGNATURES, LONGEST_NAME = 65536, 16, 255


def key_of(name):
    """The key pair of a name, and its vkey."""
    secret = SigningKey(hashlib.sha256(name.encode()).digest())
    material = b"\x01" + bytes(secret.verify_key)
    number = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    return secret, number, f"{name}+{number.hex()}+{base64.b64encode(material).decode()}"


KEYS = {name: key_of(name) for name in NAMES}


def line(name, number, signature):
    return DASH + name.encode() + b" " + base64.b64encode(number + signature) + b"\n"


def drawn(random):
    """A vector of a note: some known keys, and a note that was changed a little or not at all."""
    text = "".join(each + "\n" for each in random.choices(LINES, k=random.randint(1, 6))).encode()
    lines = []
    for name in random.choices(NAMES, k=random.randint(1, 4)):
        secret, number, _ = KEYS[name]
        # Now and then by a key that nobody has, or over something else.
        number = number if random.random() < 0.8 else random.randbytes(4)
        over = text if random.random() < 0.9 else text + b"\n"
        lines.append(line(name, number, secret.sign(over).signature))
    if random.random() < 0.05:
        lines *= random.choice([5, 16, 17, 100])
    if random.random() < 0.05:
        name = "n" * random.choice([254, 255, 256, 400])
        lines.append(line(name, b"1234", random.randbytes(random.choice([0, 1, 64]))))
    if random.random() < 0.02:
        text = text * (random.choice([LARGEST - 1200, LARGEST, 70000]) // len(text))
    note = text + b"\n" + b"".join(lines)
    for _ in range(random.choice([0, 0, 1, 1, 2, 3])):
        note = changed(random, note)
    known = random.sample(NAMES, k=random.randint(0, len(NAMES)))
    return b"operation: note\n" + b"".join(f"vkey: {KEYS[name][2]}\n".encode() for name in known) + b"\n" + note


def changed(random, note):
    """A note with one change, more often in its signature lines than elsewhere."""
    if not note:
        return note
    start = note.rfind(b"\n\n") if random.random() < 0.6 else 0
    place = random.randrange(max(start, 0), len(note))
    kind = random.randrange(7)
    if kind == 0:
        return note[:place] + random.choice(ODD) + note[place:]
    if kind == 1:
        return note[:place] + random.choice(ODD) + note[place + 1:]
    if kind == 2:
        return note[:place] + note[place + random.choice([1, 1, 2, 93]):]
    if kind == 3:
        lines = note.splitlines(keepends=True)
        number = random.randrange(len(lines))
        lines.insert(random.randrange(len(lines) + 1), lines.pop(number) if random.random() < 0.5 else lines[number])
        return b"".join(lines)
    if kind == 4:
        # Another spelling of the same bytes, where padding leaves bits over.
        end = note.find(b"=", place)
        return note if end < 1 else note[:end - 1] + bytes([note[end - 1] ^ 1]) + note[end:]
    if kind == 5:
        return note[:place] + bytes([note[place] ^ 1 << random.randrange(8)]) + note[place + 1:]
    return note[:-1] if random.random() < 0.5 else note + b"\n"


def compared(vector, ours, theirs):
    """`accepted`, `refused`, `stricter: …` or `differs …`."""
    word = ours.split(" ")[0]
    plain = ours if word == "ok" else word if word in ("invalid-signature", "no-known-signer") else "malformed"
    if plain == theirs:
        return "accepted" if word == "ok" else "refused"
    if word != "ok":
        for name, holds in REASONS.items():
            if holds(vector.split(b"\n\n", 1)[1], ours, theirs):
                return f"stricter: {name}"
    return f"differs, ours '{ours}', theirs '{theirs}'"


def signature_lines(note):
    """Name and Base64 of each line behind the last empty one, as far as they are such."""
    found = [line.removeprefix(DASH).partition(b" ") for line in note[note.rfind(b"\n\n") + 2:].split(b"\n")[:-1]]
    return [(name, text) for name, _, text in found]


def is_spelled_otherwise(text):
    """Whether bits are set behind the last byte, which Go's decoder reads over."""
    try:
        return base64.b64encode(base64.b64decode(text, validate=True)) != text
    except ValueError:
        return False


def has_control(name):
    return any(ord(each) < 0x20 or 0x7F <= ord(each) <= 0x9F for each in name.decode("utf-8", "replace"))


def has_second(note):
    """Whether two lines claim the same key: Go's looks at the first alone."""
    claims = [(name, text[:5]) for name, text in signature_lines(note)]
    return len(set(claims)) < len(claims)


# How ours says that a line is no signature line.
MALFORMED = ("not-a-note", "malformed")
REASONS = {
    "the form of every line before any signature": lambda note, ours, theirs: (
        not ours.startswith(("invalid-signature", "no-known-signer")) and theirs == "invalid-signature"),
    "more than 64 KiB": lambda note, ours, _: ours == "too-large" and len(note) > LARGEST,
    "more than 16 signature lines": lambda note, ours, _: (
        ours == "too-many-signatures" and len(signature_lines(note)) > MOST_SIGNATURES),
    "Base64 in another spelling": lambda note, ours, _: (
        ours.startswith(MALFORMED) and any(is_spelled_otherwise(text) for _, text in signature_lines(note))),
    "a key name of more than 255 bytes": lambda note, ours, _: (
        ours.startswith(MALFORMED) and any(len(name) > LONGEST_NAME for name, _ in signature_lines(note))),
    "a control character in a key name": lambda note, ours, _: (
        ours.startswith(MALFORMED) and any(has_control(name) for name, _ in signature_lines(note))),
    "a bad second line by a key whose first is good": lambda note, ours, theirs: (
        ours.startswith("invalid-signature") and theirs.startswith("ok") and has_second(note)),
}
