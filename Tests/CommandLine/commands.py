"""The commands of the programs, as `--experimental-dump-help` describes them."""

import functools
import json
import os
import subprocess
from dataclasses import dataclass

from conftest import BIN

PROGRAMS = ["latchkey", "latchkey-vendor", "latchkey-pkcs11"]


def said(*words, **environment):
    """What a program says, with nothing in its environment that could change it."""
    done = subprocess.run(
        [BIN / words[0], *words[1:]], capture_output=True, text=True, check=True,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | environment)
    assert done.stderr == ""
    return done.stdout


@dataclass
class Command:
    """A command: the words that run it, what its definition says, and the commands below it."""

    words: list
    definition: dict

    @property
    def name(self):
        return " ".join(self.words)

    @property
    def below(self):
        found = [each for each in self.definition.get("subcommands", []) if each["commandName"] != "help"]
        return [Command([*self.words, each["commandName"]], each) for each in found]

    @property
    def options(self):
        """Every spelling of every option, with its dashes."""
        names = [name for argument in self.definition["arguments"] for name in argument.get("names", [])]
        return {("-" if name["kind"] == "short" else "--") + name["name"] for name in names}

    def all(self):
        return [self, *(found for each in self.below for found in each.all())]


@functools.cache
def every_command():
    """Every command of the three programs."""
    programs = [Command([name], json.loads(said(name, "--experimental-dump-help"))["command"]) for name in PROGRAMS]
    found = [command for program in programs for command in program.all()]
    assert len(found) > 50
    return found


@functools.cache
def every_page():
    """What `--help` says of each command, by the command's name."""
    return {command.name: said(*command.words, "--help") for command in every_command()}
