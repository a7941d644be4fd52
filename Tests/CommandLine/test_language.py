"""Findings in the user's language, and `explain`."""

import json
import re

import pytest

from conftest import Program, order
from test_documents import shown, swift_rows

NBSP = "\u00a0"
FRENCH = {"LANG": "fr_FR.UTF-8"}


def speaking(program, locale):
    """The program's environment with these locale variables and no others."""
    return {name: value for name, value in program.environment.items() if name != "LANG"} | locale


def in_french(program, *arguments, **more):
    return program(*arguments, env=speaking(program, FRENCH), **more)


def test_status_tells_findings_in_french(asked):
    result = in_french(asked.latchkey, "status").expect(1)
    assert f"erreur{NBSP}: aucune licence n’est installée\n" in result.text
    assert f"à faire{NBSP}: créez une demande d’activation, envoyez-la à vendor.example, puis" in result.text
    assert result.text.startswith(f"off{NBSP}: aucune licence n’est installée\n")
    assert "next:" not in result.text and "error:" not in result.text and "no license" not in result.text


def test_words_inside_sentences_are_french_too(licensed):
    result = in_french(licensed.latchkey, "verify", "--url", "https://glpi.acme.example/other").expect(1)
    assert f"{NBSP}: la différence porte sur le chemin\n" in result.text
    result = in_french(licensed.latchkey, "verify", "--url", "https://glpi.acme.example/a//b").expect(1)
    assert f"est inutilisable{NBSP}: son chemin contient deux barres obliques de suite\n" in result.text


