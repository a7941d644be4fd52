"""Version constraints of Composer's at the vendor's desk, with Composer itself as the judge."""

import json
import random
import re
import subprocess
from pathlib import Path

import pytest

from conftest import PRODUCT, Desk, needs
from signed_notes import items, note_text

needs_composer = pytest.mark.skipif(
    not Path("/usr/share/php/Composer/Semver/autoload.php").is_file(), reason="needs the package php-composer-semver")


def issue(shop, *options):
    return shop.vendor("issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", "--url", "any", *options)


def written(shop, constraint):
    """The range that a license holds for a constraint; None where it is refused."""
    result = issue(shop, f"--versions={constraint}")
    if result.status == 0:
        return re.search(r"^versions (.*)$", note_text(items(result.out)[0]).decode(), re.M)[1]
    line, = result.expect(64).errors("latchkey-vendor")
    assert line.startswith(f"latchkey-vendor: error: the range '{constraint}' of --versions cannot be licensed: "), line
    assert "latchkey-vendor: hint: " in result.talk and result.out == b""
    return None


# --- docs/spec/version.md once more, for the names that the judge and we have in common ---

def order_of(version):
    """A key that sorts versions: numbers, then alpha, beta, RC or none, then the name's own number."""
    numbers, _, name = version.lower().partition("-")
    values = [int(each) for each in numbers.split(".")]
    while values and values[-1] == 0:
        values.pop()
    word, number = re.fullmatch(r"([a-z]*)(\d*)", name).groups()
    return values, ["alpha", "beta", "rc", ""].index(word), int(number) if number else -1


def is_prerelease_of(version, release):
    return order_of(version)[0] == order_of(release)[0] and "-" in version and "-" not in release


def covers(text, version):
    if text == "any":
        return True
    for sign, bound in re.findall(r"(>=|<=|>|<|=)(\S+)", text):
        left, right = order_of(version), order_of(bound)
        holds = {"=": left == right, ">": left > right, ">=": left >= right, "<=": left <= right,
                 "<": left < right and not is_prerelease_of(version, bound)}[sign]
        if not holds:
            return False
    return True


# --- what is asked ---

def releases(numbers, random_numbers, names=True):
    text = ".".join(str(random_numbers.choice([0, 0, 1, 2, 3, 9, 10])) for _ in range(numbers))
    if names and random_numbers.random() < 0.2:
        text += random_numbers.choice(["-alpha", "-alpha2", "-beta1", "-beta10", "-RC1", "-rc2"])
    return text


def constraints(count):
    """Constraints of every form that the vendor's side reads."""
    numbers = random.Random(2027)
    release = lambda most=4, names=True: releases(numbers.randint(1, most), numbers, names)
    forms = [
        lambda: f"^{release()}", lambda: f"~{release()}", lambda: f"{release(3, names=False)}.*", lambda: "*",
        lambda: f"{release()} - {release()}", lambda: release(), lambda: f"={release()}", lambda: f"=={release()}",
        lambda: f"v{release()}", lambda: f"^v{release()}", lambda: f">{release()}", lambda: f">= {release()}",
        lambda: f"<{release()}", lambda: f"<={release()}", lambda: f">={release()},<{release()}",
        lambda: f">={release()}, <={release()}", lambda: f"> {release()} < {release()}", lambda: f"<{release()} >={release()}",
    ]
    found = {}
    while len(found) < count:
        for form in forms:
            found[form()] = None
    return list(found)


JUDGE = """
require 'Composer/Semver/autoload.php';
$in = json_decode(stream_get_contents(STDIN), true);
$parser = new Composer\\Semver\\VersionParser();
$out = [];
foreach ($in['constraints'] as $text) {
    $constraint = $parser->parseConstraints($text);
    $row = '';
    foreach ($in['versions'] as $version) {
        $row .= $constraint->matches(new Composer\\Semver\\Constraint\\Constraint('==', $parser->normalize($version))) ? '1' : '0';
    }
    $out[] = $row;
}
echo json_encode($out);
"""


