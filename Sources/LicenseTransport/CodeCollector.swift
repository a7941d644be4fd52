internal import LicenseFormat
public import SignedNote

/// Puts the codes of a series together, in any order.
public struct CodeCollector: Sendable {
    /// What came of a code.
    public enum Outcome: Equatable, Sendable {
        /// One that was still missing.
        case taken
        /// One that was there already.
        case known
        /// A part of another file, or of the same file in other parts.
        case otherSeries
        /// Begins like one of ours and is none: misread, or cut off.
        case damaged
        /// One that a later release writes.
        case newer
        /// Nothing of ours.
        case foreign
    }

    private var parts: [Int: Part] = [:]
    private var first: Part?

    /// Begins without any code.
    public init() {}

    /// How many codes the series has; 0 before the first one.
    public var count: Int { first?.count ?? 0 }

    /// The numbers of the codes that are missing, from 1.
    public var missing: [Int] { count == 0 ? [] : (1...count).filter { parts[$0] == nil } }

    /// Whether all codes are there.
    public var isWhole: Bool { count > 0 && parts.count == count }

    /// Takes the text of a code.
    public mutating func take(_ text: Bytes) -> Outcome {
        guard text.hasPrefix("LATCHKEY") else { return .foreign }
        guard let part = Part(text) else {
            let digits = text.dropFirst("LATCHKEY".utf8.count).prefix(while: ASCII.isDigit)
            return text.hasPrefix(Part.prefix) ? .damaged : digits.isEmpty ? .foreign : .newer
        }
        if let first, (first.check, first.count) != (part.check, part.count) { return .otherSeries }
        if let known = parts[part.number] { return known == part ? .known : .damaged }
        first = first ?? part
        parts[part.number] = part
        return .taken
    }

    /// The file that the codes carry.
    public func file() throws(TransportError) -> [UInt8] {
        guard let first, missing.isEmpty else { throw .missing(missing, of: count) }
        let bytes = (1...count).flatMap { parts[$0]?.bytes ?? [] }
        return try CompactForm(check: first.check, bytes: bytes).unpacked()
    }
}
