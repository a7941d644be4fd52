"""The administrator's page in headless Chromium: request, import by upload and by paste, wrong file, expired, renewed,
return, revoked, in English and French, on the double of GLPI 10 and of GLPI 11.

Chromium is driven by chromedriver over WebDriver (https://www.w3.org/TR/webdriver2/); everything listens on loopback or a
socket, is bounded in time, and is ended by the ID of its process. Pictures go to .build-php/glpi-pictures.
"""

import base64
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PICTURES = ROOT / ".build-php" / "glpi-pictures"
PATIENCE = 30


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def running(command, log, **options):
    """A process that ends with the block, or by itself after ten minutes."""
    with open(log, "wb") as said:
        process = subprocess.Popen(["timeout", "-k", "5", "600", *command], stdin=subprocess.DEVNULL, stdout=said,
                                   stderr=subprocess.STDOUT, **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"{what} did not come within {PATIENCE} s"
        time.sleep(0.05)


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Browser:
    """The few WebDriver commands that are needed."""

    def __init__(self, port, *more):
        self.base = f"http://127.0.0.1:{port}"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                     "--disable-dev-shm-usage", "--window-size=1200,900", *more]
        options = {"args": arguments, "binary": shutil.which("chromium")}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options}}})
        self.base += f"/session/{answer['sessionId']}"

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return json.load(reply)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.read().decode()[:400]}") from None

    def go(self, url):
        self.call("POST", "/url", {"url": url})

    def run(self, script, *arguments):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def find(self, selector):
        return self.call("POST", "/element", {"using": "css selector", "value": selector})

    def has(self, selector):
        return self.run("return document.querySelector(arguments[0]) !== null", selector)

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).innerText", selector)

    def shows(self, selector):
        wait_for(lambda: self.has(selector), selector)

    def tells(self, *codes):
        """Waits for the page with these findings, and no others."""
        script = "return [...document.querySelectorAll('[data-code]')].map(e => e.dataset.code).join()"
        wait_for(lambda: self.run(script) == ",".join(codes), f"a page with the findings {codes}")

    def type(self, selector, text):
        self.call("POST", f"/element/{next(iter(self.find(selector).values()))}/value", {"text": text})

    def click(self, selector):
        self.call("POST", f"/element/{next(iter(self.find(selector).values()))}/click", {})

    def apply(self):
        """Applies the file that is shown, and waits until that is done: the page shows the status then."""
        self.click("form[data-latchkey=import] button")
        wait_for(lambda: "tab=status" in self.call("GET", "/url"), "the status")

    def cookie(self, name, value):
        self.call("POST", "/cookie", {"cookie": {"name": name, "value": value, "path": "/"}})

    def picture(self, name):
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / f"{name}.png").write_bytes(base64.b64decode(self.call("GET", "/screenshot")))


class Vendor:
    def __init__(self, desk):
        self.program = Path(os.environ["LATCHKEY_BIN"]).resolve() / "latchkey-vendor"
        self.desk = desk
        self.run("init", "--vendor", "vendor.example", "--no-passphrase")
        self.run("product", "add", "glpi-demo", "--title", "Demo plugin", "--feature", "reports", "--unlicensed", "read-only")
        self.run("product", "export", "glpi-demo", "-o", str(desk / "latchkey.product"))

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments, "-C", str(self.desk / "vendor")], check=True,
                              capture_output=True, timeout=60).stdout

    def issue(self, request, *terms):
        path = self.desk / "acme.request"
        path.write_text(request)
        license_file = self.run("issue", str(path), "--customer", "ACME SA", "--feature", "reports", "--limit", "notes 50",
                                *terms)
        (self.desk / "acme.lic").write_bytes(license_file)
        return self.desk / "acme.lic"

    def revoke(self, license_id):
        lists = self.desk / "acme-revoked.lic"
        self.run("revoke", license_id, "--reason", "refunded", "--force", "-o", str(lists))
        return lists


