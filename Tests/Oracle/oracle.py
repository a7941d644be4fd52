"""A second, deliberately naive implementation of docs/spec/verdict.md, written from the pages alone.

`decide` answers what the members of the JSON are, the findings in the page's order with the values that the pages
fix, and the text of the state to keep, or None.
"""

from dataclasses import dataclass, field
from types import SimpleNamespace

import clock
import documents
import instants
import records
import rules
import site_urls
import trust
from instants import DAY, NEVER, date, write


@dataclass
class Context:
    """The present, as a caller has it."""

    now: int
    url: str | None = None
    version: str | None = None
    host: tuple | None = None
    facts: list = field(default_factory=list)
    evidence: int | None = None
    features: list = field(default_factory=list)


def decide(product_bytes, state_bytes, context):
    answer = SimpleNamespace(
        mode="off", product=None, license=None, kind=None, customer=None, installation=None, starts=None,
        expires=None, lastDay=None, daysLeft=None, time=write(context.now), features=[], limits={}, findings=[],
        keep=None)
    product = records.read_product(product_bytes)
    if product is None:
        answer.findings.append(("product-file-unreadable", {}))
        return answer
    answer.product, answer.mode = product.name, product.unlicensed
    state = "nothing-installed" if state_bytes is None else records.read_state(state_bytes, product)
    if isinstance(state, str):
        present = max(context.now, product.built)
        answer.time = write(present)
        answer.findings.append((state, {}))
        return answer
    visit(answer, product, state, context)
    return answer


def visit(answer, product, state, context):
    answer.installation = documents.installation_id(state.key)
    keyring = trust.adopt(product.keyring, state.keyrings)
    if state.roots not in (product.keyring.digest, keyring.digest):
        answer.findings.append(("state-for-other-keys", {}))
    present, record, is_set_back, before_step = clock.read(
        context.now, state.floor, state.seen, state.step, product.built)
    if is_set_back:
        answer.findings.append(("clock-behind", {}))
    answer.time = write(present)
    contradict(answer, context, present)
    ranked = sorted(
        (rules.examine(each, product, keyring, state, context, present) for each in state.licenses), key=rules.rank)
    failures = [trust.failure(seen.license, keyring, product) for seen in ranked]
    genuine = [seen for seen, failure in zip(ranked, failures) if failure is None]
    best = genuine[0] if genuine else None
    if best:
        answer.mode = best.mode
        findings = best.findings
        if any(goes_on(best, other) for other in genuine[1:]):
            findings = [each for each in findings if each[0] not in ("expires-soon", "in-grace")]
        answer.findings += findings + behind(best, ranked, failures, genuine)
    decides(answer, product, state, best, present)
    if not best and failures:
        answer.findings.append((failures[0], {}))
    elif not best and answer.mode != "trial":
        until = instants.end_of_days(state.created, product.trial_days)
        is_over = product.trial_days > 0 and present >= until
        answer.findings.append(
            ("trial-ended", {"until": date(instants.last_day(until))}) if is_over else ("nothing-installed", {}))
    tell_step(answer, product, state, before_step, present)
    ask_features(answer, genuine, context)
    compare_facts(answer, state, context)
    remember(answer, state, record, genuine, present, is_set_back)


def behind(best, ranked, failures, genuine):
    """What stands behind the license that decides: a better one that fails, and one that waits."""
    found = []
    failed = [index for index, failure in enumerate(failures[: ranked.index(best)]) if failure]
    if failed and rules.rank(ranked[failed[0]])[0] < rules.rank(best)[0]:
        found.append((failures[failed[0]], {}))
    if best.mode in ("off", "read-only"):
        waiting = [
            seen for seen in genuine
            if seen is not best and seen.phase == "waiting" and not seen.refusals and seen.hit is None]
        found += [each for each in waiting[0].findings if each[0] == "not-yet-valid"] if waiting else []
    return found


def tell_step(answer, product, state, before_step, present):
    """That a step of the clock, not believed yet, is what ended the license or the trial."""
    if any(code == "trial-ended" for code, _ in answer.findings):
        end = instants.end_of_days(state.created, product.trial_days)
    elif answer.best:
        end = answer.best.license.expires
    else:
        return
    if before_step is not None and before_step < end <= present:
        answer.findings.append(("clock-ahead", {}))


def contradict(answer, context, present):
    if context.evidence is not None and context.evidence > present + DAY:
        answer.findings.append(("clock-contradicted", {}))


def goes_on(best, other):
    """Whether another license goes on where the best one ends."""
    one, two = best.license, other.license
    return (
        not other.refusals and other.hit is None and two.starts <= one.grace_ends and two.expires > one.expires
        and (two.kind != "trial" or one.kind == "trial"))


