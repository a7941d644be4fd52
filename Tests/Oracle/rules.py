"""What every rule says of one license, and how it ranks (docs/spec/verdict.md, "Rules" and "Mode and choice")."""

from types import SimpleNamespace

import documents
import instants
import reasons
import site_urls
import versions
from instants import DAY, NEVER, date
from values import raw

MODES = ["off", "read-only", "trial", "full"]
UNKNOWN, EMPTY = "unknown", "empty"
TOLERABLE = ("other-installation", "other-url", "url-not-configured", "url-unreadable")


def site_of(context, state):
    """The configured site, whether it was shortened, and why there is none as a code and values."""
    if not context.url:
        return None, False, ("url-not-configured", {"found": EMPTY})
    try:
        return *site_urls.configured(context.url), None
    except site_urls.Refused as refused:
        reason = refused.args[0]
        url = state.aliases.get(documents.blake(raw(context.url))[:32]) if reason == "not-ascii" else None
        found = ("url-unreadable", {"found": context.url, "reason": reasons.URL[reason]})
        return (url, False, None) if url else (None, False, found)


def examine(license, product, keyring, state, context, present):
    """Everything that the rules say of a license, whether it is genuine aside."""
    seen = SimpleNamespace(license=license, present=max(present, license.issued))
    place, trimmed = place_findings(license, product, state, context)
    release = release_findings(license, product, context)
    hit = next((
        hit for hit in state.hits if hit[0] == license.id and hit[1] not in keyring.compromised), None)
    seen.hit = hit and hit[2]
    seen.refusals = place + release
    seen.phase, term = term_finding(license, seen.present, seen.hit is not None)
    tolerate(seen, state, present)
    seen.findings = seen.refusals + trimmed + term
    if seen.hit is not None:
        seen.findings.append(("revoked", {"since": date(seen.hit // DAY), "reason": hit[3]}))
    if seen.tolerated:
        seen.findings[0] = seen.tolerated  # the only refusal, and so the first
        seen.refusals = []
    if seen.refusals:
        seen.phase = "refused"
    seen.mode = mode(seen, product, present)
    return seen


def place_findings(license, product, state, context):
    """The rules vendor, product, installation and url: refusals, and what refuses nothing."""
    found, trimmed = [], []
    if license.vendor != product.vendor:
        found.append(("other-vendor", {"found": license.vendor, "expected": product.vendor}))
    if license.product != product.name:
        found.append(("other-product", {"found": license.product, "expected": product.name}))
    here = documents.installation_id(state.key)
    if license.installations is not None and here not in license.installations:
        found.append(
            ("other-installation", {"document": "license", "licensed": license.installations[0], "found": here}))
    if license.urls is not None:
        site, was_trimmed, problem = site_of(context, state)
        if was_trimmed:
            trimmed.append(("url-trimmed", {"found": site_urls.written(site)}))
        if problem:
            found.append((problem[0], {**problem[1], "licensed": first_url(license)}))
        else:
            found += url_findings(license, site)
    return found, trimmed


def first_url(license):
    return site_urls.written(license.urls[0][0])


def url_findings(license, site):
    differences = [site_urls.difference(url, site) for url, _ in license.urls]
    if None in differences:
        return []
    part = next(part for part in ("path", "port", "host") if part in differences)
    nearest = license.urls[differences.index(part)][0]
    values = {"licensed": site_urls.written(nearest), "found": site_urls.written(site)}
    if site_urls.is_local(site):
        return [("url-not-configured", values)]
    return [("other-url", values | {"part": part})]


def release_findings(license, product, context):
    """The rules version, host and maintenance."""
    found = []
    named = product.version if context.version is None else context.version
    running = versions.reported(named)
    values = {"found": named if running is None else versions.trimmed(named), "covered": license.versions}
    if license.versions != "any" and running is None:
        found.append(("version-unreadable", values))
    elif not versions.covers(license.versions, running):
        found.append(("version-not-covered", values))
    if license.host:
        name, bounds = license.host
        if not context.host or context.host[0] != name or not versions.covers(
                bounds, versions.read(context.host[1])):
            host = " ".join(context.host) if context.host else UNKNOWN
            found.append(("host-not-covered", {"found": host, "covered": f"{name} {bounds}"}))
    if license.maintenance is not None and product.built >= license.maintenance:
        found.append(("maintenance-ended", {
            "built": date(product.built // DAY), "until": date(instants.last_day(license.maintenance))}))
    return found


def term_finding(license, present, is_revoked):
    """The phase of a license, and what is told about it."""
    if present < license.starts:
        return "waiting", [("not-yet-valid", {"starts": date(license.starts // DAY)})]
    if license.expires == NEVER:
        return "in force", []
    last = instants.last_day(license.expires)
    if present < license.expires:
        days = max(0, last - present // DAY)
        if days > 60 or is_revoked:
            return "in force", []
        stage = 7 if days <= 7 else 30 if days <= 30 else 60
        return "in force", [("expires-soon", {"expires": date(last), "days": str(days), "stage": str(stage)})]
    if present < license.grace_ends:
        if is_revoked:
            return "in grace", []
        return "in grace", [
            ("in-grace", {"expires": date(last), "until": date(instants.last_day(license.grace_ends))})]
    return "ended", [("expired", {"expires": date(last)})]


def tolerate(seen, state, present):
    """Sets what is told in place of the only refusal, and whether a first sight has to be remembered."""
    license = seen.license
    seen.tolerated, seen.awaits_sight = None, False
    if not license.mismatch or seen.phase not in ("in force", "in grace") or seen.hit is not None:
        return
    if len(seen.refusals) != 1 or seen.refusals[0][0] not in TOLERABLE:
        return
    sight = state.sights.get(license.id)
    if sight is None or sight > present + DAY:
        seen.awaits_sight = True
    elif instants.days_run(sight, license.mismatch, present):
        until = instants.end_of_days(sight, license.mismatch)
        code, values = seen.refusals[0]
        values = {"licensed": values["licensed"], "found": values["found"]}
        seen.tolerated = ("mismatch-tolerated", values | {"until": date(instants.last_day(until))})


def mode(seen, product, present):
    license = seen.license
    seen.revoked_trial = (
        not seen.refusals and seen.phase != "waiting" and seen.hit is not None and license.on_revocation == "trial"
        and product.trial_days > 0 and instants.days_run(seen.hit, product.trial_days, present))
    if seen.refusals or seen.phase == "waiting":
        return product.unlicensed
    if seen.hit is not None:
        return "trial" if seen.revoked_trial else product.unlicensed
    if seen.phase in ("in force", "in grace"):
        return "trial" if license.kind == "trial" else "full"
    return max(license.on_expiry, product.unlicensed, key=MODES.index)


def rank(seen):
    """Sorts the license that comes first to the front."""
    applies = not seen.refusals and seen.phase != "waiting"
    phase = "ended" if seen.hit is not None and not seen.refusals else seen.phase
    return (
        -MODES.index(seen.mode) if applies else 1,
        ["in force", "in grace", "waiting", "ended", "refused"].index(phase),
        -seen.license.issued, [-ord(symbol) for symbol in seen.license.id])