def path(browser, vendor, site, label, language):
    page = f"{site}/plugins/latchkeydemo/front/license.php"
    browser.go(site + "/")
    browser.cookie("language", language)
    browser.cookie("ahead", "0")
    browser.go(site + "/")
    assert browser.has("[data-latchkey=banner]")
    browser.go(page)
    browser.tells("nothing-installed")

    browser.go(page + "?tab=activation")
    browser.click("form[data-latchkey=request] button")
    browser.shows("[data-latchkey=download]")
    link = browser.run("const a = document.querySelector('[data-latchkey=download]'); return [a.download, a.href]")
    request = base64.b64decode(link[1].split(",")[1]).decode()
    assert link[0].endswith(".request") and request.startswith("latchkey/request@v1\n"), link[0]
    browser.picture(f"{label}-request")
    license_file = vendor.issue(request, "--term", "100d")

    # The wrong file.
    browser.go(page + "?tab=import")
    browser.type("input[name=file]", str(vendor.desk / "acme.request"))
    browser.click("form:has(input[name=file]) button")
    browser.tells("wrong-document")
    assert not browser.has("form[data-latchkey=import]")

    # By upload, and then not applied.
    browser.go(page + "?tab=import")
    browser.type("input[name=file]", str(license_file))
    browser.click("form:has(input[name=file]) button")
    browser.shows("form[data-latchkey=import]")
    browser.go(page)
    browser.tells("nothing-installed")

    # By paste, as a mail program hands it on.
    quoted = "\n".join("> " + line.replace("—", "--") for line in license_file.read_text().splitlines())
    browser.go(page + "?tab=import")
    browser.run("document.querySelector('#latchkey-pasted').value = arguments[0]", f"Hello,\n\n{quoted}\n\nRegards\n")
    browser.click("form:has(#latchkey-pasted) button")
    browser.tells("repaired")
    browser.picture(f"{label}-preview")
    browser.apply()
    browser.tells()
    mode = "Complet" if language == "fr_FR" else "Full"
    wait_for(lambda: mode in browser.text(".card-title .badge"), mode)
    browser.picture(f"{label}-status")

    # It ends, and is renewed while it is over.
    browser.cookie("ahead", "150")
    browser.go(page)
    browser.shows("[data-code=expired]")
    browser.picture(f"{label}-expired")
    browser.go(f"{site}/plugins/latchkeydemo/front/note.php")
    assert browser.has("[data-mode=read-only]") and not browser.has("form[data-latchkey=add]")
    renewal = vendor.issue(request, "--term", "2y")
    browser.go(page + "?tab=import")
    browser.type("input[name=file]", str(renewal))
    browser.click("form:has(input[name=file]) button")
    browser.shows("form[data-latchkey=import]")
    browser.apply()
    browser.tells()
    browser.go(f"{site}/plugins/latchkeydemo/front/note.php")
    browser.type("textarea[name=text]", "<b>a note</b>")
    browser.click("form[data-latchkey=add] button")
    wait_for(lambda: "<b>a note</b>" in browser.text("[data-latchkey=notes]"), "the note")

    # What the vendor's support needs.
    browser.go(page + "?tab=support")
    browser.click("form[data-latchkey=support] button")
    browser.shows("[data-latchkey=download]")
    bundle = browser.run("return document.querySelector('[data-latchkey=download]').href").split(",")[1]
    assert base64.b64decode(bundle).startswith(b"latchkey/bundle@v1\n")

    # Back it goes.
    browser.go(page + "?tab=licenses")
    rows = browser.run("return document.querySelectorAll('tbody tr').length")
    assert rows == 2, rows
    browser.run("document.querySelectorAll('form[data-latchkey=return]').forEach(f => { if (f.closest('tr').innerText"
                ".includes(arguments[0])) { f.querySelector('[name=sure]').checked = true; f.submit(); } })",
                renewal.read_text().split("\nid ")[1].split("\n")[0])
    browser.shows("[data-latchkey=download]")
    browser.go(page)
    browser.shows("[data-code=expired]")
    browser.go(page + "?tab=history")
    assert browser.run("return document.querySelectorAll('tbody tr').length") == 3
    browser.picture(f"{label}-history")

    # Another one, which is revoked.
    another = vendor.issue(request, "--term", "3y")
    for file in (another, vendor.revoke(another.read_text().split("\nid ")[1].split("\n")[0])):
        browser.go(page + "?tab=import")
        browser.type("input[name=file]", str(file))
        browser.click("form:has(input[name=file]) button")
        browser.shows("form[data-latchkey=import]")
        browser.apply()
    wait_for(lambda: browser.has("[data-code=revoked]"), "the finding that it is revoked")
    browser.picture(f"{label}-revoked")


