"""A second, deliberately naive implementation of docs/spec/verdict.md, written from the pages alone.

`decide` answers what the members of the JSON are, the findings in the page's order with the values that the pages
fix, and the text of the state to keep, or None.
"""

import copy
from dataclasses import dataclass, field
from types import SimpleNamespace

import chains
import clock
import documents
import instants
import keyrings
import questions
import rules
import state_text
import states
import trust
from bodies import Fault
from instants import DAY, NEVER, date, write
from trust import Refusal


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
    try:
        product = keyrings.usable_product(product_bytes)
    except Fault:
        # The reason is not told: what of the file is read at a load is up to the reader (docs/spec/product.md).
        answer.findings.append(("product-file-unreadable", {}))
        return answer
    answer.product, answer.mode = product.name, product.unlicensed
    try:
        state = own_state(state_bytes, product)
    except Refusal as refusal:
        answer.time = write(max(context.now, product.built))
        answer.findings.append((refusal.code, refusal.values))
        return answer
    visit(answer, product, state, context)
    return answer


def own_state(data, product):
    """The state, where there is one of this product."""
    if data is None:
        raise Refusal("nothing-installed", vendor=product.vendor)
    state = states.read(data)
    states.demand_own(state, product)
    return state


def visit(answer, product, state, context):
    answer.installation = documents.installation_id(state.key)
    keyring = chains.adopted(product.keyring, states.keyring_notes(state)).held
    present, record, is_set_back, before_step = clock.read(
        context.now, state.floor, state.seen, state.step, product.built)
    answer.time = write(present)
    ranked = sorted(
        (rules.examine(each, product, keyring, state, context, present) for each in states.installed(state)),
        key=rules.rank)
    failures = [trust.failure(seen.license, keyring, product) for seen in ranked]
    genuine = [seen for seen, failure in zip(ranked, failures) if failure is None]
    best = genuine[0] if genuine else None
    if best:
        answer.mode = best.mode
        findings = best.findings
        if any(goes_on(best, other) for other in genuine[1:]):
            findings = [each for each in findings if each[0] not in ("expires-soon", "in-grace")]
        answer.findings += findings + behind(best, ranked, failures, genuine)
    elif failures:
        answer.findings.append(failures[0])
    decides(answer, product, state, best, present)
    if not ranked and answer.mode != "trial":
        answer.findings.append(nothing_installed(product, state, present))
    questions.ask_features(answer, genuine, context)
    if state.roots not in (product.keyring.digest, keyring.digest):
        answer.findings.append(("state-for-other-keys", {}))
    if is_set_back:
        floor = max(state.floor, product.built)
        answer.findings.append(("clock-behind", {"clock": date(context.now // DAY), "floor": date(floor // DAY)}))
    tell_step(answer, product, state, before_step, present)
    contradict(answer, context, present)
    questions.compare_facts(answer, state, context)
    remember(answer, state, record, genuine, present, is_set_back)


def nothing_installed(product, state, present):
    until = instants.end_of_days(state.created, product.trial_days)
    if product.trial_days > 0 and present >= until:
        return "trial-ended", {"until": date(instants.last_day(until)), "vendor": product.vendor}
    return "nothing-installed", {"vendor": product.vendor}


def behind(best, ranked, failures, genuine):
    """What stands behind the license that decides: a better one that fails, and one that waits."""
    found = []
    failed = [index for index, failure in enumerate(failures[: ranked.index(best)]) if failure]
    if failed and rules.rank(ranked[failed[0]])[0] < rules.rank(best)[0]:
        found.append(failures[failed[0]])
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
        values = {"floor": date(before_step // DAY), "clock": date(present // DAY)}
        answer.findings.append(("clock-ahead", values))


def contradict(answer, context, present):
    if context.evidence is not None and context.evidence > present + DAY:
        values = {"clock": date(context.now // DAY), "evidence": date(context.evidence // DAY)}
        answer.findings.append(("clock-contradicted", values))


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
    answer.findings.append((
        "trial-running", {"until": date(last), "days": str(answer.daysLeft), "vendor": product.vendor}))


def remember(answer, state, record, genuine, present, is_set_back):
    """Sets the state to keep, where there is something new."""
    created = present if state.created > present + DAY and not is_set_back else state.created
    sights = dict(state.sights)
    awaiting = [seen.license.id for seen in genuine if seen.awaits_sight]
    if answer.mode != "full" and awaiting and not (is_set_back and awaiting[0] in sights):
        sights[awaiting[0]] = present
    if (record, created, sights) == ((state.floor, state.seen, state.step), state.created, state.sights):
        return
    kept = copy.copy(state)
    kept.floor, kept.seen, kept.step = record
    kept.has_clock = state.has_clock or record != (0, 0, None)
    kept.created, kept.sights, kept.revision = created, sights, min(state.revision + 1, 2**53 - 1)
    remembered = [f"created {write(created)}", *state_text.memory_lines(kept)]
    answer.remembered = [line for line in remembered if line.split(" ")[0] in ("created", "clock", "step", "sight")]
    answer.keep = state_text.written(kept)
