public import SignedNote

/// Puts lines that are typed together, in any order.
public struct LineCollector: Sendable {
    /// What came of a line.
    public enum Outcome: Equatable, Sendable {
        /// The line of this number was still missing.
        case taken(Int)
        /// It was there already.
        case known(Int)
        /// Typed as the line of this number, and wrong.
        case wrong(Int, LineFault)
        /// Right in itself, and not what is there as the line of this number.
        case differs(Int)
        /// The first line of another file than the other lines are of.
        case otherFile
        /// Right in itself, and behind the last line.
        case beyond(Int)
        /// The first line of what a later release reads out.
        case newer
        /// Nothing like a line.
        case foreign
    }

    /// A line and a group in it, both from 1.
    public struct Place: Equatable, Sendable {
        /// The number of the line.
        public let line: Int
        /// The number of the group.
        public let group: Int

        /// Puts a place together.
        public init(line: Int, group: Int) {
            (self.line, self.group) = (line, group)
        }
    }

    private var lines: [Int: SpokenLine] = [:]
    private var gap: LineGap?
    /// A good line that contradicts the others, and what is left of those once it is taken.
    private var contested: (line: SpokenLine, others: [Int: SpokenLine])?

    /// Begins without any line.
    public init() {}

    /// How many lines the file has; nil before the first one.
    public var count: Int? { header?.lineCount }

    /// How many lines are there.
    public var taken: Int { lines.count }

    /// The first line that is not there; nil when all are.
    public var next: Int? { (1...(count ?? SpokenForm.maximum)).first { lines[$0] == nil } }

    /// The numbers of the lines that are missing; empty also before the first line.
    public var missing: [Int] { (1...(count ?? 1)).filter { lines[$0] == nil } }

    /// Whether all lines are there.
    public var isWhole: Bool { count == lines.count }

    /// The lines that are there, as they are printed, by their numbers.
    public var texts: [[UInt8]] { lines.values.sorted { $0.number < $1.number }.map(\.text) }

    /// The only wrong group of the line that was typed last, which may be typed again alone.
    public var wrongGroup: Place? { gap.map { Place(line: $0.number, group: $0.group) } }

    /// Takes a line as it was typed, or the only wrong group of the line before.
    ///
    /// - Parameter next: the number of a line that was typed without one.
    public mutating func take(_ text: Bytes, expecting next: Int?) -> Outcome {
        guard let typed = TypedLine(text) else { return .foreign }
        let whole = gap?.filled(typed) ?? typed
        gap = nil
        guard let judged = LineJudgment(whole, expecting: next) else { return .foreign }
        gap = judged.gap
        contested = nil
        guard let line = judged.line else { return .wrong(judged.number, judged.fault ?? .lineCheck) }
        if line.number == 1 {
            guard let header = Self.header(of: line) else { return .newer }
            let isOther = self.header.map { $0 != header } ?? lines.keys.contains { $0 > header.lineCount }
            if isOther {
                contested = (line, [:])
                return .otherFile
            }
        }
        if let known = lines[line.number], known != line {
            contested = (line, lines)
            return .differs(line.number)
        }
        if lines[line.number] != nil { return .known(line.number) }
        if let count, line.number > count { return .beyond(line.number) }
        lines[line.number] = line
        return .taken(line.number)
    }

    /// Takes the line that the last outcome found to contradict the others: in the place of the one with its number,
    /// or as the first one of another file, whose other lines are then missing.
    public mutating func takeContested() {
        guard let (line, others) = contested else { return }
        lines = others
        lines[line.number] = line
        contested = nil
    }

    /// The file that the lines carry.
    ///
    /// - Parameter context: all that is known here.
    /// - Throws: ``TransportError/otherContext`` when every line is right and the file is not, and the lines were
    ///   read out for a reader who knows something; ``TransportError/missing(_:of:)``.
    public func file(knowing context: ReaderContext) throws(TransportError) -> [UInt8] {
        guard let header, missing.isEmpty else { throw .missing(missing, of: count ?? 0) }
        let values = (1...header.lineCount).flatMap { lines[$0]?.data ?? [] }
        let bytes = Quintets.bytes(of: values[...]).prefix(SpokenHeader.byteCount + header.length)
        let filled = Quintets.values(of: Array(bytes))
        guard values.starts(with: filled), values.dropFirst(filled.count).allSatisfy({ $0 == 0 }) else {
            throw .damaged
        }
        guard let context = context.narrowed(to: header.context) else { throw .otherContext }
        let packed = CompactForm(check: header.check, bytes: Array(bytes.dropFirst(SpokenHeader.byteCount)))
        do throws(TransportError) { return try packed.unpacked(knowing: context.text[...]) } catch {
            throw error == .damaged && context != .nothing ? .otherContext : error
        }
    }

    private var header: SpokenHeader? { lines[1].flatMap(Self.header) }

    private static func header(of line: SpokenLine) -> SpokenHeader? {
        SpokenHeader(Quintets.bytes(of: line.data[...])[...])
    }
}
