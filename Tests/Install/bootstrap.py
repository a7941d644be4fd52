"""Minimal Debian systems in folders, made once."""

import shutil
import subprocess


def bootstrap(folder, suite, *prepared):
    """Makes a system with debootstrap where there is none; `prepared` is a command that runs in it once."""
    stamp = folder / "debootstrap-is-done"
    if stamp.exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    commands = [["debootstrap", "--variant=minbase", suite, folder]]
    if prepared:
        commands.append(["chroot", folder, *prepared])
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    stamp.touch()
