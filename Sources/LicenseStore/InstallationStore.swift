public import DurableFile
public import LicenseVerifier
public import SignedNote

/// An installation's state in a folder of its own.
///
/// | file | what | mode |
/// | --- | --- | --- |
/// | `state` | the state blob, replaced whole | 0600 |
/// | `state.previous` | the blob before the last change | 0600 |
/// | `installation.key` | the installation's secret key | 0600 |
/// | `product-path` | where the product file lies | 0644 |
/// | `lock` | held while the state changes | 0600 |
public struct InstallationStore: Sendable {
    /// The folder.
    public let folder: String

    /// Names a folder, whether it exists or not.
    public init(folder: String) {
        self.folder = folder
    }

    private var statePath: String { folder + "/state" }
    private var keyPath: String { folder + "/installation.key" }
    private var productPathPath: String { folder + "/product-path" }

    /// Whether an installation lives here.
    public var exists: Bool {
        [statePath, keyPath, productPathPath].contains { (try? BoundedRead.file($0, limit: Limits.stateBytes)) != nil }
    }

    /// The state as it is. A state that is there and cannot be read is not the same as none.
    public func state() -> StateBlob {
        do throws(FileError) {
            return .blob(try BoundedRead.file(statePath, limit: Limits.stateBytes)[...])
        } catch {
            if case .notFound = error { return .absent }
            return .unreadable(Array(error.message.utf8))
        }
    }

    /// Whether the state before the last change is there.
    public var hasPreviousState: Bool { FileError.isTaken(folder + "/state.previous") }

    /// The public half of the installation's key; nil when there is none yet.
    public func publicKey() throws(StoreError) -> Ed25519PublicKey? {
        try storedKey()?.publicKey
    }

    /// Where the product file lay when it was last named; nil when nobody named one.
    public func productPath() throws(FileError) -> String? {
        do throws(FileError) {
            let bytes = try BoundedRead.file(productPathPath, limit: 4096)
            return String(decoding: bytes.prefix { $0 != newline }, as: UTF8.self)
        } catch {
            if case .notFound = error { return nil }
            throw error
        }
    }

    /// Remembers where the product file lies.
    public func remember(productPath: String) throws(FileError) {
        try Folder.create(folder, mode: 0o700)
        if try self.productPath() == productPath { return }
        try AtomicWrite.replace(productPathPath, Array(productPath.utf8) + [newline])
    }

    /// Changes the state under the lock: `body` sees the state and the installation's key, which is made from `newSeed`
    /// if there is none yet, and gives the state to keep, or nil to leave it.
    public func update<Value>(
        newSeed: () -> Ed25519Seed?,
        _ body: (StateBlob, Ed25519Seed) throws(StoreError) -> (state: InstallationState?, value: Value)
    ) throws(StoreError) -> Value {
        try change { (blob) throws(StoreError) in
            // A new key beside the old state would be another installation's.
            if case .blob(let bytes) = blob, (try? InstallationState(parsing: bytes)) != nil {
                guard let seed = try storedKey() else { throw .lostKey(path: keyPath) }
                return try body(blob, seed)
            }
            return try body(blob, try installationKey(newSeed: newSeed))
        }
    }

    /// Changes the state as ``update(newSeed:_:)`` does, for what needs only the public half of the key: a state names
    /// it, so that a key file which is lost or damaged stops no import.
    public func updateByPublicKey<Value>(
        newSeed: () -> Ed25519Seed?,
        _ body: (StateBlob, Ed25519PublicKey) throws(StoreError) -> (state: InstallationState?, value: Value)
    ) throws(StoreError) -> Value {
        try change { (blob) throws(StoreError) in
            if case .blob(let bytes) = blob, let state = try? InstallationState(parsing: bytes) {
                return try body(blob, state.key)
            }
            return try body(blob, try installationKey(newSeed: newSeed).publicKey)
        }
    }

