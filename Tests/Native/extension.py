"""The calls of calls.py through the PHP extension, in one process of PHP."""

import base64
import json
import subprocess
from pathlib import Path

from calls import OPERATIONS, Answer

SCRIPT = Path(__file__).with_name("extension.php")
TEXTS = ("json", "state", "document")


class Extension:
    """`latchkey.so` in PHP."""

    def __init__(self, path):
        self.process = subprocess.Popen(
            ["php", "-n", "-d", f"extension={path}", SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def call(self, operation, **parts):
        assert set(parts) <= set(OPERATIONS[operation]), parts
        values = [parts.get(name) for name in OPERATIONS[operation]]
        coded = [None if value is None else base64.b64encode(value).decode() for value in values]
        self.process.stdin.write(json.dumps({"operation": operation, "parts": coded}).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return Answer(**{
            name: base64.b64decode(answer[name] or "") if name in TEXTS else int(answer[name] or 0)
            for name in Answer.__dataclass_fields__})

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=10) == 0
