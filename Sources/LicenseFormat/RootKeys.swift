public import SignedNote

/// The keys that sign keyrings, and how many of them must.
public struct RootKeys: Equatable, Sendable {
    /// How many distinct roots must sign: 1 to the number of keys.
    public let threshold: Decimal
    /// The vkeys, sorted, none twice.
    let vkeys: [Bytes]
    /// The lines as ``write(to:)`` writes them.
    private let lines: Bytes

    /// Nil unless 1 ≤ threshold ≤ number of distinct keys ≤ 16.
    public init?(threshold: Int, keys: [VerifierKey]) {
        guard let count = Decimal(Int64(threshold)) else { return nil }
        self.threshold = count
        vkeys = keys.map { $0.text[...] }.ordered { $0.precedes($1) }
        lines = Self.lines(threshold: count, vkeys)[...]
        guard isPossible, Self.areDistinct(keys) else { return nil }
    }

    /// Reads the `threshold` line and the `root` lines.
    ///
    /// - Parameter decodingKeys: whether every key is decoded and must carry the vendor's prefix and stand once,
    ///   whatever its name; else the keys are taken as they are written.
    init(reading body: inout BodyReader, of vendor: Token, decodingKeys: Bool) throws(FormatError) {
        let start = body.position
        threshold = try body.required("threshold")
        vkeys = try body.repeated("root", atMost: Limits.rootKeys) { text in
            !decodingKeys || (try? VerifierKey(parsing: text)) != nil ? text : nil
        }
        lines = body.text(from: start)
        guard isPossible, !decodingKeys || Self.areDistinct(keys) && keys.allSatisfy({ vendor.prefixes($0.name) })
        else {
            throw body.inconsistent("threshold")
        }
    }

    /// The root keys; a key that cannot be decoded, as only a trusted file can hold one, is left out.
    public var keys: [VerifierKey] { vkeys.compactMap { try? VerifierKey(trusting: $0) } }

    /// The root keys that the note's signature lines name; only those are decoded.
    public func claimed(by note: SignedNote) -> [VerifierKey] {
        vkeys.compactMap { vkey in
            note.signatures.contains { $0.claims(vkey: vkey) } ? try? VerifierKey(trusting: vkey) : nil
        }
    }

    /// Writes the `threshold` line and the `root` lines.
    func write(to body: inout BodyWriter) { body.append(lines) }

    private static func lines(threshold: Decimal, _ vkeys: [Bytes]) -> [UInt8] {
        var body = BodyWriter()
        body.line("threshold", threshold.text)
        for vkey in vkeys { body.line("root", vkey) }
        return body.text
    }

    /// Equal lines.
    public static func == (left: RootKeys, right: RootKeys) -> Bool { left.lines == right.lines }

    /// BLAKE2b-256 over threshold and keys: two sets are the same exactly when their digests are.
    public var digest: [UInt8] {
        Digest.blake2b(([UInt8]("latchkey root keys\n") + lines)[...])
    }

    /// Whether enough distinct roots are among `signers`.
    public func areEnough(_ signers: [VerifierKey]) -> Bool {
        keys.count { signers.contains($0) } >= Int(threshold.value)
    }

    private var isPossible: Bool {
        vkeys.count <= Limits.rootKeys && threshold.value >= 1 && threshold.value <= vkeys.count
    }

    /// A key counts once, whatever its name.
    private static func areDistinct(_ keys: [VerifierKey]) -> Bool {
        var seen: [[UInt8]] = []
        for key in keys {
            if seen.contains(key.publicKey.bytes) { return false }
            seen.append(key.publicKey.bytes)
        }
        return true
    }
}

extension Token {
    /// Whether a key name begins with this vendor and a slash.
    public func prefixes(_ name: [UInt8]) -> Bool {
        name[...].hasPrefix(bytes) && name.dropFirst(bytes.count).first == UInt8(ascii: "/")
    }
}
