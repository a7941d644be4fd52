internal import CSodium

/// A C2SP signed note as it was read: text and signature lines, nothing of it verified.
///
/// What the text says may be used only through ``VerifiedNote``, which ``verified(by:)`` gives
/// (c2sp.org/signed-note).
public struct SignedNote: Equatable, Sendable {
    /// One signature line.
    public struct Signature: Equatable, Sendable {
        /// The key name on the line, where it was read.
        let nameBytes: Bytes
        /// The key name on the line.
        public var name: [UInt8] { [UInt8](nameBytes) }
        /// The key ID on the line.
        public let keyID: UInt32
        /// The signature itself; 64 bytes when it is Ed25519.
        public let bytes: [UInt8]

        /// The key ID in four bytes, big-endian.
        public var keyIDBytes: [UInt8] { VerifierKey.bigEndian(keyID) }

        /// The name and ID of the key that the line claims, `NAME+HEX`.
        package var nameAndID: [UInt8] { name + [UInt8(ascii: "+")] + Digest.hex(keyIDBytes) }

        /// Puts a signature line together.
        public init(name: [UInt8], keyID: UInt32, bytes: [UInt8]) {
            self.init(name: name[...], keyID: keyID, bytes: bytes)
        }

        init(name: Bytes, keyID: UInt32, bytes: [UInt8]) {
            nameBytes = name
            self.keyID = keyID
            self.bytes = bytes
        }
    }

    /// The signed bytes, the final newline included. Not verified.
    public let unverifiedText: Bytes
    /// The signature lines in their order.
    public let signatures: [Signature]

    /// Reads exactly one note: text, an empty line, signature lines up to the last byte.
    public init(parsing bytes: Bytes) throws(NoteError) {
        guard bytes.count <= Limits.noteBytes else { throw .tooLarge(limit: Limits.noteBytes) }
        guard UnicodeText.isNoteText(bytes) else { throw .notText }
        guard bytes.last == newline, let blank = Self.lastEmptyLine(in: bytes) else { throw .notANote }
        unverifiedText = bytes[..<blank]
        signatures = try Self.signatures(in: bytes[(blank + 1)...])
    }

    /// The text of a note whose signatures nobody asks for, because the file that holds it is trusted; nil when it is
    /// no note by its form. Not verified.
    public static func unverifiedText(of bytes: Bytes) -> Bytes? {
        guard bytes.last == newline, let blank = lastEmptyLine(in: bytes),
            bytes[(blank + 1)...].hasPrefix(Signature.linePrefix)
        else { return nil }
        return bytes[..<blank]
    }

    /// Puts a note together from a text and its signatures.
    public init(text: [UInt8], signatures: [Signature]) {
        unverifiedText = text[...]
        self.signatures = signatures
    }

    /// The note's bytes: those that were parsed.
    public var bytes: [UInt8] {
        var note = Array(unverifiedText)
        note.append(newline)
        for signature in signatures { note.append(contentsOf: signature.line) }
        return note
    }

    /// The index of the newline that is the last empty line; the text ends before it.
    private static func lastEmptyLine(in bytes: Bytes) -> Int? {
        let start = bytes.startIndex
        return bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var end = bytes.count
            while let found = memrchr(base, Int32(newline), end) {
                end = UnsafeRawPointer(found) - base
                if end > 0, bytes[end - 1] == newline { return start + end }
            }
            return nil
        }
    }

    private static func signatures(in block: Bytes) throws(NoteError) -> [Signature] {
        var signatures: [Signature] = []
        var rest = block
        while let end = rest.firstIndex(of: newline) {
            guard signatures.count < Limits.noteSignatures else {
                throw .tooManySignatures(limit: Limits.noteSignatures)
            }
            guard let signature = Signature(line: rest[..<end]) else {
                throw signatures.isEmpty ? .notANote : .malformedSignatureLine(number: signatures.count + 1)
            }
            signatures.append(signature)
            rest = rest[(end + 1)...]
        }
        guard !signatures.isEmpty else { throw .notANote }
        return signatures
    }
}

extension SignedNote.Signature {
    /// How every signature line begins: an em dash and a space.
    package static let linePrefix: StaticString = "— "

    /// Reads a line without its newline.
    init?(line: Bytes) {
        guard line.hasPrefix(Self.linePrefix) else { return nil }
        let rest = line.dropFirst(Self.linePrefix.utf8CodeUnitCount)
        guard let (name, encoded) = rest.cut(at: " "), VerifierKey.isKeyName(name),
            let decoded = Base64.decode(encoded), decoded.count > 4
        else { return nil }
        self.init(
            name: name, keyID: VerifierKey.bigEndian(decoded.prefix(4)), bytes: Array(decoded.dropFirst(4)))
    }

    /// The line with its newline.
    var line: [UInt8] {
        var line = [UInt8](Self.linePrefix)
        line.append(contentsOf: nameBytes)
        line.append(UInt8(ascii: " "))
        line.append(contentsOf: Base64.encode((keyIDBytes + bytes)[...]))
        line.append(newline)
        return line
    }

    /// Whether the line claims to be by `key`: name and key ID both match.
    package func claims(_ key: VerifierKey) -> Bool { keyID == key.id && nameBytes == key.name[...] }

    /// Whether the line claims to be by the key that `vkey` spells, told without decoding the key.
    package func claims(vkey: Bytes) -> Bool {
        guard vkey.hasPrefix(nameBytes) else { return false }
        let rest = vkey.dropFirst(nameBytes.count)
        let plus = UInt8(ascii: "+")
        return rest.first == plus && rest.dropFirst(9).first == plus
            && Digest.hexNumber(rest.dropFirst().prefix(8)) == keyID
    }
}

/// The only byte below U+0020 that a note may hold.
package let newline = UInt8(ascii: "\n")

extension UnicodeText {
    /// Whether bytes are UTF-8 without ASCII control characters other than newline.
    static func isNoteText(_ bytes: Bytes) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count {
                if index + 8 <= bytes.count, isPlain(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
                    index += 8
                } else if bytes[index] < 0x80 {
                    guard bytes[index] >= 0x20 || bytes[index] == newline else { return false }
                    index += 1
                } else {
                    guard let (_, length) = multibyteScalar(in: bytes, at: index) else { return false }
                    index += length
                }
            }
            return true
        }
    }

    /// Whether eight bytes are ASCII and no control character but newline, as nearly all of a note but the dashes of its
    /// signature lines are.
    private static func isPlain(_ word: UInt64) -> Bool {
        // Neither addition carries from one byte into the next: bit 7 tells of each byte whether it is a space or above,
        // and whether it is another one than a newline.
        let isPrintable = (word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x6060_6060_6060_6060
        let isOther = ((word ^ 0x0A0A_0A0A_0A0A_0A0A) & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
        return (word | isOther & ~isPrintable) & 0x8080_8080_8080_8080 == 0
    }
}
