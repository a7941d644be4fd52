"""A license that is in force, made by the command lines: what every subject of the benchmarks looks at."""

import base64
import os
import re
import subprocess
from datetime import datetime, timezone

CONTEXT = "latchkey/context@v1\nnow {now}\nurl https://glpi.acme.example\nfeature reports\n"


class Scene:
    """The files `product`, `state`, `license` and `context` in a folder, and the license's signature and key."""

    def __init__(self, commands, desk):
        self.desk = desk
        environment = {**os.environ, "XDG_STATE_HOME": str(desk / "states")}

        def run(program, *words):
            subprocess.run([commands / program, *words], cwd=desk, env=environment, check=True, capture_output=True)

        run("latchkey-vendor", "init", "--vendor", "vendor.example", "--no-passphrase", "-C", "vendor")
        run("latchkey-vendor", "product", "add", "glpi-demo", "--title", "Demo plugin", "--feature", "reports", "-C", "vendor")
        run("latchkey-vendor", "product", "export", "glpi-demo", "-o", "product", "-C", "vendor")
        run("latchkey", "request", "--product", "product", "--url", "https://glpi.acme.example", "-o", "request")
        run("latchkey-vendor", "issue", "request", "--customer", "ACME SA", "--feature", "reports", "-o", "license",
            "-C", "vendor")
        run("latchkey", "import", "license", "--product", "product")
        # What a first load has to remember is stored, so that the loads that are timed have nothing to write.
        run("latchkey", "verify", "--product", "product")
        (desk / "state").write_bytes((desk / "states/latchkey/glpi-demo/state").read_bytes())
        now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        (desk / "context").write_text(CONTEXT.format(now=now))

    @property
    def files(self):
        """Product file, state, license and context."""
        return [self.desk / name for name in ("product", "state", "license", "context")]

    @property
    def signed(self):
        """The license's signature and the key that made it, in hexadecimal."""
        name, signature = re.search(r"^— (\S+) (\S+)$", (self.desk / "license").read_text(), re.M).groups()
        vkey = re.search(rf"^key license {re.escape(name)}\+\w+\+(\S+) ", (self.desk / "product").read_text(), re.M)
        return [base64.b64decode(signature)[4:].hex(), base64.b64decode(vkey.group(1))[1:].hex()]
