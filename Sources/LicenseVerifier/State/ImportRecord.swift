public import LicenseFormat
public import SignedNote

/// One import: when, what came of it, and the start of the file's BLAKE2b hash.
public struct ImportRecord: CanonicalValue {
    /// When, by the caller's clock.
    public let time: Timestamp
    /// What came of it.
    public let outcome: Token
    /// The first 16 bytes of the file's BLAKE2b-256.
    public let digest: [UInt8]

    /// Puts a record together.
    init(time: Timestamp, outcome: Token, file: Bytes) {
        self.time = time
        self.outcome = outcome
        digest = Array(Digest.blake2b(file).prefix(16))
    }

    /// Reads `TIME OUTCOME HEX`.
    public init?(_ text: Bytes) {
        guard let (timeText, rest) = text.cut(at: " "), let (outcomeText, hex) = rest.cut(at: " "),
            let time = Timestamp(timeText), let outcome = Token(outcomeText), let digest = Digest.decodeHex(hex),
            digest.count == 16
        else { return nil }
        self.time = time
        self.outcome = outcome
        self.digest = digest
    }

    /// Writes `TIME OUTCOME HEX`.
    public var text: [UInt8] {
        let space = [UInt8(ascii: " ")]
        return time.text + space + outcome.text + space + Digest.hex(digest)
    }
}
