public import LicenseFormat
public import SignedNote

/// A version constraint as a vendor types it: `^2.1`, `~2.1.3`, `2.1.*`, `>=2.0,<3.0`, `2.1 - 2.3`, `2.1.4`.
///
/// Documents hold a `VersionRange`, and what already is one is taken as it stands. The other forms are Composer's, and
/// mean what they mean there but for one thing: Composer's lower bounds carry a hidden `-dev`, so that `^2.1` takes
/// `2.1-beta1` in. Here it becomes `>=2.1 <3.0`, which does not: a pre-release belongs to the release that it announces,
/// and who wants it writes `>=2.1-alpha <3.0`. The upper bounds agree: neither takes `3.0-beta1` in.
///
/// Refused are what one range cannot say (`||`, `!=`) and what the two orders place differently: pre-release names other
/// than alpha, beta and RC with a number. Composer has `2.1-dev` before those, and `2.1-patch1` after 2.1 itself.
public enum ComposerConstraint {
    /// The range of a constraint.
    public static func range(_ text: Bytes) throws(ComposerConstraintError) -> VersionRange {
        if let range = VersionRange(text) { return range }
        if text.contains(UInt8(ascii: "|")) { throw .union }
        if text.contains(UInt8(ascii: "!")) { throw .exclusion }
        if text.contains(UInt8(ascii: "@")) { throw .stability }
        let words = text.split(separator: UInt8(ascii: " "))
        if words.count == 3, words[1].equals("-") { return try hyphen(Release(words[0]), Release(words[2])) }
        guard words.count == 1, let word = words.first else { return try comparisons(text) }
        if word.equals("*") { return .any }
        if word.hasPrefix("^") { return try caret(Release(word.dropFirst())) }
        if word.hasPrefix("~") { return try tilde(Release(word.dropFirst())) }
        if word.suffix(2).equals(".*") { return try wildcard(Release(word.dropLast(2))) }
        return try comparisons(word)
    }

    /// Up to the next change of the first number that is not zero, among the first three.
    private static func caret(_ release: Release) throws(ComposerConstraintError) -> VersionRange {
        let first = release.numbers.prefix(3).firstIndex { $0 != .zero }
        return try join(
            [UInt8](">=") + release.text,
            [UInt8]("<") + release.next(first.map { $0 + 1 } ?? min(release.numbers.count, 3)))
    }

    /// Up to the next change of the last number but one.
    private static func tilde(_ release: Release) throws(ComposerConstraintError) -> VersionRange {
        try join([UInt8](">=") + release.text, [UInt8]("<") + release.next(max(release.numbers.count - 1, 1)))
    }

    /// Up to the next change of the last number; where all are zero, nothing comes before.
    private static func wildcard(_ release: Release) throws(ComposerConstraintError) -> VersionRange {
        guard release.numbers.count <= 3, release.prerelease.isEmpty else { throw .unreadable }
        let isFirst = release.numbers.allSatisfy { $0 == .zero }
        return try join(
            isFirst ? [] : [UInt8](">=") + release.text, [UInt8]("<") + release.next(release.numbers.count))
    }

    /// Up to and with a release that is written out; up to the next change of the last number of a partial one.
    private static func hyphen(_ from: Release, _ to: Release) throws(ComposerConstraintError) -> VersionRange {
        let isWhole = to.numbers.count >= 3 || !to.prerelease.isEmpty
        return try join(
            [UInt8](">=") + from.text, isWhole ? [UInt8]("<=") + to.text : [UInt8]("<") + to.next(to.numbers.count))
    }

    /// One release, or a lower and an upper bound in any order, with commas or blanks between them.
    private static func comparisons(_ text: Bytes) throws(ComposerConstraintError) -> VersionRange {
        var exact: [UInt8] = []
        var lower: [UInt8] = []
        var upper: [UInt8] = []
        for part in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            var rest = part.drop(while: isBlank)
            repeat {
                let sign = rest.prefix { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ">") }
                rest = rest.dropFirst(sign.count).drop(while: isBlank)
                let release = try Release(rest.prefix { !isBlank($0) })
                rest = rest.drop { !isBlank($0) }.drop(while: isBlank)
                guard exact.isEmpty else { throw .bounds }
                if sign.isEmpty || sign.equals("=") || sign.equals("==") {
                    guard lower.isEmpty, upper.isEmpty else { throw .bounds }
                    exact = [UInt8]("=") + release.text
                } else if sign.equals(">") || sign.equals(">=") {
                    guard lower.isEmpty else { throw .bounds }
                    lower = sign + release.text
                } else if sign.equals("<") || sign.equals("<=") {
                    guard upper.isEmpty else { throw .bounds }
                    upper = sign + release.text
                } else {
                    throw sign.equals("<>") ? .exclusion : .unreadable
                }
            } while !rest.isEmpty
        }
        return try join(lower + exact, upper)
    }

    /// The range of its written bounds, of which one may be missing.
    private static func join(_ lower: [UInt8], _ upper: [UInt8]) throws(ComposerConstraintError) -> VersionRange {
        let blank = lower.isEmpty || upper.isEmpty ? [] : [UInt8](" ")
        guard let range = VersionRange((lower + blank + upper)[...]) else { throw .empty }
        return range
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") }
}

/// A release as Composer reads one: up to four numbers, perhaps a `v` before them and a pre-release name behind.
private struct Release {
    let numbers: [Decimal]
    /// The pre-release name with its hyphen, or nothing.
    let prerelease: Bytes

    init(_ typed: Bytes) throws(ComposerConstraintError) {
        let lowered = typed.map(ASCII.lowered)[...]
        if lowered.hasPrefix("dev-") || lowered.suffix(4).equals("-dev") { throw .branch }
        let bare = lowered.hasPrefix("v") ? typed.dropFirst() : typed
        guard Version(bare) != nil else { throw .unreadable }
        prerelease = bare.drop { $0 != UInt8(ascii: "-") }
        numbers = bare[..<prerelease.startIndex].split(separator: UInt8(ascii: ".")).compactMap { Decimal($0) }
        guard numbers.count <= 4 else { throw .unreadable }
        guard prerelease.isEmpty || Self.hasOneOrder(prerelease.dropFirst()) else { throw .prerelease }
    }

    /// The release with two numbers at least, so that `^2` becomes `>=2.0 <3.0`.
    var text: [UInt8] { Self.write(numbers) + prerelease }

    /// The first release in which the number at `position`, from 1, is another.
    func next(_ position: Int) -> [UInt8] {
        let kept = numbers.prefix(position)
        return Self.write(kept.dropLast() + [(kept.last ?? .zero).next])
    }

    private static func write(_ numbers: [Decimal]) -> [UInt8] {
        let padded = numbers.count == 1 ? numbers + [.zero] : numbers
        return Array(padded.map(\.text).joined(separator: [UInt8](".")))
    }

    /// Whether Composer and ``Version`` order a pre-release name alike.
    private static func hasOneOrder(_ name: Bytes) -> Bool {
        let word = name.prefix { !ASCII.isDigit($0) }.map(ASCII.lowered)
        let number = name.dropFirst(word.count)
        return (word.equals("alpha") || word.equals("beta") || word.equals("rc"))
            && (number.isEmpty || Decimal(number) != nil)
    }
}
