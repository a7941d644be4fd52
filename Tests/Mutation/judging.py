"""What is said of mutants that no test kills: the file `judged.txt`, the tables, the verdict.

A paragraph of `judged.txt` is a reason and the mutants that it holds for:

    # REASON
    FILE | SOURCE LINE | CHANGE | COUNT

Mutants are named by what the source says, not by where, so that a judgment outlives edits elsewhere. COUNT is how many
mutants of that name survive; it is left out where it is one.
"""

import collections

from compiling import BUILD, HERE, MODULES, ROOT

# What part of the mutants that are not equivalent must be killed.
LEAST = {"SignedNote": 95.0, "LicenseVerifier": 95.0}
BEGIN, END = "<!-- mutants: begin -->", "<!-- mutants: end -->"


def name(mutant):
    return f"{mutant.file} | {mutant.code} | {mutant.change}"


def judged():
    """The mutants judged harmless: how many of each name."""
    counts = collections.Counter()
    for line in (HERE / "judged.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        head, _, tail = line.rpartition(" | ")
        head, count = (head, int(tail)) if tail.isdigit() else (line, 1)
        counts[head] += count
    return counts


def report(mutants, dropped, fates, mutated):
    """The rows of the table, the survivors nobody judged, and what is wrong."""
    known = judged()
    survivors = collections.Counter(name(mutants[number]) for number, fate in fates.items() if fate is None)
    rows, wrong = [], []
    for module in mutated:
        ours = {number for number in fates if mutants[number].file.startswith(f"{module}/")}
        kinds = collections.Counter("survived" if fates[number] is None else fates[number] for number in ours)
        equivalent = sum(min(count, known[key]) for key, count in survivors.items() if key.startswith(f"{module}/"))
        refused = sum(mutants[number].file.startswith(f"{module}/") for number in dropped)
        killed = kinds["vectors"] + kinds["units"]
        share = 100 * killed / max(1, len(ours) - equivalent)
        rows.append(
            [module, len(ours) + refused, refused, kinds["vectors"], kinds["units"], equivalent]
            + [kinds["survived"] - equivalent, f"{int(share * 10) / 10} %"])
        if share < LEAST.get(module, 0):
            wrong.append(f"{module}: {share:.1f} % killed, and {LEAST[module]} % are asked for")
    for key, count in sorted(known.items()):
        if key.split("/")[0] in mutated and survivors[key] < count:
            wrong.append(f"judged, but {count - survivors[key]} of {count} killed, or gone: {key}")
    unjudged = survivors - known
    return rows, unjudged, wrong


def write_survivors(mutants, fates):
    """Writes what survived in the form of `judged.txt`, for whoever judges."""
    survivors = collections.Counter(name(mutants[number]) for number, fate in fates.items() if fate is None)
    lines = [key if count == 1 else f"{key} | {count}" for key, count in survivors.items()]
    (BUILD / "survivors.txt").write_text("".join(f"{line}\n" for line in lines))


def table(rows):
    head = ["module", "mutants", "not compiled", "killed by vectors", "by Swift tests", "equivalent", "survived"]
    head += ["share killed"]
    lines = [head, ["---"] + ["---:"] * 7, *rows]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)


def write_table(rows):
    """Puts the rows of the modules that were mutated into the documentation's table; the others stay."""
    page = ROOT / "docs/mutation.md"
    head, rest = page.read_text().split(BEGIN)
    old, tail = rest.split(END)
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in old.splitlines() if line]
    known = {row[0]: row for row in [*cells, *rows]}
    page.write_text(f"{head}{BEGIN}\n{table([known[module] for module in MODULES if module in known])}{END}{tail}")