def test_an_import_that_fails_is_told_in_french(licensed):
    text = (licensed / "acme.lic").read_text()
    licensed.write("edited.lic", text.replace("customer ACME SA", "customer ACME SB"))
    result = in_french(licensed.latchkey, "import", "edited.lic").expect(1)
    assert result.errors("latchkey") == [
        f"latchkey: error: edited.lic{NBSP}: la licence ne correspond pas à sa signature{NBSP}: "
        "son contenu a été modifié, à la main ou pendant le transfert"]
    assert "latchkey: hint: importez le fichier tel que vendor.example/license/" in result.talk
    licensed.write("cut.lic", text[: len(text) // 2])
    result = in_french(licensed.latchkey, "import", "cut.lic").expect(1)
    assert f"cut.lic{NBSP}: ce n’est plus un fichier de licence{NBSP}: le contenu ne commence pas" in result.talk
    result = in_french(licensed.latchkey, "import", "acme.request").expect(1)
    assert "ceci est une demande d’activation, et non un fichier de licence" in result.talk


def test_repairs_are_listed_in_french(shop, asked):
    path = order(shop, asked, "--term", "1y")
    path.write_bytes(b"Bonjour,\r\n\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    result = in_french(asked.latchkey, "import", path.name).expect()
    assert f"information{NBSP}: le fichier a été modifié pendant le transfert" in result.text
    assert f"réparé{NBSP}: fins de ligne, texte autour du document\n" in result.text


@pytest.mark.parametrize("locale, language", [
    ({}, "en"), ({"LANG": "C"}, "en"), ({"LANG": "POSIX"}, "en"), ({"LANG": "en_US.UTF-8"}, "en"),
    ({"LANG": "de_DE.UTF-8"}, "en"), ({"LANG": "fr"}, "fr"), ({"LANG": "fr_CA.UTF-8"}, "fr"),
    ({"LC_MESSAGES": "fr_FR.UTF-8"}, "fr"), ({"LC_ALL": "fr_FR.UTF-8", "LANG": "C"}, "fr"),
    ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"), ({"LC_MESSAGES": "en_US", "LANG": "fr_FR"}, "en"),
    ({"LC_ALL": "fr", "LC_MESSAGES": "en"}, "fr"), ({"LC_ALL": "", "LANG": "fr_FR"}, "fr"),
    ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "en"), ({"LC_CTYPE": "fr_FR.UTF-8"}, "en"),
    ({"LANGUAGE": "fr", "LANG": "en_US"}, "en"),
])
def test_the_locale_decides(site, locale, language):
    result = site.latchkey("explain", "expired", env=speaking(site.latchkey, locale)).expect()
    assert result.text.startswith({"en": "error: the license ended", "fr": f"erreur{NBSP}: la licence a pris fin"}[language])


@pytest.mark.parametrize("command", [["status"], ["verify"], ["verify", "--feature", "reports"], ["explain"]])
def test_json_is_english_everywhere(asked, command):
    english = asked.latchkey(*command, "--json")
    french = in_french(asked.latchkey, *command, "--json")
    # The clock may tick between the two.
    texts = [re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "INSTANT", result.text) for result in (english, french)]
    assert texts[0] == texts[1] and english.json
    assert french.status == english.status


def test_the_vendors_command_line_stays_english(shop, asked):
    path = order(shop, asked, "--term", "1y")
    arguments = ["preflight", path, "--product", asked / "latchkey.product"]
    english = shop.vendor(*arguments)
    french = shop.vendor(*arguments, env=speaking(shop.vendor, FRENCH))
    assert (french.status, french.text, french.talk) == (english.status, english.text, english.talk)


@pytest.mark.parametrize("row", swift_rows(), ids=lambda row: row[0])
def test_every_code_is_explained_in_both_languages(built, row, tmp_path):
    latchkey = Program("latchkey", tmp_path)
    code, severity, message, remedy, french_message, french_remedy = row
    words = {"error": "erreur", "warning": "avertissement", "notice": "information"}
    assert latchkey("explain", code).expect().text == f"{severity}: {shown(message)}\n  next: {shown(remedy)}\n"
    assert in_french(latchkey, "explain", code).expect().text == (
        f"{words[severity]}{NBSP}: {shown(french_message)}\n  à faire{NBSP}: {shown(french_remedy)}\n")
    assert latchkey("explain", code, "--json").expect().json == {
        "code": code, "severity": severity, "message": message, "remedy": remedy}


def test_explain_without_a_code_lists_them_all(site):
    rows = swift_rows()
    lines = site.latchkey("explain").expect().text.splitlines()
    assert [line.split()[:2] for line in lines] == [[code, severity] for code, severity, *_ in rows]
    assert [line[40:] for line in lines] == [shown(message) for _, _, message, *_ in rows]
    lines = in_french(site.latchkey, "explain").expect().text.splitlines()
    assert [line[40:] for line in lines] == [shown(row[4]) for row in rows]
    listed = site.latchkey("explain", "--json").expect().json["findings"]
    assert [tuple(finding.values()) for finding in listed] == [row[:4] for row in rows]


@pytest.mark.parametrize("word, nearest", [
    ("in-grcae", "in-grace"), ("expierd", "expired"), ("Expired", "expired"), ("othr-url", "other-url"),
    ("feature_not_licensed", "feature-not-licensed"), ("clockbehind", "clock-behind"), ("expired ", "expired"),
])
def test_a_misspelled_code_is_answered_with_the_nearest_one(site, word, nearest):
    result = site.latchkey("explain", word).expect(64)
    assert result.errors("latchkey") == [f"latchkey: error: '{word}' is not the code of a finding"]
    assert f"latchkey: hint: did you mean '{nearest}'?\n" in result.talk
    assert result.text == ""


@pytest.mark.parametrize("word", ["", "x", "nonsense", "a" * 100_000, "\x1b[31m", "é" * 20])
def test_another_word_is_answered_with_where_the_codes_are(site, word):
    result = site.latchkey("explain", word).expect(64)
    assert "latchkey: hint: see them all: latchkey explain\n" in result.talk
    assert "\x1b" not in result.talk


def test_explain_needs_no_installation(built, tmp_path):
    result = Program("latchkey", tmp_path)("explain", "nothing-installed", "--json").expect()
    assert json.loads(result.out)["code"] == "nothing-installed"
    assert list(tmp_path.iterdir()) == []
