internal import CSodium

/// What guessing one passphrase costs: the parameters of Argon2id (RFC 9106), one lane always.
public struct PassphraseCost: Equatable, Sendable {
    /// Memory in bytes; a multiple of 1024.
    public let memory: UInt64
    /// Passes over the memory.
    public let passes: UInt32

    /// 256 MiB and 3 passes, libsodium's MODERATE: what new key files get.
    public static let moderate = PassphraseCost(memory: 256 << 20, passes: 3)
    /// 64 MiB and 2 passes, libsodium's INTERACTIVE: less than this counts as weak.
    public static let interactive = PassphraseCost(memory: 64 << 20, passes: 2)

    /// The most memory that a file may ask for, in bytes.
    public static let largestMemory: UInt64 = 1 << 30
    /// The most passes that a file may ask for.
    public static let mostPasses: UInt32 = 64

    private init(memory: UInt64, passes: UInt32) {
        self.memory = memory
        self.passes = passes
    }

    /// Checks parameters before anything is spent on them.
    ///
    /// - Throws: ``KeyError/costOutOfBounds(source:memory:passes:lanes:)`` unless memory is a multiple of 1024 from
    ///   libsodium's minimum (8 KiB) to 1 GiB, passes are 1 to 64, and there is one lane.
    public init(memory: UInt64, passes: UInt32, lanes: UInt32 = 1, source: String) throws(KeyError) {
        guard memory >= UInt64(crypto_pwhash_argon2id_memlimit_min()), memory <= Self.largestMemory,
            memory % 1024 == 0, (1...Self.mostPasses).contains(passes), lanes == 1
        else { throw .costOutOfBounds(source: source, memory: memory, passes: passes, lanes: lanes) }
        self.init(memory: memory, passes: passes)
    }

    /// Whether guessing is cheaper than libsodium's INTERACTIVE asks for; such a file opens, and deserves a warning.
    public var isWeak: Bool { memory < Self.interactive.memory || passes < Self.interactive.passes }
}
