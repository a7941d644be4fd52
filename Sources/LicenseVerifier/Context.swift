public import LicenseFormat
internal import SignedNote

/// What the caller knows about the present; nothing in it is trusted to grant anything.
public struct Context: Equatable, Sendable {
    /// The system clock, read once by the caller.
    public var now: Timestamp
    /// The configured base URL, as it was typed; nil or empty when nobody configured one.
    public var url: [UInt8]?
    /// The release that is running; nil takes the product file's.
    public var version: [UInt8]?
    /// The host application and its release, where there is one.
    public var host: HostRelease?
    /// The features that the caller wants to use.
    public var features: [Token]
    /// Facts about the machine, hashed for this installation; what could not be found out is left out.
    public var facts: [HostFact]
    /// Facts about the machine as they were found, for callers that leave the hashing to the verifier.
    public var observations: [HostObservation] = []
    /// The latest instant that the host application recorded anything at; nil when nobody looked.
    public var evidence: Timestamp?

    /// Puts a context together.
    public init(
        now: Timestamp, url: [UInt8]? = nil, version: [UInt8]? = nil, host: HostRelease? = nil,
        features: [Token] = [], facts: [HostFact] = [], evidence: Timestamp? = nil
    ) {
        self.now = now
        self.url = url
        self.version = version
        self.host = host
        self.features = features
        self.facts = facts
        self.evidence = evidence
    }
}