def decides(answer, product, state, best, present):
    """What the deciding license, or a trial by the product file, gives."""
    answer.best = best
    own_trial = product.trial_days > 0 and instants.days_run(state.created, product.trial_days, present)
    if own_trial and (best is None or answer.mode in ("off", "read-only")):
        answer.best = best = None
        answer.mode = "trial"
        give_trial(answer, product, state.created, present)
        return
    if best is None:
        return
    license = best.license
    answer.license, answer.kind, answer.customer = license.id, license.kind, license.customer
    answer.starts, answer.expires = write(license.starts), write(license.expires)
    if license.expires != NEVER:
        last = instants.last_day(license.expires)
        left = last - best.present // DAY
        answer.lastDay = date(last)
        answer.daysLeft = max(0, left) if best.present < license.expires else left
    if best.revoked_trial:
        give_trial(answer, product, best.hit, present)
    elif answer.mode in ("trial", "full"):
        answer.features, answer.limits = license.features, license.limits


def give_trial(answer, product, start, present):
    end = instants.end_of_days(start, product.trial_days)
    last = instants.last_day(end)
    answer.kind, answer.starts, answer.expires, answer.lastDay = "trial", None, write(end), date(last)
    answer.daysLeft = max(0, last - present // DAY)
    answer.features = product.trial_features
    answer.findings.append(("trial-running", {"until": date(last), "days": str(answer.daysLeft)}))


def ask_features(answer, genuine, context):
    answer.allowed = {feature: feature in answer.features for feature in context.features}
    if answer.mode not in ("trial", "full"):
        return
    for feature, is_allowed in answer.allowed.items():
        if is_allowed:
            continue
        elsewhere = any(has_for_other_release(seen, feature) for seen in genuine if seen is not answer.best)
        answer.findings.append(
            ("feature-needs-version" if elsewhere else "feature-not-licensed", {"feature": feature}))


def has_for_other_release(seen, feature):
    codes = {code for code, _ in seen.refusals}
    return (
        feature in seen.license.features and seen.hit is None
        and (seen.license.starts <= seen.present < seen.license.grace_ends)
        and bool(codes & {"version-not-covered", "host-not-covered"})
        and codes <= {"version-not-covered", "version-unreadable", "host-not-covered"})


def compare_facts(answer, state, context):
    differing = [name for name, value in context.facts if state.facts.get(name, value) != value]
    if not differing:
        return
    site = rules.site_of(context, state)[0]
    tags = []
    if site and answer.best and answer.best.license.urls:
        tags = [tag for url, tag in answer.best.license.urls if site_urls.difference(url, site) is None]
    if not tags and site:
        tags = [tag for url, tag in state.urls if site_urls.difference(url, site) is None]
    if not tags or tags[0] is None:
        answer.findings.append(("copy-suspected", {"facts": ", ".join(differing)}))


def remember(answer, state, record, genuine, present, is_set_back):
    """Sets the state to keep, where there is something new."""
    created = present if state.created > present + DAY and not is_set_back else state.created
    sights = dict(state.sights)
    awaiting = [seen.license.id for seen in genuine if seen.awaits_sight]
    if answer.mode != "full" and awaiting and not (is_set_back and awaiting[0] in sights):
        sights[awaiting[0]] = present
    if (record, created, sights) == ((state.floor, state.seen, state.step), state.created, state.sights):
        return
    floor, seen, step = record
    answer.remembered = [f"created {write(created)}"]
    if state.has_clock or record != (0, 0, None):
        answer.remembered.append(f"clock {write(floor)} {write(seen)}")
    if step:
        answer.remembered.append(f"step {write(step[0])} {step[1]}")
    answer.remembered += [f"sight {id} {write(sights[id])}" for id in sorted(sights)]
    answer.keep = rewritten(state, answer.remembered)


def rewritten(state, lines):
    """The state's text with these lines in place of what it remembered, and the next revision."""
    head, items, rest = state.checked.partition("\n\n")
    kept = head.split("\n") if items else head.removesuffix("\n").split("\n")
    kept = [line for line in kept if line.split(" ")[0] not in ("created", "clock", "step", "sight")]
    at = next(index for index, line in enumerate(kept) if line.startswith("revision "))
    kept[at] = f"revision {min(int(kept[at].split(' ')[1]) + 1, 2**53 - 1)}"
    order = ["vendor", "product", "roots", "key", "created", "revision", "url", "alias", "host", "fact", "clock",
             "step", "repaired", "sight", "epoch", "hit", "history"]
    kept = sorted(kept + lines, key=lambda line: order.index(line.split(" ")[0]))  # stable
    checked = "\n".join(kept) + "\n" + ("\n" + rest if items else "")
    stated = f"checksum {documents.checksum(checked)} {len(checked.encode())}"
    return f"latchkey/state@v1\n{stated}\n{checked}{state.history}"