class Glpi:
    """A browser, a vendor, a database, and the example plugin between them."""

    def __init__(self, stack, *arguments):
        for program in ("chromium", "chromedriver", "mariadbd", "php", "msgfmt"):
            assert shutil.which(program), f"needs {program}: make test-php-glpi installs it"
        self.desk = desk = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="latchkey-glpi-")))
        user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        subprocess.run(["mariadb-install-db", "--no-defaults", f"--user={user}", f"--datadir={desk}/data",
                        "--auth-root-authentication-method=normal", "--skip-test-db"], check=True, capture_output=True)
        self.database = str(desk / "socket")
        stack.enter_context(running(["mariadbd", "--no-defaults", f"--user={user}", f"--datadir={desk}/data",
                                     f"--socket={self.database}", "--skip-networking", f"--pid-file={desk}/pid"],
                                    desk / "log"))
        wait_for(lambda: os.path.exists(self.database), "MariaDB")
        driver = free_port()
        stack.enter_context(running(["chromedriver", f"--port={driver}", "--allowed-ips=127.0.0.1"], desk / "driver.log",
                                    env={**os.environ, "HOME": str(desk)}))
        wait_for(lambda: listens(driver), "chromedriver")
        self.vendor = Vendor(desk)
        self.plugin = desk / "plugin"
        shutil.copytree(ROOT / "Sources/php/glpi-plugin", self.plugin)
        shutil.copy(desk / "latchkey.product", self.plugin)
        for language in ("en_GB", "fr_FR"):
            subprocess.run(["msgfmt", "-o", self.plugin / f"locales/{language}.mo", self.plugin / f"locales/{language}.po"],
                           check=True)
        # The pages begin by including GLPI's own beginning, which is the double here.
        (desk / "inc").mkdir()
        for page in (self.plugin / "front").glob("*.php"):
            text = page.read_text()
            assert "/../../../inc/includes.php" in text
            page.write_text(text.replace("include __DIR__ . '/../../../inc/includes.php';", ""))
        (desk / "config").mkdir()
        (desk / "config/glpicrypt.key").write_bytes(os.urandom(32))
        self.browser = Browser(driver, *arguments)
        stack.callback(self.browser.call, "DELETE", "")

    @contextlib.contextmanager
    def site(self, version, language):
        """One GLPI, with nothing installed."""
        name = f"glpi{version}{language[:2]}"
        sql = (f"CREATE DATABASE {name}; CREATE TABLE {name}.glpi_logs (id INT UNSIGNED NOT NULL AUTO_INCREMENT, "
               "date_mod TIMESTAMP NULL, PRIMARY KEY (id), KEY date_mod (date_mod))")
        subprocess.run(["mariadb", "--no-defaults", f"--socket={self.database}", "-uroot", "-e", sql], check=True)
        port = free_port()
        settings = {**os.environ, "LATCHKEY_GLPI": version, "LATCHKEY_SOCKET": self.database, "LATCHKEY_DATABASE": name,
                    "LATCHKEY_CONFIG": str(self.desk / "config"), "LATCHKEY_PLUGIN": str(self.plugin),
                    "LATCHKEY_VERIFY": str(Path(os.environ["LATCHKEY_VERIFY"]).resolve())}
        log = self.desk / f"{name}.log"
        with running(["php", "-d", "display_errors=1", "-d", "error_reporting=-1", "-S", f"127.0.0.1:{port}",
                      str(HERE / "serve.php")], log, env=settings):
            wait_for(lambda: listens(port), "PHP's server")
            site = f"http://127.0.0.1:{port}"
            with urllib.request.urlopen(site + "/setup", timeout=60) as reply:
                assert reply.read() == b"bool(true)\n"
            yield site
            said = log.read_text()
            assert "Warning" not in said and "Fatal" not in said, said[-2000:]


def main():
    with contextlib.ExitStack() as stack:
        glpi = Glpi(stack)
        for version in ("10", "11"):
            for language in ("en_GB", "fr_FR"):
                with glpi.site(version, language) as site:
                    path(glpi.browser, glpi.vendor, site, f"{version}-{language[:2]}", language)
                print(f"GLPI {version}, {language}: request, import by upload and paste, wrong file, expired, renewed, return, "
                      "revoked")


if __name__ == "__main__":
    sys.exit(main())
