import Fixtures
import LicenseFormat
import LicenseVerifier
import SignedNote

/// An installation as it lives: what its caller has at hand, and what it keeps from load to load.
struct Life {
    let seed: Ed25519Seed
    var product: [UInt8] = []
    var state: StateBlob = .absent
    /// The URL in the host application's settings.
    var url: String?
    var host: HostRelease?
    /// The machine that it runs on; only a hash of the name leaves it.
    var machine = "first"
    var features: [Token] = []
    /// How far the system clock is ahead of true time, in seconds.
    var offset: Int64 = 0
    /// Whether what a load offers can be stored.
    var canStore = true
    /// Whether the host application tells when it recorded something last: just now, by true time.
    var tellsEvidence = false
    /// The last request, as it went to the vendor.
    var request: SignedNote?

    init(_ seed: Ed25519Seed) { self.seed = seed }

    /// What the system clock says.
    func clock(at time: Timestamp) -> Timestamp { Timestamp(clamping: time.seconds + offset) }

    func context(at time: Timestamp) throws -> Context {
        let facts = [
            HostFact(
                name: try .of("machine"), value: machine.bytes, installation: InstallationID(of: seed.publicKey))
        ]
        return Context(
            now: clock(at: time), url: url.map { Array($0.utf8) }, host: host, features: features, facts: facts,
            evidence: tellsEvidence ? time : nil)
    }

    /// What the verifier answers; nothing is kept.
    func verdict(at time: Timestamp) throws -> Verdict {
        verify(product: product[...], state: state, context: try context(at: time))
    }

    /// A page view, exactly as a caller does it: the answer is used, and what it offers to remember is stored.
    mutating func load(at time: Timestamp) throws -> Verdict {
        let verdict = try verdict(at: time)
        if let next = verdict.state, canStore { state = .blob(next.bytes[...]) }
        return verdict
    }

    /// Begins the state, as a plugin's installation does.
    mutating func begin(at time: Timestamp) throws {
        let file = try Product(parsing: product[...])
        state = .blob(InstallationState(for: file, key: seed.publicKey, created: clock(at: time)).bytes[...])
    }

    /// Makes an activation request for sites and keeps the state that remembers them.
    mutating func ask(for urls: [String], at time: Timestamp) throws {
        let (note, next) = try makeRequest(
            product: product[...], state: state, seed: seed, context: try context(at: time),
            urls: try urls.map { try .of($0.split(separator: ",").joined(separator: " ")) },
            nonce: [UInt8](repeating: 1, count: 16))
        request = note
        state = .blob(next.bytes[...])
    }

    /// Imports a file and keeps the new state where there is one.
    ///
    /// - Returns: the report, and whether the state changed.
    mutating func take(_ file: [UInt8], at time: Timestamp) -> (report: ImportReport, changed: Bool) {
        let (next, report) = importFile(
            file[...], into: state, product: product[...], key: seed.publicKey, now: clock(at: time))
        if let next { state = .blob(next.bytes[...]) }
        return (report, next != nil)
    }

    /// Gives a license back; the receipt is the vendor's.
    mutating func give(back license: LicenseID, at time: Timestamp) throws {
        let (_, next) = try giveBack(
            license, product: product[...], state: state, seed: seed, now: clock(at: time))
        if let next { state = .blob(next.bytes[...]) }
    }

    /// The state, read.
    func held() throws -> InstallationState {
        guard case .blob(let blob) = state else { throw FixtureFailure("no state") }
        return try InstallationState(parsing: blob)
    }
}
