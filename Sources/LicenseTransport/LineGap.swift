internal import SignedNote

/// A line with one wrong group, which may be typed again alone.
struct LineGap {
    let number: Int
    let group: Int
    private let before: [UInt8]
    private let after: [UInt8]

    /// The gap in a line; nil unless one group is all that is wrong.
    init?(_ typed: TypedLine, _ numbering: TypedLine.Numbering, _ fault: LineFault) {
        guard case .groups(let groups) = fault, groups.count == 1, let wrong = groups.first else { return nil }
        number = numbering.number
        group = wrong.number
        let start = (wrong.number - 1) * SpokenLine.groupSymbols
        let end = start + wrong.typed.count
        before = Array("\(numbering.number) ".utf8) + typed.written(behind: numbering, 0..<start)
        after = typed.written(behind: numbering, end..<max(end, typed.values(behind: numbering).count))
    }

    /// The line with a group in the gap; nil when it is not a group that was typed.
    func filled(_ typed: TypedLine) -> TypedLine? {
        guard let group = typed.group else { return nil }
        return TypedLine((before + group + after)[...])
    }
}
