internal import DurableFile
internal import SignedNote

/// A secret key on disk: one line, a PASERK and a newline, in a file of mode 0600.
public enum SecretKeyFile {
    /// The most bytes of a key file.
    public static let byteLimit = 4096

    /// Writes a key wrapped with a passphrase. Never overwrites; see ``/DurableFile/AtomicWrite``.
    public static func create(
        _ path: String, key: borrowing SecretKey, passphrase: borrowing Passphrase, cost: PassphraseCost = .moderate
    ) throws(KeyError) {
        let line = try Paserk.wrap(key, passphrase: passphrase, cost: cost) + [newline]
        do throws(FileError) {
            try AtomicWrite.createSecret(path, line.span.bytes)
        } catch {
            throw .file(error)
        }
    }

    /// Writes a key in the clear: whoever reads the file, or a backup of it, can sign. Never overwrites.
    public static func createUnprotected(_ path: String, key: borrowing SecretKey) throws(KeyError) {
        let line = try Paserk.unprotectedLine(of: key)
        do throws(FileError) {
            try line.read { line throws(FileError) in try AtomicWrite.createSecret(path, line.bytes) }
        } catch {
            throw .file(error)
        }
    }

    /// Reads a key. The open file must be regular, reached without a symbolic link, owned by the user or root, and
    /// closed to others. `passphrase` is called only when the file needs one.
    ///
    /// - Throws: ``KeyError/file(_:)``, ``KeyError/notAKeyFile(source:)``, ``KeyError/damagedKeyFile(source:)`` and
    ///   what ``Paserk/unwrap(_:passphrase:source:)`` throws.
    public static func open(
        _ path: String, passphrase: () throws(KeyError) -> Passphrase
    ) throws(KeyError) -> SecretKey {
        let memory = try GuardedBytes(count: byteLimit + 1)
        let count = try read(path, into: memory)
        let isWrapped = memory.read { $0.hasPrefix(Paserk.wrappedPrefix) }
        guard isWrapped else {
            return try memory.read { bytes throws(KeyError) in
                try Paserk.unprotectedKey(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]), source: path)
            }
        }
        let text = memory.read { Array($0[..<count]) }
        // Nobody is asked for a passphrase to a file that cannot be opened anyway.
        _ = try Paserk.wrapping(in: text[...], source: path)
        return try Paserk.unwrap(text[...], passphrase: passphrase(), source: path)
    }

    /// The count of bytes before the newline that may end the file.
    private static func read(_ path: String, into memory: borrowing GuardedBytes) throws(KeyError) -> Int {
        do throws(FileError) {
            let file = try OpenFile.secret(path, limit: byteLimit)
            return try memory.write { bytes throws(FileError) in
                // What is left over of the memory must not look like text.
                bytes.initializeMemory(as: UInt8.self, repeating: 0)
                var count = 0
                while count < bytes.count {
                    let part = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[count...]))
                    if part == 0 { return count > 0 && bytes[count - 1] == newline ? count - 1 : count }
                    count += part
                }
                throw .tooLarge(path: path, limit: byteLimit)
            }
        } catch {
            throw .file(error)
        }
    }
}

extension SecretKeyFile {
    /// Whether the secret half of a key is on this machine, told without opening it.
    public enum Presence: String, Sendable {
        /// A file wrapped with a passphrase.
        case protected = "secret here, with passphrase"
        /// A file in the clear.
        case unprotected = "secret here, NO PASSPHRASE"
        /// A file that is no key file, or cannot be read.
        case unreadable = "secret file unreadable"
        /// No file.
        case absent = "secret elsewhere"
    }

    /// Looks at the first characters of a key file only.
    public static func presence(_ path: String) -> Presence {
        do throws(FileError) {
            let file = try OpenFile.secret(path, limit: byteLimit)
            var start: (UInt64, UInt64) = (0, 0)
            let text = try withUnsafeMutableBytes(of: &start) { bytes throws(FileError) in
                Array(bytes.prefix(try file.read(into: bytes)).prefix(Paserk.wrappedPrefix.utf8CodeUnitCount))
            }
            if text.elementsEqual([UInt8](Paserk.wrappedPrefix)) { return .protected }
            return text.hasPrefix("k4.secret.") ? .unprotected : .unreadable
        } catch {
            if case .notFound = error { return .absent }
            return .unreadable
        }
    }
}
