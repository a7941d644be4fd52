"""`latchkey-vendor product scaffold glpi`: what it writes is a plugin of its own name, whole, and runs."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PROGRAM = Path(os.environ.get("LATCHKEY_BIN", "")).resolve() / "latchkey-vendor"
TEMPLATE = Path(os.environ.get("LATCHKEY_TEMPLATE", "")).resolve()
TITLE = r"""Ann's \ "plug-in" 'é'"""


def call(desk, *arguments, program=PROGRAM):
    return subprocess.run([program, *map(str, arguments), "-C", str(desk / "vendor")], capture_output=True, text=True,
                          timeout=60, check=False)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = tmp_path_factory.mktemp("scaffold")
    for words in (["init", "--vendor", "shop.example", "--no-passphrase"],
                  ["product", "add", "acme-board.2", "--title", TITLE, "--feature", "charts"]):
        done = call(desk, *words)
        assert done.returncode == 0, done.stderr
    return desk


@pytest.fixture(scope="module")
def plugin(desk):
    done = call(desk, "product", "scaffold", "glpi", "acme-board.2", "--app-version", "3.1.4", "--template", TEMPLATE,
                "-o", desk / "out")
    assert done.returncode == 0, done.stderr
    assert "acmeboard2" in done.stderr
    return desk / "out" / "acmeboard2"


