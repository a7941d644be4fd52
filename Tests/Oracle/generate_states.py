"""The product file and the state of a generated case."""

import choices
import documents
import world
from choices import chance, near
from instants import DAY, NEVER, clamped, write
from world import PRODUCT, VENDOR, body

# The signature of another text: the embedded keyring is trusted as it stands, whoever signed it.
JUNK_LINE = world.signature_line(world.ROOTS[0], "another text\n")


class States:
    """What makes the product file and the state of a case."""

    def keyring_text(self, version, threshold=2, roots=world.ROOTS, stolen=None, extra=(), vendor=VENDOR):
        keys = [
            ("license", world.CURRENT, 0, NEVER), ("license", world.STOLEN, 0, NEVER),
            ("license", world.RETIRED, max(0, self.window - 10 * DAY), max(1, self.window)),
            ("revocation", world.REVOCATION, 0, NEVER), ("revocation", world.STOLEN_REVOCATION, 0, NEVER),
            ("repair", world.REPAIR, 0, NEVER), ("log", world.LOG, 0, NEVER), ("log", world.LOG_2, 0, 1),
            ("notary", world.NOTARY, 0, NEVER),
            ("license", world.UNKNOWN_ALGORITHM, 0, NEVER), *extra]
        stolen = [(each, self.boundary()) for each in (self.stolen if stolen is None else stolen)]
        return world.keyring(version, threshold, roots, keys, stolen, vendor)

    def product(self):
        rng = self.rng
        built = getattr(self, "built", None)
        if built is None:
            built = clamped(self.time - rng.choice((0, DAY, 100 * DAY)))
        if self.at_edge("product", 0.01):
            built = near(rng, self.time)
        lines = [
            "latchkey/product@v1", f"vendor {VENDOR}", f"product {PRODUCT}", "title Demo plugin", "version 2.1.0",
            f"built {write(built)}",
            f"log-proof {'required' if self.at_edge('log', 0.02) and chance(rng, 0.5) else 'optional'}",
            f"trial-days {self.trial_days}", *(["trial-feature reports"] if chance(rng, 0.7) else []),
            f"unlicensed {rng.choice(('read-only', 'off'))}", *world.root_lines(2, world.ROOTS)]
        text = self.keyring_text(1)
        data = (body(*lines) + "\n" + text + "\n" + JUNK_LINE).encode()
        if self.at_edge("product", 0) and chance(rng, 0.1):
            data = rng.choice((
                b"", data[:-70], data[: len(data) // 2], data.replace(b"trial-days", b"trial-hours"),
                data.replace(b"threshold 2", b"threshold 1", 1), data.replace(b"product@v1", b"product@v2")))
        return data

    def state(self, licenses, clock_lines):
        rng = self.rng
        broken = self.at_edge("state", 0.01)
        if broken and chance(rng, 0.2):
            return None
        keyrings, digests = self.keyrings()
        own = world.roots_digest(2, world.ROOTS)
        roots = rng.choice([*digests, own, "ab" * 32]) if self.at_edge("keyring") or broken else own
        created = clamped(self.time - 200 * DAY)
        if self.at_edge("created", 0.1):
            created = choices.start_of_days(rng, self.time, self.trial_days or 10)
        vendor, product = VENDOR, PRODUCT
        if broken and chance(rng, 0.2):
            vendor, product = rng.choice((("stranger.example", PRODUCT), (VENDOR, "another")))
        revision = rng.choice((0, 3, 2**53 - 2, 2**53 - 1))
        lines = [
            f"vendor {vendor}", f"product {product}", f"roots {roots}", f"key {world.HERE_KEY}",
            f"created {write(created)}", f"revision {revision}", *self.site_lines(), *clock_lines]
        lines += [f"repaired {write(self.time)}"] if clock_lines and chance(rng, 0.05) else []
        lines += self.sights()
        lines += [f"epoch {world.REVOCATION.short} all 4"] if chance(rng, 0.1) else []
        lines += self.hits()
        history = body("latchkey/history@v1") if chance(rng, 0.05) else ""
        notes = [*keyrings, *self.with_proofs(licenses)]
        if chance(rng, 0.03):
            notes.append(world.signed(body("latchkey/license@v2", "id 5"), [world.CURRENT]))
        data = world.state(lines, notes, history, version=2 if broken and chance(rng, 0.15) else 1).encode()
        if broken and chance(rng, 0.3):
            data = rng.choice((b"", data[:-1], data.replace(b"revision", b"reversion"), data + b"\n"))
        return data

    def site_lines(self):
        """What the last request said."""
        rng = self.rng
        lines = []
        if "url" in self.edges or "facts" in self.edges:
            lines += self.url_lines(rng.sample(choices.SITES[:10] * 3 + choices.SITES[10:], rng.randrange(0, 3)))
        if chance(rng, 0.5):
            lines += sorted(
                f"alias {documents.blake(url.encode())[:32]} {rng.choice(choices.SITES)}"
                for url in rng.sample(choices.BEYOND_ASCII, rng.randrange(0, 3)))
        lines += ["host glpi 10.0.18"] if chance(rng, 0.3) else []
        if "facts" in self.edges:
            lines += [f"fact {name} {'00' * 16}" for name in ("instance", "machine") if chance(rng, 0.7)]
        return lines

    def sights(self):
        rng = self.rng
        if "sight" not in self.edges:
            return []
        return sorted(
            f"sight {id} {write(choices.start_of_days(rng, self.time, rng.choice((1, 7, 30))))}"
            for id in self.ids if chance(rng, 0.7))

    def hits(self):
        rng = self.rng
        if not self.at_edge("hit"):
            return []
        lines = set()
        for id in self.ids:
            for _ in range(rng.choice((0, 1, 1, 2))):
                key = rng.choice((world.REVOCATION, world.REVOCATION, world.STOLEN_REVOCATION, world.UNLISTED))
                when = choices.start_of_days(rng, self.time, self.trial_days or 10)
                lines.add(f"hit {id} {key.short} {write(when)} {rng.choice(choices.REASONS)}")
        return sorted(lines)

    def keyrings(self):
        """Newer keyrings of the state, good and bad ones, and the digests of their roots."""
        rng = self.rng
        if not self.at_edge("keyring"):
            return [], []
        notes, digests, roots, threshold, version = [], [], world.ROOTS, 2, 1
        for _ in range(rng.choice((1, 1, 2, 3))):
            version += rng.choice((0, 1, 1, 1, 2))
            signers = rng.sample(roots, len(roots) if chance(rng, 0.5) else min(len(roots), rng.choice((1, 2))))
            threshold_then = threshold
            if chance(rng, 0.3):
                roots = rng.choice((world.ROOTS[1:] + world.OTHER_ROOTS, world.OTHER_ROOTS, world.ROOTS))
                threshold = rng.choice((1, 2))
                signers += [each for each in roots if each not in signers and chance(rng, 0.7)]
            others = [each for each in [world.CURRENT, world.STRANGER, *world.ROOTS] if each not in signers]
            others = [rng.choice(others)] if chance(rng, 0.2) else []
            signers += others
            stolen = [each for each in (world.STOLEN, world.STOLEN_REVOCATION, world.CURRENT) if chance(rng, 0.3)]
            text = self.keyring_text(
                version, threshold, roots, stolen, [("license", world.LATER, 0, NEVER)])
            altered = [each for each in signers if chance(rng, 0.4 if each in others else 0.04)]
            notes.append(world.signed(text, signers, altered))
            digests.append(world.roots_digest(threshold, roots))
            if len(signers) < threshold_then and chance(rng, 0.5):
                roots, threshold = world.ROOTS, 2
        return notes, digests
