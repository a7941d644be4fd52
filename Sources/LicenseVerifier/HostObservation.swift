public import LicenseFormat

/// A fact about the machine as a collector found it. It never leaves the process: only its keyed hash does.
public struct HostObservation: Equatable, Sendable {
    /// What the fact is about.
    public let name: Token
    /// What was found.
    public let value: [UInt8]

    /// Takes what a collector found.
    public init(name: Token, value: [UInt8]) {
        self.name = name
        self.value = value
    }
}

extension Context {
    /// Whether the caller says anything about the machine.
    var namesFacts: Bool { !facts.isEmpty || !observations.isEmpty }

    /// Every fact, hashed for an installation.
    func facts(hashedFor installation: InstallationID) -> [HostFact] {
        facts + observations.map { HostFact(name: $0.name, value: $0.value[...], installation: installation) }
    }
}
