"""The licenses of a generated case."""

import choices
import documents
import world
from choices import chance, near
from instants import DAY, LAST, NEVER, clamped, write
from world import HERE_ID, OTHER_IDS, PRODUCT, VENDOR, body


class Licenses:
    """What makes the licenses of a case."""

    def licenses(self, count, issued):
        rng = self.rng
        first = "01" + "".join(rng.choice(documents.SYMBOLS) for _ in range(24))
        found = []
        for number in range(count):
            id = first[:-1] + documents.SYMBOLS[(documents.SYMBOLS.index(first[-1]) + number * rng.choice((1, 3))) % 32]
            if id in [each for each, _ in found]:
                continue
            when = issued if chance(rng, 0.5) else near(rng, rng.choice((issued, self.window)))
            if chance(rng, 0.04):
                when = near(rng, self.time)
            found.append((id, self.license(id, when)))
        self.ids = [id for id, _ in found]
        rng.shuffle(found)
        return [note for _, note in found]

    def license(self, id, issued):
        rng = self.rng
        kind = rng.choice(("subscription", "perpetual", "trial")) if self.at_edge("kind", 0.1) else "subscription"
        lines = [
            "latchkey/license@v1", f"id {id}",
            f"vendor {VENDOR if not self.at_edge('product', 0) or chance(rng, 0.8) else 'stranger.example'}",
            f"product {PRODUCT if not self.at_edge('place', 0.01) or chance(rng, 0.6) else 'another'}",
            f"kind {kind}", f"customer {rng.choice(('ACME SA', 'Société Générale'))}"]
        lines += self.places() + self.urls()
        lines += [f"versions {choices.version_range(rng) if self.at_edge('version') else '>=2.0 <3.0'}"]
        if self.at_edge("host", 0.2):
            bounds = choices.version_range(rng) if self.at_edge("host", 0) else ">=10.0 <12.0"
            lines += [f"host {rng.choice(choices.HOST_NAMES)} {bounds}"]
        lines += self.term(kind, issued)
        if self.at_edge("sight", 0.05):
            lines += [f"mismatch-days {rng.choice((1, 7, 30, 3653))}"]
        features = rng.sample(("export", "reports", "sso"), rng.choice((0, 1, 2)))
        lines += [f"feature {name}" for name in sorted(features)]
        lines += [f"limit {name} {rng.choice((0, 50, 2**53 - 1))}" for name in ("seats", "users") if chance(rng, 0.3)]
        lines += [f"on-expiry {rng.choice(('read-only', 'off'))}"]
        lines += [f"on-revocation {rng.choice(('trial', 'trial', 'off'))}"]
        lines += ["note as agreed"] if chance(rng, 0.05) else []
        lines += ["x-order PO-4711"] if chance(rng, 0.05) else []
        return self.signed(body(*lines))

    def places(self):
        rng = self.rng
        if not self.at_edge("place") and "sight" not in self.edges:
            return ["installation any" if chance(rng, 0.2) else f"installation {HERE_ID}"]
        if chance(rng, 0.2):
            return ["installation any"]
        ids = rng.sample([HERE_ID, *OTHER_IDS], rng.randrange(1, 4))
        return [f"installation {each}" for each in sorted(ids)]

    def urls(self):
        rng = self.rng
        if chance(rng, 0.1):
            return ["url any"]
        if not self.at_edge("url") and "sight" not in self.edges:
            return [f"url {choices.SITES[0]}"]
        pool = choices.SITES[:10] * 2 + choices.SITES[10:] + choices.WILDCARDS
        return self.url_lines(rng.sample(pool, rng.randrange(1, 5)))

    def url_lines(self, urls):
        rng = self.rng
        one_each = {url.partition("://")[2]: url for url in urls}.values()
        return sorted(f"url {url}{rng.choice(('', '', ' staging', ' recovery'))}" for url in one_each)

    def term(self, kind, issued):
        rng, time = self.rng, max(self.time, issued)
        grace = rng.choice((0, 1, 7, 30, 3653)) if self.at_edge("term", 0.2) else 7
        starts, expires = clamped(time - 100 * DAY), clamped(time + 200 * DAY)
        if self.at_edge("term", 0.15):
            expires = choices.end_of_term(rng, time)
            if chance(rng, 0.35):
                expires = clamped(expires - grace * DAY)
        if self.at_edge("term", 0.1) and chance(rng, 0.4):
            starts = near(rng, time)
        if self.ends and chance(rng, 0.4):  # a renewal, or nearly one
            starts = clamped(rng.choice(self.ends) + rng.choice((-1, 0, 1)))
            expires = max(starts + 1, rng.choice(self.ends), clamped(starts + rng.choice((1, DAY, 365 * DAY))))
        if expires <= starts:
            starts = max(0, expires - rng.choice((1, DAY, 365 * DAY)))
            expires = max(expires, starts + 1)
        starts, expires = min(starts, LAST - 1), min(expires, LAST)
        self.ends += [expires, clamped(expires + grace * DAY)]
        lines = [f"issued {write(issued)}", f"starts {write(starts)}"]
        if kind == "perpetual":
            until = NEVER if chance(rng, 0.2) else self.maintenance()
            lines += ["expires never", f"maintenance-until {write(until)}"]
        else:
            lines += [f"expires {write(expires)}"]
        return [*lines, f"grace-days {grace}"]

    def maintenance(self):
        rng = self.rng
        if not hasattr(self, "built"):
            self.built = clamped(self.time - rng.choice((0, DAY, 100 * DAY)))
        if self.at_edge("maintenance", 0.2):
            return clamped(self.built + rng.choice((-DAY, -1, 0, 1, DAY)))
        return clamped(self.built + 300 * DAY)

    def signed(self, text):
        rng = self.rng
        good = [world.CURRENT]
        if not self.at_edge("signer"):
            return world.signed(text, [world.LATER] if "keyring" in self.edges and chance(rng, 0.3) else good)
        others = [
            world.RETIRED, world.STOLEN, world.UNLISTED, world.STRANGER, world.NAMESAKE, world.REVOCATION,
            world.REPAIR, world.LOG, world.NOTARY, world.ROOTS[0], world.UNKNOWN_ALGORITHM, world.RETIRED,
            world.CURRENT]
        signers = rng.sample(others, rng.choice((1, 1, 1, 2, 3)))
        altered = [each for each in signers if chance(rng, 0.12)]
        return world.signed(text, signers, altered)