def composer_says(constraints, versions):
    done = subprocess.run(
        ["php", "-r", JUDGE], input=json.dumps({"constraints": constraints, "versions": versions}).encode(),
        capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return [[each == "1" for each in row] for row in json.loads(done.stdout)]


@pytest.fixture(scope="module")
def asked(shop):
    """Constraints and the ranges that licenses hold for them."""
    texts = constraints(260)
    return {text: written(shop, text) for text in texts}


@pytest.fixture(scope="module")
def versions():
    numbers = random.Random(4711)
    found = {releases(numbers.randint(1, 4), numbers) for _ in range(1200)}
    return sorted(found)[::2] + ["0", "0.0-alpha", "2.1", "2.1-beta1", "3.0-RC1", "10.0"]


@needs("php")
@needs_composer
def test_composer_covers_the_same_versions_but_for_the_pre_releases_of_a_lower_bound(asked, versions):
    ranges = {text: found for text, found in asked.items() if found is not None}
    verdicts = composer_says(list(ranges), versions)
    pairs = covered = different = 0
    wrong = []
    for (text, found), row in zip(ranges.items(), verdicts):
        lower = re.match(r">=(\S+)", found)
        for version, theirs in zip(versions, row):
            # The one difference that docs/spec/version.md names.
            hidden = lower is not None and is_prerelease_of(version, lower[1])
            ours = covers(found, version)
            pairs += 1
            covered += ours
            different += ours != theirs
            if ours != (theirs and not hidden):
                wrong.append((text, found, version, theirs))
    assert not wrong, wrong[:20]
    print(f"{len(ranges)} constraints, {pairs} pairs, {covered} covered, {different} differ as documented")
    assert len(ranges) > 200 and pairs > 60_000 and covered > 10_000 and 100 < different < pairs / 50


@needs("php")
@needs_composer
def test_what_is_refused_covers_nothing_in_composers_eyes_either(asked, versions):
    refused = [text for text, found in asked.items() if found is None]
    assert len(refused) > 15
    for text, row in zip(refused, composer_says(refused, versions)):
        covered = [version for version, theirs in zip(versions, row) if theirs]
        bounds = re.findall(r"[\d.]+(?:-\w+)?", text)
        # Two equal bounds leave one release and its pre-releases, which "=2.1" says more plainly.
        assert not covered or order_of(bounds[0])[0] == order_of(bounds[1])[0], (text, covered)


def test_the_verifier_covers_what_the_range_says(shop, asked, versions, tmp_path):
    numbers = random.Random(17)
    path = tmp_path / "a.lic"
    answers = {True: 0, False: 0}
    for text, found in numbers.sample([row for row in asked.items() if row[1] not in (None, "any")], 20):
        issue(shop, f"--versions={text}", "-o", path, "--force").expect()
        for version in [numbers.choice(versions) for _ in range(3)] + re.findall(r"[\d.]+(?:-\w+)?", found):
            judged = shop.vendor("preflight", path, "--app-version", version, "--url", "https://a.example", "--json")
            expected = covers(found, version)
            codes = [each["code"] for each in judged.json["files"][0]["verdict"]["findings"]]
            assert codes == ([] if expected else ["version-not-covered"]), (text, found, version)
            answers[expected] += 1
    assert min(answers.values()) > 20


# What is typed, and the versions and host lines of the license.
TYPED = [
    (["--versions", "^2.1"], ["versions >=2.1 <3.0"]), (["--versions", "~2.1.3"], ["versions >=2.1.3 <2.2"]),
    (["--versions", "2.*"], ["versions >=2.0 <3.0"]), (["--versions", "*"], ["versions any"]),
    (["--versions", ">= 2.0 < 3.0"], ["versions >=2.0 <3.0"]), (["--versions", "2.1 - 2.3"], ["versions >=2.1 <2.4"]),
    (["--host", "glpi ^10.0"], ["versions any", "host glpi >=10.0 <11.0"]),
    (["--host", "glpi >=10.0,<12.0"], ["versions any", "host glpi >=10.0 <12.0"]),
    (["--host", "glpi *"], ["versions any", "host glpi any"]),
]

REFUSED = [
    (["--versions", "^2.1 || ^3.0"], "a license covers one range, and this joins several"),
    (["--versions", "!=2.3"], "a license covers one range, and this leaves a release out of it"),
    (["--versions", "^2.1@dev"], "it holds a stability flag"), (["--versions", "dev-main"], "it names a development branch"),
    (["--versions", "2.1-patch1"], "it holds a pre-release name that Composer orders in another way"),
    (["--versions", "2.x"], "it is no version constraint"), (["--host", "glpi ^10.0|^11.0"], "this joins several"),
    (["--host", "glpi"], "is not a host application and its releases"),
    (["--host", "GLPI ^10.0"], "is not a host application and its releases"),
]


def test_a_license_holds_the_canonical_form_whatever_was_typed(shop):
    for options, expected in TYPED:
        text = note_text(items(issue(shop, *options).expect().out)[0]).decode()
        assert [line for line in text.splitlines() if line.startswith(("versions ", "host "))] == expected
    assert len(TYPED) == 9


def test_what_makes_no_range_is_refused_with_its_reason_and_a_hint(shop):
    for options, reason in REFUSED:
        result = issue(shop, *options).expect(64)
        line, = result.errors("latchkey-vendor")
        assert reason in line and options[0] in line and options[1] in line, result.talk
        assert "latchkey-vendor: hint: " in result.talk and result.out == b""
    assert len(REFUSED) == 9


def test_a_product_keeps_the_canonical_form_for_its_licenses(tmp_path):
    desk = Desk(tmp_path / "vendor")
    desk.vendor("init", "--vendor", "vendor.example", "--no-passphrase").expect()
    add = ["product", "add", PRODUCT, "--title", "Demo plugin"]
    refused = desk.vendor(*add, "--versions", "^2.1 || ^3.0").expect(64)
    assert "this joins several" in refused.errors("latchkey-vendor")[0]
    desk.vendor(*add, "--versions", "^2.1").expect()
    assert "\nversions >=2.1 <3.0\n" in note_text(items(issue(desk).expect().out)[0]).decode()
