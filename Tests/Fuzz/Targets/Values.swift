internal import SignedNote

@testable internal import LicenseFormat

let valueTargets = [
    Target("site-url") { holdSiteURL($0) },
    Target("timestamp") { holdTimestamp($0) },
    Target("version") { holdVersions($0) },
    Target("version-range") { holdVersionRange($0) },
    Target("installation-id") { holdInstallationID($0) },
    Target("values") { holdValues($0) },
]

private func holdSiteURL(_ text: Bytes) {
    for wildcard in [false, true] {
        guard let url = try? SiteURL(canonicalizing: text, wildcard: wildcard) else { continue }
        let canonical = url.text[...]
        hold((try? SiteURL(canonicalizing: canonical, wildcard: wildcard)) == url, "the canonical form reads as itself")
        hold(SiteURL(canonical, wildcard: wildcard) == url, "documents may hold the canonical form")
        hold(SiteURL(text, wildcard: wildcard) == (canonical == text ? url : nil), "and they hold no other")
        hold(canonical.allSatisfy { 0x21...0x7E ~= $0 }, "a canonical URL is printable ASCII")
        hold(wildcard || !url.isWildcard, "a wildcard is accepted where it was asked for")
    }
}

private func holdTimestamp(_ text: Bytes) {
    if let time = Timestamp(text) {
        hold(time.text[...] == text, "an instant is written as it was read")
        hold(Timestamp(clamping: time.seconds) == time, "seconds are the instant")
        hold(time.date.text[...] == text.prefix(10), "the day is that of the instant")
        let isLastDay = time > Timestamp.last.adding(days: -1)
        hold(isLastDay || time.adding(days: 1).adding(days: -1) == time, "a day forth and a day back")
    }
    guard let day = CivilDate(text.prefix(10)) else { return }
    hold(day.text[...] == text.prefix(10), "a day is written as it was read")
    hold(CivilDate(dayNumber: day.dayNumber) == day, "a number is the day")
    hold(Timestamp.end(ofLastDay: day).lastDay == day || day.dayNumber > 2_932_894, "a term ends after its last day")
}

/// Two versions, a line each.
private func holdVersions(_ text: Bytes) {
    let versions = text.lines.prefix(3).map { line in
        let version = Version(line)
        if let version { hold(version.text[...] == line, "a version is written as it was read") }
        return version
    }
    for case let left? in versions {
        for case let right? in versions {
            let told = [left < right, left == right, right < left]
            hold(told.count { $0 } == 1, "of two versions, one is first or they are equal")
            for case let third? in versions where left < right && right < third {
                hold(left < third, "the order is one")
            }
        }
    }
}

/// A range, and a version in a line of its own.
private func holdVersionRange(_ text: Bytes) {
    let lines = text.lines
    guard let range = VersionRange(lines[0]) else { return }
    hold(range.text[...] == lines[0], "a range is written as it was read")
    if case .exactly(let only) = range { hold(range.covers(only), "a release covers itself") }
    guard lines.count > 1, let version = Version(forgiving: lines[1]), range.covers(version) else { return }
    guard case .between(let lower, let upper) = range else { return }
    if let lower { hold(!(version < lower.version), "what is covered is not below the lower bound") }
    if let upper { hold(!(upper.version < version), "what is covered is not above the upper bound") }
}

private func holdInstallationID(_ text: Bytes) {
    let strict = InstallationID(text)
    guard let id = InstallationID(forgiving: text) else { return hold(strict == nil, "what is strict is forgiven") }
    hold(InstallationID(id.text[...]) == id, "the one spelling is read")
    hold(strict == (id.text[...] == text ? id : nil), "and it is the only one")
    // Any one symbol that is wrong is found.
    for index in id.text.indices where id.text[index] != UInt8(ascii: "-") {
        var other = id.text
        other[index] = other[index] == UInt8(ascii: "7") ? UInt8(ascii: "8") : UInt8(ascii: "7")
        hold(InstallationID(other[...]) == nil, "an error in one symbol is found")
    }
}

/// Every other kind of value that a line of a document holds.
private func holdValues(_ text: Bytes) {
    // Whoever reads a document takes it apart into lines first.
    if text.contains(newline) { return }
    holdOneSpelling(Decimal.self, text)
    holdOneSpelling(Token.self, text)
    holdOneSpelling(DisplayName.self, text)
    holdOneSpelling(LicenseID.self, text)
    holdOneSpelling(LicensedURL.self, text)
    holdOneSpelling(Deadline.self, text)
    holdOneSpelling(DayCount.self, text)
    holdOneSpelling(Limit.self, text)
    holdOneSpelling(HostRange.self, text)
    holdOneSpelling(HostRelease.self, text)
    holdOneSpelling(HostFact.self, text)
    holdOneSpelling(RoleKey.self, text)
    holdOneSpelling(CompromisedKey.self, text)
    holdOneSpelling(Revocation.self, text)
    holdOneSpelling(RevocationScope.self, text)
    holdOneSpelling(DocumentTypeName.self, text)
}

private func holdOneSpelling<Value: CanonicalValue>(_ type: Value.Type, _ text: Bytes) {
    guard let value = Value(text) else { return }
    hold(value.text[...] == text, "a value is written as it was read")
    hold(!text.isEmpty, "a line has a value")
}
