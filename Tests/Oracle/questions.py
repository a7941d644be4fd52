"""What a verdict says of features and of copies (docs/spec/verdict.md, "Features" and "Copies")."""

import rules
import site_urls


def ask_features(answer, genuine, context):
    answer.allowed = {feature: feature in answer.features for feature in context.features}
    if answer.mode not in ("trial", "full"):
        return
    for feature, is_allowed in answer.allowed.items():
        if is_allowed:
            continue
        elsewhere = next(
            (seen for seen in genuine if seen is not answer.best and has_for_other_release(seen, feature)), None)
        answer.findings.append(
            ("feature-needs-version", {"feature": feature} | release_values(elsewhere)) if elsewhere
            else ("feature-not-licensed", {"feature": feature}))


def release_values(seen):
    """What a license covers and what was found, by the first rule of the release that tells it."""
    values = next(values for code, values in seen.refusals if code in ("version-not-covered", "host-not-covered"))
    return {"covered": values["covered"], "found": values["found"]}


def has_for_other_release(seen, feature):
    codes = {code for code, _ in seen.refusals}
    return (
        feature in seen.license.features and seen.hit is None
        and (seen.license.starts <= seen.present < seen.license.grace_ends)
        and bool(codes & {"version-not-covered", "host-not-covered"})
        and codes <= {"version-not-covered", "version-unreadable", "host-not-covered"})


def compare_facts(answer, state, context):
    here = dict(context.facts)
    differing = [name for name, value in state.facts if here.get(name, value) != value]
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
