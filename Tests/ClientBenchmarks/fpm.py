"""A php-fpm of its own on a socket in a folder of its own, and requests to it by FastCGI."""

import shutil
import socket
import struct
import subprocess
import time
from pathlib import Path

SETTINGS = """\
[global]
error_log = {desk}/fpm.log
daemonize = no
[bench]
listen = {socket}
pm = static
pm.max_children = {workers}
env[LATCHKEY_DESK] = {desk}
"""


def fpm_program():
    """The newest php-fpm of the machine."""
    found = sorted(Path("/usr/sbin").glob("php-fpm*")) + [Path(path) for path in [shutil.which("php-fpm")] if path]
    if not found:
        raise SystemExit("there is no php-fpm")
    return found[-1]


class Pool:
    """Started on entering, ended by its process ID on leaving."""

    def __init__(self, scene, module, desk, workers):
        self.desk, self.module, self.workers = desk, module, workers
        self.socket = desk / "fpm.sock"

    def __enter__(self):
        settings = self.desk / "fpm.conf"
        settings.write_text(SETTINGS.format(desk=self.desk, socket=self.socket, workers=self.workers))
        self.process = subprocess.Popen(
            [fpm_program(), "-n", "-R", "-y", settings, "-d", f"extension={self.module}"],
            stderr=subprocess.DEVNULL)
        for _ in range(200):
            if self.socket.exists():
                return self
            time.sleep(0.02)
        self.__exit__()
        raise SystemExit((self.desk / "fpm.log").read_text())

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.socket.unlink(missing_ok=True)

    def memory(self):
        """KiB that the worker has for itself."""
        return int(self.request("memory=1").rsplit(b"\r\n", 1)[-1])

    def request(self, query):
        """What the page answers, headers included."""
        script = str(Path(__file__).with_name("page.php"))
        names = {"SCRIPT_FILENAME": script, "QUERY_STRING": query, "REQUEST_METHOD": "GET"}
        body = b"".join(
            bytes([len(name), len(value)]) + name.encode() + value.encode() for name, value in names.items())
        records = b"".join([
            record(1, struct.pack(">HB5x", 1, 0)), record(4, body), record(4, b""), record(5, b"")])
        answer = b""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(10)
            connection.connect(str(self.socket))
            connection.sendall(records)
            stream = connection.makefile("rb")
            while True:
                head = stream.read(8)
                if len(head) < 8:
                    return answer
                kind, length, padding = struct.unpack(">xBxxHBx", head)
                content = stream.read(length + padding)[:length]
                if kind == 6:
                    answer += content
                if kind == 3:
                    return answer


def record(kind, content):
    """One FastCGI record of request 1."""
    return struct.pack(">BBHHBx", 1, kind, 1, len(content), 0) + content
