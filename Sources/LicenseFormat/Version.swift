public import SignedNote

/// A release number: one to five decimal numbers with dots, and after a hyphen a pre-release name: `2.1.0-beta1`.
///
/// Ordered number by number, missing ones read as zero. A pre-release comes before its release; two pre-releases of
/// one release are compared by runs of digits and of other characters, letters without case (docs/spec/version.md).
public struct Version: CanonicalValue, Comparable {
    /// The version as it was written.
    public var text: [UInt8] { [UInt8](bytes) }
    private let bytes: Bytes
    let numbers: [Int64]
    let prerelease: [UInt8]

    /// Reads a version without anything around it.
    public init?(_ text: Bytes) {
        guard text.count <= Limits.versionBytes else { return nil }
        let hyphen = text.firstIndex(of: UInt8(ascii: "-"))
        var numbers: [Int64] = []
        numbers.reserveCapacity(5)
        var rest = text[..<(hyphen ?? text.endIndex)]
        while true {
            let end = rest.firstIndex(of: UInt8(ascii: ".")) ?? rest.endIndex
            guard numbers.count < 5, let number = Decimal(rest[..<end]) else { return nil }
            numbers.append(number.value)
            if end == rest.endIndex { break }
            rest = rest[(end + 1)...]
        }
        while numbers.last == 0 { numbers.removeLast() }
        if let hyphen {
            let name = text[(hyphen + 1)...]
            guard !name.isEmpty, name.first(outside: .letters + .digits + "." + "-") == nil else { return nil }
            prerelease = name.map(ASCII.lowered)
        } else {
            prerelease = []
        }
        bytes = text
        self.numbers = numbers
    }

    /// Reads what programs call themselves: a leading `v` and build metadata after `+` are left out.
    public init?(forgiving text: Bytes) {
        var text = text
        if text.first == UInt8(ascii: "v") || text.first == UInt8(ascii: "V") { text.removeFirst() }
        self.init(text[..<(text.firstIndex(of: UInt8(ascii: "+")) ?? text.endIndex)])
    }

    /// Whether this is a pre-release of `release`, which itself is none.
    func isPrerelease(of release: Version) -> Bool {
        !prerelease.isEmpty && release.prerelease.isEmpty && numbers == release.numbers
    }

    /// Equal in order, whatever the spelling: `2.0` is `2.0.0`.
    public static func == (left: Version, right: Version) -> Bool {
        left.numbers == right.numbers && left.prerelease == right.prerelease
    }

    /// Lower releases first.
    public static func < (left: Version, right: Version) -> Bool {
        if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
        if left.prerelease.isEmpty || right.prerelease.isEmpty { return !left.prerelease.isEmpty }
        return Self.runs(left.prerelease[...], precede: right.prerelease[...])
    }

    /// Runs of digits compare as numbers, other runs bytewise, digits before others.
    private static func runs(_ left: Bytes, precede right: Bytes) -> Bool {
        var left = left
        var right = right
        while let leftRun = takeRun(&left), let rightRun = takeRun(&right) {
            guard leftRun != rightRun else { continue }
            let (leftDigits, rightDigits) = (isNumber(leftRun), isNumber(rightRun))
            if leftDigits != rightDigits { return leftDigits }
            if leftDigits {
                let (first, second) = (leftRun.drop { $0 == zero }, rightRun.drop { $0 == zero })
                if first.count != second.count { return first.count < second.count }
                if first != second { return first.precedes(second) }
                return leftRun.count > rightRun.count
            }
            return leftRun.precedes(rightRun)
        }
        return !right.isEmpty
    }

    private static func takeRun(_ text: inout Bytes) -> Bytes? {
        guard let first = text.first else { return nil }
        let digits = ASCII.isDigit(first)
        let run = text.prefix { ASCII.isDigit($0) == digits }
        text = text.dropFirst(run.count)
        return run
    }

    private static func isNumber(_ run: Bytes) -> Bool { run.first.map(ASCII.isDigit) ?? false }

    private static let zero = UInt8(ascii: "0")
}
