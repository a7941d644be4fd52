"""What tests of secret keys share: an order, what must never be shown, and answers to prompts."""

import os
import pty
import subprocess
import time

from conftest import PRODUCT

ISSUE = ["issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", "--url", "any"]


def seeds(desk):
    """What must never be shown: the Base64 of each secret key file, and the passphrase."""
    found = [path.read_text().strip().split(".")[-1] for path in (desk / "keys").glob("*.key")]
    assert found
    return found


def on_terminal(desk, command, answers, timeout=20):
    """Answers prompts on a terminal of its own; gives the status and all that the terminal showed."""
    main, side = pty.openpty()

    def take_terminal():
        os.setsid()
        import fcntl
        import termios
        fcntl.ioctl(side, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        desk.vendor.command(*command), cwd=desk.folder, env=desk.vendor.environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=take_terminal, pass_fds=(side,))
    shown = b""
    for prompt, answer in answers:
        deadline = time.monotonic() + timeout
        while prompt not in shown.rsplit(b"\n", 1)[-1] and time.monotonic() < deadline:
            shown += os.read(main, 1000)
        os.write(main, answer + b"\n")
        shown += os.read(main, 1)
    out, err = process.communicate(timeout=timeout)
    os.close(side)
    try:
        while part := os.read(main, 1000):
            shown += part
    except OSError:
        pass
    os.close(main)
    return process.returncode, shown, out, err
