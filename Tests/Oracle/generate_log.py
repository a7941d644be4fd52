"""The log of a generated case, by the definitions of RFC 6962 section 2.1, and the proofs in its state."""

import base64
import hashlib

import log
import world
from choices import chance


def root_of(hashes):
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256(b"").digest()
    half = half_of(len(hashes))
    return log.node_hash(root_of(hashes[:half]), root_of(hashes[half:]))


def path_of(index, hashes):
    if len(hashes) < 2:
        return []
    half = half_of(len(hashes))
    if index < half:
        return [*path_of(index, hashes[:half]), root_of(hashes[half:])]
    return [*path_of(index - half, hashes[half:]), root_of(hashes[:half])]


def half_of(count):
    """The largest power of two below a count of two or more."""
    half = 1
    while half * 2 < count:
        half *= 2
    return half


def spelled(raw):
    return base64.b64encode(raw).decode()


class Logs:
    """What makes the log of a case, and the proofs behind its licenses."""

    def begin_log(self, licenses):
        """A log with the licenses in it, at places that a compromise may part."""
        rng = self.rng
        self.log_edge = "log" in self.edges
        self.size = rng.choice((1, 2, 3, 7, 8, 13)) + len(licenses)
        self.leaves = dict(zip(rng.sample(range(self.size), len(licenses)), [text_of(each) for each in licenses]))
        self.hashes = [
            log.leaf_hash(self.leaves[index]) if index in self.leaves else hashlib.sha256(b"%d" % index).digest()
            for index in range(self.size)]
        # What the keyrings of this case say of the log.
        near = [index + more for index in self.leaves for more in (0, 1)]
        self.boundaries = [rng.choice([0, self.size, *near]) for _ in range(2)]

    def boundary(self):
        """The size and root of a `compromised` line."""
        rng = self.rng
        size = rng.choice(self.boundaries) if self.log_edge else 0
        is_true = self.log_edge and chance(rng, 0.85)
        return f"{size} {spelled(root_of(self.hashes[:size]) if is_true else bytes(32))}"

    def with_proofs(self, licenses):
        """The notes of a state: licenses, and maybe their proofs."""
        rng, notes = self.rng, []
        for note in licenses:
            if self.log_edge and chance(rng, 0.03):
                notes.append(self.proof(note))
            notes.append(note)
            if chance(rng, 0.85 if self.log_edge else 0.1):
                notes.append(self.proof(note))
            if self.log_edge and chance(rng, 0.05):
                notes.append(self.proof(rng.choice(licenses)))
        return notes

    def proof(self, note):
        rng, text = self.rng, text_of(note)
        index = next(index for index, each in self.leaves.items() if each == text)
        sizes = [size for size in [*self.boundaries, self.size, self.size] if size > index]
        size = rng.choice(sizes)
        path, root = path_of(index, self.hashes[:size]), root_of(self.hashes[:size])
        signers, altered, origin, lines = [world.LOG], [], world.LOG.name, []
        index, size, path = str(index), str(size), [spelled(each) for each in path]
        mistake = rng.randrange(16) if chance(rng, 0.3 if self.log_edge else 0.05) else None
        if mistake == 0:
            index = str(int(index) + rng.choice((-1, 1)))
            index = index.replace("-1", "0")
        elif mistake == 1:
            index = rng.choice(("0" + index, size, "9007199254740991", "9007199254740992", "x"))
        elif mistake == 2:
            path.insert(rng.randrange(len(path) + 1), spelled(bytes(32)))
        elif mistake == 3 and path:
            path.pop(rng.randrange(len(path)))
        elif mistake == 4 and path:
            path[rng.randrange(len(path))] = rng.choice((spelled(bytes(32)), spelled(bytes(31)), "A" * 44))
        elif mistake == 5:
            path.reverse()
        elif mistake == 6:
            origin = rng.choice((world.LOG_2.name, "stranger.example/log", "x"))
        elif mistake == 7:
            size = rng.choice(("0", "0" + size, str(int(size) + 1), "9007199254740992"))
        elif mistake == 8:
            lines = ["more"]
        elif mistake == 9:
            root = bytes(32)
        elif mistake == 10:
            altered = [world.LOG]
        elif mistake is not None:
            others = [
                world.LOG_2, world.CURRENT, world.STRANGER, world.NOTARY, world.ROOTS[0], world.UNLISTED, world.LOG]
            signers = rng.sample(others, rng.choice((1, 1, 2)))
            origin = rng.choice(signers).name
            altered = [each for each in signers if chance(rng, 0.1)]
        header = world.body(log.TYPE, f"index {index}", *path)
        return header + "\n" + world.signed(world.body(origin, size, spelled(root), *lines), signers, altered)


def text_of(note):
    """The text of a note."""
    return note.partition("\n\n")[0] + "\n"