def test_every_file_has_the_new_names_and_no_old_one(plugin):
    files = sorted(path for path in plugin.rglob("*") if path.is_file())
    theirs = sorted(path for path in TEMPLATE.rglob("*") if path.is_file())
    assert len(files) == len(theirs) + 1 and len(files) > 90
    sources = [path for path in files if path.suffix == ".php"]
    assert len(sources) > 80
    for path in sources:
        text = path.read_text()
        assert not re.search(r"latchkeydemo|(?<!Acmeboard2\\)Latchkey\\Client|Example vendor|Latchkey demo", text, re.IGNORECASE), path
        done = subprocess.run(["php", "-l", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    assert "namespace GlpiPlugin\\Acmeboard2\\Latchkey\\Glpi;" in (plugin / "src/Latchkey/Glpi/LicensedPlugin.php").read_text()
    assert "allows('charts')" in (plugin / "setup.php").read_text()
    product = (plugin / "latchkey.product").read_text()
    assert "\nproduct acme-board.2\n" in product and "\nversion 3.1.4\n" in product


def test_the_verifier_in_it_is_a_program_and_the_locales_are_compiled(plugin):
    verifier = plugin / "src/bin/latchkey-verify"
    assert verifier.stat().st_mode & 0o777 == 0o755
    assert subprocess.run([verifier, "--version"], capture_output=True, check=False).returncode == 0
    for language in ("en_GB", "fr_FR"):
        assert (plugin / f"locales/{language}.mo").read_bytes() == (TEMPLATE / f"locales/{language}.mo").read_bytes()


def test_what_the_page_needs_for_codes_is_in_it_with_its_licenses(plugin):
    names = sorted(path.name for path in (plugin / "src/pictures").iterdir())
    assert names == ["LICENSES.txt", "codes.js", "pictures.js", "qrcode.js", "reader.js", "reader.wasm", "series.js"]
    reader = (plugin / "src/pictures/reader.wasm").read_bytes()
    assert reader.startswith(b"\0asm\1\0\0\0") and len(reader) < 200_000
    # The program imports nothing: no section 2 in it, by which it could reach anything but its own memory.
    sections, place = [], 8
    while place < len(reader):
        section, size, shift, place = reader[place], 0, 0, place + 1
        while True:
            size |= (reader[place] & 127) << shift
            shift, place = shift + 7, place + 1
            if reader[place - 1] < 128:
                break
        sections.append(section)
        place += size
    assert place == len(reader) and 10 in sections and 2 not in sections
    licenses = (plugin / "src/pictures/LICENSES.txt").read_text()
    for words in ("zxing-cpp", "Apache License", "Kazuhiko Arase", "wasi-libc", "LLVM"):
        assert words in licenses


def test_a_template_without_a_reader_of_codes_is_used_and_that_is_said(desk, tmp_path):
    shutil.copytree(TEMPLATE, tmp_path / "template", ignore=shutil.ignore_patterns("pictures"))
    done = call(desk, "product", "scaffold", "glpi", "acme-board.2", "--template", tmp_path / "template", "-o",
                tmp_path / "out")
    assert done.returncode == 0 and "no reader of QR codes" in done.stderr, done.stderr
    assert not (tmp_path / "out/acmeboard2/src/pictures").exists()


@pytest.mark.parametrize("glpi", ["10", "11"])
def test_glpi_loads_it_and_it_asks_the_verifier_that_it_brought(plugin, glpi):
    script = f"""
        require {str(HERE / 'bootstrap.php')!r};
        spl_autoload_register(function ($class) {{
            $path = {str(plugin)!r} . '/src/' . str_replace(['GlpiPlugin\\\\Acmeboard2\\\\', '\\\\'], ['', '/'], $class) . '.php';
            is_file($path) && require $path;
        }});
        $DB = new class {{ public function __call($name, $with) {{ return $name === 'errno' ? 0 : []; }} }};
        $CFG_GLPI = ['url_base' => 'https://glpi.acme.example'];
        GLPIKey::$folder = '/nowhere';
        [Plugin::$folders['acmeboard2'], Plugin::$states['acmeboard2']] = [{str(plugin)!r}, 'active'];
        Plugin::run('acmeboard2');
        $license = GlpiPlugin\\Acmeboard2\\Latchkey\\Glpi\\LicensedPlugin::of('acmeboard2');
        echo json_encode([Plugin::$states['acmeboard2'], plugin_version_acmeboard2()['name'],
            plugin_version_acmeboard2()['version'], $license->verdict()->toArray()['product'],
            array_column($license->verdict()->toArray()['findings'], 'code'),
            GlpiPlugin\\Acmeboard2\\Latchkey\\Glpi\\Page\\PictureFiles::canDraw(),
            GlpiPlugin\\Acmeboard2\\Latchkey\\Glpi\\Page\\PictureFiles::canRead()]);
    """
    done = subprocess.run(["php", "-d", "display_errors=stderr", "-r", script], capture_output=True, text=True, check=False,
                          env={**os.environ, "LATCHKEY_GLPI": glpi})
    assert json.loads(done.stdout) == ["active", TITLE, "3.1.4", "acme-board.2", ["nothing-installed"], True, True], done


@pytest.mark.parametrize(("arguments", "status", "message", "hint"), [
    (["nothing"], 1, "there is no product 'nothing'", "known are: acme-board.2"),
    (["acme-board.2", "--key", "Acme-Board"], 64, "'Acme-Board' is not the key of a plugin", "small letters and digits"),
    (["acme-board.2", "--key", "2board"], 64, "'2board' is not the key of a plugin", "a letter first"),
    (["acme-board.2", "--key", "x", "--template", "/nowhere"], 2, "there is no template '/nowhere'", "make glpi-template"),
    (["acme-board.2", "--key", "x", "--template", "/usr"], 2, "is not whole: 'setup.php' is missing", "make glpi-template"),
    (["acme-board.2"], 2, "already exists", "move the old plugin away"),
])
def test_what_cannot_be_done_is_told_and_writes_nothing(desk, plugin, arguments, status, message, hint):
    before = sorted((desk / "out").rglob("*"))
    template = [] if "--template" in arguments else ["--template", TEMPLATE]
    done = call(desk, "product", "scaffold", "glpi", *arguments, *template, "-o", desk / "out")
    assert done.returncode == status, done.stderr
    assert message in done.stderr and hint in done.stderr, done.stderr
    assert sorted((desk / "out").rglob("*")) == before


def test_the_template_beside_an_installed_program_is_found_and_a_missing_one_is_told(desk, tmp_path):
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/latchkey-vendor"
    shutil.copy(PROGRAM, program)
    words = ["product", "scaffold", "glpi", "acme-board.2", "-o", tmp_path / "out"]
    done = call(desk, *words, program=program)
    assert done.returncode == 2 and "the template of a GLPI plugin is not installed" in done.stderr, done.stderr
    assert not (tmp_path / "out").exists()
    shutil.copytree(TEMPLATE, tmp_path / "share/latchkey/glpi-plugin")
    done = call(desk, *words, program=program)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/acmeboard2/setup.php").exists()
