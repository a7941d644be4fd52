#!/usr/bin/env python3
"""Ten thousand damaged documents through the PHP library, by both ways to the verifier, in real PHP processes: the command
line's, and php-fpm behind nginx on loopback.

usage: Tests/php/robustness/run.py COMMANDS CLIENT EXTENSION [CASES]

Each must end in an answer: no warning, nothing thrown, nothing printed, no process ended, no memory lost.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1] / "ClientBenchmarks"), str(HERE.parents[1] / "Assurance")]

from evidence import assure  # noqa: E402
from fpm import fpm_program  # noqa: E402
from scene import Scene  # noqa: E402

PORTION = 250
WORKERS = 2

FPM = """\
[global]
error_log = {desk}/fpm.log
daemonize = no
[robustness]
listen = {desk}/fpm.sock
pm = static
pm.max_children = {workers}
catch_workers_output = yes
php_admin_value[error_reporting] = -1
php_admin_flag[display_errors] = on
env[LATCHKEY_DESK] = {desk}
env[LATCHKEY_VERIFIER] = {verifier}
"""
NGINX = """\
{user}
daemon off;
worker_processes 1;
pid {desk}/nginx.pid;
error_log {desk}/nginx.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {desk}/body;
    fastcgi_temp_path {desk}/fastcgi;
    proxy_temp_path {desk}/proxy;
    uwsgi_temp_path {desk}/uwsgi;
    scgi_temp_path {desk}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            fastcgi_pass unix:{desk}/fpm.sock;
            fastcgi_read_timeout 120;
            fastcgi_param SCRIPT_FILENAME {page};
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param REQUEST_METHOD $request_method;
        }}
    }}
}}
"""


def check(name, reports, cases):
    """Adds the portions up; anything but silence fails."""
    total = {key: sum(report[key] for report in reports) for key in reports[0] if key not in ("notes", "process")}
    bad = [note for report in reports for note in report["notes"]]
    silent = not bad and all(total[key] == 0 for key in ("sounds", "thrown", "printed", "failed", "granted"))
    if not silent or total["cases"] != cases or not 0 < total["full"] < cases:
        raise SystemExit("\n".join(bad) or f"{name}: {total}")
    assure("R1", cases, f"damaged documents: {name}")
    print(f"{name}: {total['cases']} damaged documents, none made a sound; what was stored still counted {total['full']} times")


def portions(cases):
    return [(start, min(PORTION, cases - start)) for start in range(0, cases, PORTION)]


def command_line(desk, client, module, way, cases):
    def portion(where):
        start, count = where
        done = subprocess.run(
            ["php", "-n", "-d", f"extension={module}", "-d", "display_errors=1", "-d", "error_reporting=-1",
             HERE / "page.php", desk, client / "latchkey-verify", way, str(start), str(count)],
            capture_output=True, text=True, timeout=300)
        if done.returncode != 0 or done.stderr:
            raise SystemExit(f"php ended with {done.returncode}: {done.stderr}{done.stdout}"[:2000])
        return json.loads(done.stdout)

    with ThreadPoolExecutor(WORKERS) as pool:
        check(f"php, {way}", list(pool.map(portion, portions(cases))), cases)


class Site:
    """php-fpm behind nginx on a free port of loopback; both end by their process ID."""

    def __init__(self, desk, client, module):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.desk = desk
        values = {"desk": desk, "verifier": client / "latchkey-verify", "workers": WORKERS, "port": self.port,
                  "page": HERE / "page.php", "user": "user root;" if os.geteuid() == 0 else ""}
        (desk / "fpm.conf").write_text(FPM.format(**values))
        (desk / "nginx.conf").write_text(NGINX.format(**values))
        self.commands = [
            [fpm_program(), "-n", "-R", "-y", desk / "fpm.conf", "-d", f"extension={module}"],
            [shutil.which("nginx") or "/usr/sbin/nginx", "-e", desk / "nginx.log", "-p", desk, "-c", desk / "nginx.conf"]]

    def __enter__(self):
        self.processes = []
        for command, is_ready in zip(self.commands, (self.listens, self.answers)):
            self.processes.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
            if not any(is_ready() or time.sleep(0.05) for _ in range(200)):
                self.__exit__()
                raise SystemExit(f"{command[0]} does not start: {self.log()[:2000]}")
        return self

    def listens(self):
        return (self.desk / "fpm.sock").exists()

    def answers(self):
        try:
            return self.get("way=extension&from=0&count=1")["cases"] == 1
        except OSError:
            return False

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(timeout=20)

    def log(self):
        return "".join((self.desk / name).read_text() for name in ("fpm.log", "nginx.log") if (self.desk / name).exists())

    def get(self, query):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/?{query}", timeout=300) as answer:
            return json.loads(answer.read())


def site(desk, client, module, cases):
    with Site(desk, client, module) as served:
        for way in ("extension", "process"):
            with ThreadPoolExecutor(WORKERS) as pool:
                reports = list(pool.map(
                    lambda where: served.get(f"way={way}&from={where[0]}&count={where[1]}"), portions(cases)))
            check(f"php-fpm behind nginx, {way}", reports, cases)
            workers = {report["process"] for report in reports}
            if not 1 <= len(workers) <= WORKERS:
                raise SystemExit(f"workers were ended: {sorted(workers)}")
        log = served.log()
    noise = [line for line in log.split("\n") if re.search(r"WARNING|ERROR|ALERT|exited|SIG|\[error\]|\[crit\]", line)]
    if noise:
        raise SystemExit("the servers complain:\n" + "\n".join(noise[:10]))


def leaks(desk, client, module):
    """A portion under valgrind, with PHP's own allocator out of the way."""
    done = subprocess.run(
        ["valgrind", "--quiet", "--leak-check=full", "--errors-for-leak-kinds=definite", "--show-leak-kinds=definite",
         "--error-exitcode=99", "php", "-n", "-d", "pcre.jit=0", "-d", f"extension={module}", HERE / "page.php", desk,
         client / "latchkey-verify", "extension", "0", "240"],
        env={**os.environ, "USE_ZEND_ALLOC": "0"}, capture_output=True, text=True, timeout=600)
    if done.returncode != 0 or done.stderr:
        raise SystemExit(f"valgrind: {done.stderr[:3000]}")
    check("php under valgrind, extension", [json.loads(done.stdout)], 240)


def main():
    if len(sys.argv) not in (4, 5):
        print(__doc__, file=sys.stderr)
        return 64
    commands, client, module = (Path(word).resolve() for word in sys.argv[1:4])
    cases = int(sys.argv[4]) if len(sys.argv) == 5 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        Scene(commands, desk)
        for way in ("extension", "process"):
            command_line(desk, client, module, way, cases)
        site(desk, client, module, cases)
        leaks(desk, client, module)
    return 0


if __name__ == "__main__":
    sys.exit(main())
