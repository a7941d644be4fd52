"""Cases for the oracle and the verifier: terms times circumstances, from a seed.

Most parts of a case are harmless, a few are at an edge, so that every rule gets its turn.
"""

from dataclasses import dataclass

import choices
import world
from choices import chance, near
from generate_licenses import Licenses
from generate_log import Logs
from generate_states import States
from instants import DAY, HOUR, clamped, write
from oracle import Context

SHOWN = "keeps kept-state json"


@dataclass
class Case:
    product: bytes
    state: bytes | None
    context: Context

    @property
    def vector(self):
        """The case as a vector file without an expectation."""
        context = self.context
        lines = ["operation: verify", f"time: {write(context.now)}"]
        lines += [f"url: {context.url}"] if context.url is not None else []
        lines += [f"version: {context.version}"] if context.version is not None else []
        lines += [f"host: {' '.join(context.host)}"] if context.host else []
        lines += [f"fact: {name} {value}" for name, value in context.facts]
        lines += [f"evidence: {write(context.evidence)}"] if context.evidence is not None else []
        lines += [f"feature: {' '.join(context.features)}"] if context.features else []
        lines += [f"installation-key: {world.HERE_KEY}", f"show: {SHOWN}"]
        lines += [f"product: {len(self.product)}"]
        lines += [f"state: {len(self.state)}"] if self.state is not None else []
        return ("\n".join(lines) + "\n\n").encode() + self.product + (self.state or b"")


def case(rng):
    """One case."""
    return Maker(rng).case()


class Maker(Licenses, Logs, States):
    """One case in the making; `edges` are the parts that are not harmless."""

    PARTS = (
        "term", "term", "kind", "clock", "clock", "created", "place", "url", "url", "version", "host", "maintenance",
        "signer", "keyring", "log", "log", "hit", "sight", "sight", "facts", "evidence", "features", "features",
        "product", "state")

    def __init__(self, rng):
        self.rng = rng
        self.edges = set(rng.sample(self.PARTS, rng.choice((1, 1, 2, 2, 3, 4))))
        self.now = choices.present(rng)
        if "features" in self.edges and chance(rng, 0.5):
            self.edges |= {"version", "host"}
        self.ends = []  # where terms and graces of earlier licenses end
        self.time = self.now  # about what the verdict takes for the present

    def at_edge(self, part, otherwise=0.03):
        return part in self.edges or chance(self.rng, otherwise)

    def case(self):
        rng = self.rng
        clock_lines = self.clock()
        context = self.context()
        count = rng.choice((0, 1, 1, 1, 1, 2, 2, 3, 4))
        issued = clamped(self.time - rng.choice((0, HOUR, DAY, 10 * DAY, 300 * DAY)))
        self.window = near(rng, issued)  # where a retired key's window ends
        self.trial_days = rng.choice((1, 7, 15, 30, 3653)) if self.at_edge("created", 0.2) else 0
        licenses = self.licenses(count, issued)
        self.stolen = [each for each in (world.STOLEN, world.STOLEN_REVOCATION) if chance(rng, 0.8)]
        if "log" in self.edges:
            self.stolen += [each for each in (world.CURRENT, world.LOG) if chance(rng, 0.3)]
        self.begin_log(licenses)
        product = self.product()
        state = self.state(licenses, clock_lines)
        return Case(product, state, context)

    # --- the circumstances ---

    def context(self):
        rng = self.rng
        context = Context(self.now, url=choices.SITES[0], host=("glpi", "10.0.18"))
        if self.at_edge("url"):
            pool = rng.randrange(10)
            if pool == 0:
                context.url = None
            elif pool == 1:
                context.url = rng.choice(choices.ODD_URLS)
            elif pool == 2:
                context.url = rng.choice(choices.BEYOND_ASCII)
            elif pool < 6:
                context.url = choices.spelled(rng, choices.SITES[0])
            else:
                context.url = choices.spelled(rng, rng.choice(choices.SITES))
        if self.at_edge("version"):
            context.version = rng.choice(choices.VERSIONS + choices.ODD_VERSIONS)
        if self.at_edge("host"):
            release = rng.choice([*choices.VERSIONS, "10.0.18", "12.0", "12.0-rc1"])
            context.host = None if chance(rng, 0.2) else (rng.choice(choices.HOST_NAMES), release)
        if self.at_edge("facts"):
            names = rng.sample(("instance", "machine", "path"), rng.randrange(1, 4))
            context.facts = [(name, rng.choice(("00", "ff")) * 16) for name in sorted(names)]
        if self.at_edge("evidence"):
            context.evidence = clamped(self.time + DAY + rng.choice((-DAY, -1, 0, 1, 1, DAY)))
        if self.at_edge("features"):
            context.features = rng.sample(("export", "reports", "sso"), rng.randrange(1, 4))
        return context

    def clock(self):
        """The state's record of the clock."""
        rng, now = self.rng, self.now
        if not self.at_edge("clock"):
            if chance(rng, 0.3):
                return []
            floor = clamped(now - rng.randrange(47 * HOUR))
            return [f"clock {write(floor)} {write(floor)}"]
        floor = near(rng, now)
        seen = rng.choice((floor, near(rng, now), near(rng, floor), clamped(floor + HOUR)))
        if chance(rng, 0.6):
            floor = seen = clamped(now - rng.choice((5, 40, 90)) * DAY)  # a step, long enough to end something
            self.edges.add("term")
        if chance(rng, 0.1):
            floor = 0
        goes_on = floor - now > DAY and 0 <= now - seen <= 48 * HOUR
        self.time = clamped(floor + now - seen if goes_on else max(now, floor))
        lines = [f"clock {write(floor)} {write(seen)}"]
        if chance(rng, 0.5):
            start = rng.choice((seen, near(rng, now), clamped(now - 72 * HOUR + rng.choice((-1, 0, 1)))))
            lines += [f"step {write(start)} {rng.choice((0, 1, 2, 22, 23, 24, 25, 1000))}"]
        return lines
