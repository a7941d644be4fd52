internal import SignedNote

/// What a typed line is, by the likeliest reading of its number: the one with the fewest slips.
struct LineJudgment {
    /// The number that was typed, or the next one.
    let number: Int
    /// The line; nil when something is wrong with it.
    let line: SpokenLine?
    /// What is wrong.
    let fault: LineFault?
    /// The line but for its only wrong group.
    let gap: LineGap?
    /// How many groups are not right.
    private let slips: Int
    /// Whether the first blank says that the number has other digits.
    private let isUnlikely: Bool
    /// Whether another line would be the next one.
    private let isUnexpected: Bool
    /// How many characters too few or too many there are.
    private let excess: Int

    /// Judges a line; nil when it has no number, and none is expected.
    init?(_ typed: TypedLine, expecting next: Int?) {
        let numberings = typed.numberings(expecting: next)
        let divided = numberings.filter(typed.isDivided)
        let readings = (divided.isEmpty ? numberings : divided).map { LineJudgment(typed, $0, expecting: next) }
        guard let best = readings.min(by: { $0.rank < $1.rank }) else { return nil }
        self = best
    }

    private var rank: (Int, Int, Int, Int) {
        (slips + min(excess, 1), isUnlikely ? 1 : 0, isUnexpected ? 1 : 0, excess)
    }

    private init(_ typed: TypedLine, _ numbering: TypedLine.Numbering, expecting next: Int?) {
        let values = typed.values(behind: numbering)
        number = numbering.number
        isUnlikely = numbering.digits != typed.leadingDigits
        isUnexpected = numbering.number != next
        excess = abs(values.count - SpokenLine.symbols)
        line = SpokenLine(number: number, values: values)
        if line == nil {
            let ends = RightEnds(values, number: number)
            let judged = ends.judged(words: typed.groups(behind: numbering)) { range in
                typed.written(behind: numbering, range)
            }
            (fault, slips) = judged
            gap = LineGap(typed, numbering, judged.fault)
        } else {
            (fault, slips, gap) = (nil, 0, nil)
        }
    }
}

/// How far a line is right from its left end and from its right end.
private struct RightEnds {
    private let values: Bytes
    private let number: Int
    private let left: Int
    private let right: Int

    private static let groups = SpokenLine.groups
    private static let length = SpokenLine.groupSymbols

    init(_ values: Bytes, number: Int) {
        self.values = values
        self.number = number
        left = (1...Self.groups).prefix { Self.fits(values, at: ($0 - 1) * Self.length, group: $0, number) }.count
        right =
            (1...Self.groups).reversed().prefix {
                Self.fits(values, at: values.count - 1 - (Self.groups + 1 - $0) * Self.length, group: $0, number)
            }.count
    }

    private static func fits(_ values: Bytes, at start: Int, group: Int, _ number: Int) -> Bool {
        start >= 0 && SpokenCheck.fits(values.dropFirst(start).prefix(length), group: group, in: number)
    }

    /// What is wrong with a line that is not whole, and how many groups that takes.
    ///
    /// - Parameters:
    ///   - words: where blanks say that the groups are.
    ///   - written: the characters that were typed from place to place.
    func judged(words: [Range<Int>]?, _ written: (Range<Int>) -> [UInt8]) -> (fault: LineFault, slips: Int) {
        let (groups, length) = (Self.groups, Self.length)
        let excess = values.count - SpokenLine.symbols
        if excess == 0 { return judgedGroups(written) }
        if let words {
            let wrong = zip(1..., words).filter { group, place in !fits(place, as: group) }
            if !wrong.isEmpty { return (.groups(wrong.map { .init(number: $0, typed: written($1)) }), wrong.count) }
        }
        if excess == -length, left + right >= groups - 1 { return (.missingGroup(left + 1), 1) }
        if excess == length, left + right >= groups { return (.extraGroup(left + 1), 1) }
        guard abs(excess) <= 2 * length else { return (.length(values.count), groups + 1) }
        if left == groups { return abs(excess) == 1 ? (.lineCheck, 1) : (.length(values.count), 2) }
        let first = max(1, min(left + 1, groups - right))
        let last = min(max(left + 1, groups - right), groups)
        let start = (first - 1) * length
        let typed = written(start..<max(start, values.count - 1 - (groups - last) * length))
        let fault: LineFault =
            first == last ? .groups([.init(number: first, typed: typed)]) : .run(first...last, typed: typed)
        return (fault, last - first + 1)
    }

    /// The same for a line of the right length.
    private func judgedGroups(_ written: (Range<Int>) -> [UInt8]) -> (fault: LineFault, slips: Int) {
        let wrong = (1...Self.groups).filter { !fits(Self.place($0), as: $0) }
        if wrong.isEmpty { return (.lineCheck, 1) }
        if wrong.count == 2, let one = wrong.first, let other = wrong.last, fits(Self.place(one), as: other),
            fits(Self.place(other), as: one)
        {
            return (.exchanged(one, other), 2)
        }
        if wrong.count > 1, let other = SpokenCheck.number(of: values) {
            return (.otherLine(other), 2)
        }
        return (.groups(wrong.map { .init(number: $0, typed: written(Self.place($0))) }), wrong.count)
    }

    /// Where a group is in a line of the right length.
    private static func place(_ group: Int) -> Range<Int> { (group - 1) * length..<group * length }

    /// Whether what was typed in a place is right as this group of the line.
    private func fits(_ place: Range<Int>, as group: Int) -> Bool {
        SpokenCheck.fits(values.dropFirst(place.lowerBound).prefix(place.count), group: group, in: number)
    }
}