    /// Stores what a load has to remember, if that can be done at once and nobody changed the state meanwhile: a load
    /// never waits, and never undoes an import.
    public func offer(_ next: InstallationState, inPlaceOf blob: Bytes) -> Offer {
        do throws(FileError) {
            let lock = try FileLock(folder: folder, wait: .try)
            guard try BoundedRead.file(statePath, limit: Limits.stateBytes)[...] == blob else { return .dropped }
            try AtomicWrite.replace(statePath, next.bytes, mode: 0o600)
            _ = consume lock
            return .kept
        } catch {
            if case .locked = error { return .dropped }
            return .failed(error)
        }
    }

    /// What came of a state that a load offered.
    public enum Offer: Sendable {
        /// It is stored.
        case kept
        /// Somebody else changes or changed the state; the next load offers again.
        case dropped
        /// It cannot be stored.
        case failed(FileError)
    }

    private func change<Value>(
        _ body: (StateBlob) throws(StoreError) -> (state: InstallationState?, value: Value)
    ) throws(StoreError) -> Value {
        do throws(FileError) { try Folder.create(folder, mode: 0o700) } catch { throw .file(error) }
        let lock = try lockFolder()
        let (next, value) = try body(try replaceableState())
        if let next {
            do throws(FileError) {
                try AtomicWrite.replace(
                    statePath, next.bytes, mode: 0o600, keepingPrevious: "state.previous")
            } catch {
                throw .file(error)
            }
        }
        _ = consume lock
        return value
    }

    /// The state that may be replaced. One that the disk does not hand out now may be whole, and is left alone.
    private func replaceableState() throws(StoreError) -> StateBlob {
        do throws(FileError) {
            return .blob(try BoundedRead.file(statePath, limit: Limits.stateBytes)[...])
        } catch {
            switch error {
            case .notFound: return .absent
            case .tooLarge: return .unreadable(Array(error.message.utf8))
            default: throw .file(error)
            }
        }
    }

    private func lockFolder() throws(StoreError) -> FileLock {
        do throws(FileError) { return try FileLock(folder: folder, wait: .blocking) } catch { throw .file(error) }
    }

    /// The installation's key; nil when there is none yet.
    private func storedKey() throws(StoreError) -> Ed25519Seed? {
        do throws(FileError) {
            let text = try BoundedRead.file(keyPath, limit: 4096)
            if let seed = InstallationKeyFile.seed(text) { return seed }
        } catch {
            guard case .notFound = error else { throw .file(error) }
            return nil
        }
        throw .damagedKey(path: keyPath)
    }

    /// The installation's key, made and written when there is none.
    private func installationKey(newSeed: () -> Ed25519Seed?) throws(StoreError) -> Ed25519Seed {
        if let seed = try storedKey() { return seed }
        guard let seed = newSeed() else { throw .damagedKey(path: keyPath) }
        do throws(FileError) {
            try AtomicWrite.create(keyPath, InstallationKeyFile.text(seed), mode: 0o600)
        } catch {
            throw .file(error)
        }
        return seed
    }
}

/// Why a store could not do what was asked.
public enum StoreError: Error, Equatable, Sendable {
    /// A file or folder could not be read or written.
    case file(FileError)
    /// The installation's key file is not one.
    case damagedKey(path: String)
    /// There is a state and not the key that it belongs to.
    case lostKey(path: String)
    /// A finding stands in the way.
    case finding(Finding)
}

/// The installation's key file: a type line and the seed in Base64.
enum InstallationKeyFile {
    private static let prefix: StaticString = "latchkey/installation-key@v1\nseed "

    static func text(_ seed: Ed25519Seed) -> [UInt8] {
        [UInt8](prefix) + Base64.encode(seed.bytes[...]) + [newline]
    }

    static func seed(_ text: [UInt8]) -> Ed25519Seed? {
        guard text.hasPrefix(prefix), text.last == newline else { return nil }
        return Base64.decodeSecret(text.dropFirst(prefix.utf8CodeUnitCount).dropLast()).flatMap { Ed25519Seed($0) }
    }
}
