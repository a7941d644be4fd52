public import SignedNote

/// The releases that a license covers: `any`, `=2.1`, `>=2.0`, `<3.0` or `>=2.0 <3.0`.
///
/// At most one lower and one upper bound, in this order. `<3.0` does not cover `3.0-beta1`: a pre-release belongs to
/// the release that it announces.
public enum VersionRange: CanonicalValue {
    /// Every release.
    case any
    /// Exactly one release.
    case exactly(Version)
    /// Between bounds; at least one is there.
    case between(lower: Bound?, upper: Bound?)

    /// An end of a range.
    public struct Bound: Equatable, Sendable {
        /// The release at the end.
        public let version: Version
        /// Whether that release itself is covered.
        public let isIncluded: Bool

        /// Puts an end together.
        public init(_ version: Version, isIncluded: Bool) {
            self.version = version
            self.isIncluded = isIncluded
        }

        fileprivate func text(_ sign: StaticString) -> [UInt8] {
            [UInt8](sign) + (isIncluded ? [UInt8(ascii: "=")] : []) + version.text
        }
    }

    /// Reads the one spelling.
    public init?(_ text: Bytes) {
        if text.equals("any") {
            self = .any
            return
        }
        if text.first == UInt8(ascii: "=") {
            guard let version = Version(text.dropFirst()) else { return nil }
            self = .exactly(version)
            return
        }
        var rest = text
        var lower: Bound?
        if rest.first == UInt8(ascii: ">") {
            let end = rest.firstIndex(of: UInt8(ascii: " ")) ?? rest.endIndex
            lower = Self.bound(rest[..<end])
            guard lower != nil else { return nil }
            guard end < rest.endIndex else {
                self = .between(lower: lower, upper: nil)
                return
            }
            rest = rest[(end + 1)...]
        }
        guard rest.first == UInt8(ascii: "<"), let upper = Self.bound(rest) else { return nil }
        if let lower, upper.version <= lower.version { return nil }
        self = .between(lower: lower, upper: upper)
    }

    /// Writes the one spelling.
    public var text: [UInt8] {
        switch self {
        case .any: [UInt8]("any")
        case .exactly(let version): [UInt8(ascii: "=")] + version.text
        case .between(let lower?, let upper?): lower.text(">") + [UInt8(ascii: " ")] + upper.text("<")
        case .between(let lower?, nil): lower.text(">")
        case .between(nil, let upper?): upper.text("<")
        case .between(nil, nil): [UInt8]("any")
        }
    }

    /// Whether a release is covered.
    public func covers(_ version: Version) -> Bool {
        switch self {
        case .any: return true
        case .exactly(let only): return version == only
        case .between(let lower, let upper):
            if let lower, version < lower.version || version == lower.version && !lower.isIncluded { return false }
            guard let upper else { return true }
            if version == upper.version { return upper.isIncluded }
            return version < upper.version && (upper.isIncluded || !version.isPrerelease(of: upper.version))
        }
    }

    /// `>V`, `>=V`, `<V` or `<=V`.
    private static func bound(_ text: Bytes) -> Bound? {
        let rest = text.dropFirst()
        let isIncluded = rest.first == UInt8(ascii: "=")
        return Version(isIncluded ? rest.dropFirst() : rest).map { Bound($0, isIncluded: isIncluded) }
    }
}
