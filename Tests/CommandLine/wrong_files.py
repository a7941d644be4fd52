"""What a wrong file may cost a command, and what the command has to say of it."""

import re

MEBIBYTE = 1 << 20
PEAK = 64 * MEBIBYTE

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def assert_one_clear_error(result, program):
    """One error line, at most one hint, in lower case, about nothing that only a programmer knows."""
    lines = result.talk.splitlines()
    assert 1 <= len(lines) <= 2, result.talk
    assert lines[0].startswith(f"{program}: error: ")
    assert all(line.startswith(f"{program}: hint: ") for line in lines[1:])
    for line in lines:
        message = line.split(": ", 2)[2]
        assert message[0].islower() or not message[0].isalpha(), line
        assert not message.endswith(".") and "\x1b" not in line and len(line) < 600
        for word in ("Swift", "Error(", "Optional(", "Fatal", "fatal", "errno", "nil", "backtrace", "(code", "case "):
            assert word not in message, line
        assert not re.search(r"\ba [aeiou]", message), line
        assert not re.search(r"\b[A-Z][a-z]+[A-Z]\w+\(|\b[a-z]+[A-Z]\w*\(", message), line
