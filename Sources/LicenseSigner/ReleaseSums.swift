internal import LicenseFormat
public import SignedNote

/// The files of a release with their digests, `latchkey/release@v1` (docs/spec/release.md). Behind the first line of its
/// text stands what `sha256sum` writes, and reads again.
public struct ReleaseSums: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/release@v1"
    /// The most files in a release.
    public static let mostFiles = 512

    /// A file that can be downloaded.
    public struct File: Equatable, Sendable {
        /// The name without a folder.
        public let name: [UInt8]
        /// SHA-256 of its bytes.
        public let digest: [UInt8]

        /// Takes a file's name and SHA-256.
        ///
        /// - Throws: ``ReleaseError/notAName(_:)``.
        public init(name: [UInt8], digest: [UInt8]) throws(ReleaseError) {
            guard Self.isName(name[...]) else { throw .notAName(name.string) }
            self.name = name
            self.digest = digest
        }

        fileprivate init?(line: Bytes) {
            guard line.count > 66, let digest = Digest.decodeHex(line.prefix(64)),
                line.dropFirst(64).hasPrefix("  "), Self.isName(line.dropFirst(66))
            else { return nil }
            name = Array(line.dropFirst(66))
            self.digest = digest
        }

        /// Letters, digits and a few marks: nothing that a shell, an address or a file system reads as something else.
        private static func isName(_ name: Bytes) -> Bool {
            let alphanumeric: ByteSet = .letters + .digits
            guard let first = name.first, name.count <= 255, alphanumeric.contains(first) else { return false }
            return name.first(outside: alphanumeric + "+" + "-" + "." + "_" + "~") == nil
        }
    }

    /// The files, sorted by name, none twice.
    public let files: [File]

    /// Puts a release together from its files in any order.
    ///
    /// - Throws: ``ReleaseError/numberOfFiles(limit:)``, ``ReleaseError/nameTwice(_:)``.
    public init(_ files: [File]) throws(ReleaseError) {
        let files = files.sorted { $0.name[...].precedes($1.name[...]) }
        guard 1...Self.mostFiles ~= files.count else { throw .numberOfFiles(limit: Self.mostFiles) }
        for (one, next) in zip(files, files.dropFirst()) where one.name == next.name {
            throw .nameTwice(one.name.string)
        }
        self.files = files
    }

    /// The one spelling.
    public var text: [UInt8] {
        var text = [UInt8](Self.typeLine) + [newline]
        for file in files { text += Digest.hex(file.digest) + [UInt8]("  ".utf8) + file.name + [newline] }
        return text
    }

    /// Signs the text.
    ///
    /// - Throws: ``ReleaseError/notAReleaseKey(_:)``, ``ReleaseError/key(_:)``.
    public func signed(with key: borrowing SigningKey) throws(ReleaseError) -> SignedNote {
        try Self.requireRole(of: key.verifierKey)
        do throws(KeyError) {
            return try SigningKey.note(text: text, signatures: [key.sign(text: text)])
        } catch {
            throw .key(error)
        }
    }

    /// Reads what a key has signed.
    ///
    /// - Throws: ``ReleaseError/notAReleaseKey(_:)``, ``ReleaseError/notARelease``, ``ReleaseError/otherSigner(_:)``,
    ///   ``ReleaseError/altered(_:)``.
    public init(verifying bytes: Bytes, by key: VerifierKey) throws(ReleaseError) {
        try Self.requireRole(of: key)
        guard let note = try? SignedNote(parsing: bytes) else { throw .notARelease }
        let verified: VerifiedNote
        do throws(NoteError) { verified = try note.verified(by: [key]) } catch {
            throw error == .noKnownSigner ? .otherSigner(key.shown) : .altered(key.shown)
        }
        var lines = verified.text.dropLast().split(separator: newline, omittingEmptySubsequences: false)
        guard !lines.isEmpty, lines.removeFirst().equals(Self.typeLine) else { throw .notARelease }
        var files: [File] = []
        for line in lines {
            guard let file = File(line: line) else { throw .notARelease }
            files.append(file)
        }
        guard let sums = try? ReleaseSums(files), sums.text[...] == verified.text else { throw .notARelease }
        self = sums
    }

    /// One key, one role: a key of another role signs no release, and a release by it counts for nothing.
    private static func requireRole(of key: VerifierKey) throws(ReleaseError) {
        let parts = key.name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].equals("release") else { throw .notAReleaseKey(key.shown) }
    }
}
