import Fixtures
import LicenseFormat
import LicenseVerifier
import SignedNote
import Testing

/// An installation as a caller of the verifier keeps it: product file, state blob, key.
struct Installation {
    var product: [UInt8]
    var state: StateBlob = .absent
    let key: Ed25519PublicKey

    init(_ product: Product) throws {
        self.product = product.bytes
        key = try TestVendor.installationSeed().publicKey
    }

    /// Imports notes and keeps the new state.
    @discardableResult
    mutating func take(_ notes: SignedNote..., at now: Timestamp? = nil) throws -> ImportReport {
        try take(LicenseFile.bytes(of: notes.map(\.bytes)), at: now)
    }

    /// Imports a file and keeps the new state.
    @discardableResult
    mutating func take(_ file: [UInt8], at now: Timestamp? = nil) throws -> ImportReport {
        let (next, report) = try importing(file, at: now)
        if let next { state = .blob(next.bytes[...]) }
        return report
    }

    /// What an import would give.
    func importing(_ file: [UInt8], at now: Timestamp? = nil) throws -> (
        state: InstallationState?, report: ImportReport
    ) {
        importFile(file[...], into: state, product: product[...], key: key, now: try now ?? TestVendor.now())
    }

    /// The verdict on the test site, unless the context is edited.
    func verdict(at now: String = "2026-12-01T10:00:00Z", _ edit: (inout Context) throws -> Void = { _ in }) throws
        -> Verdict
    {
        var context = Context(now: try .of(now), url: Array("https://glpi.acme.example/".utf8))
        try edit(&context)
        return verify(product: product[...], state: state, context: context)
    }

    /// A load of which the state is kept where there is something to remember.
    @discardableResult
    mutating func visit(at now: String, _ edit: (inout Context) throws -> Void = { _ in }) rethrows -> Verdict? {
        guard let verdict = try? verdict(at: now, edit) else { return nil }
        if let next = verdict.state { state = .blob(next.bytes[...]) }
        return verdict
    }

    /// The bytes of the state; none when there is none.
    var blob: [UInt8] {
        if case .blob(let bytes) = state { Array(bytes) } else { [] }
    }

    /// The state, read.
    func held() throws -> InstallationState { try InstallationState(parsing: blob[...]) }
}

extension Verdict {
    var codes: [FindingCode] { findings.map(\.code) }
}

extension ImportReport {
    var codes: [FindingCode] { allFindings.map(\.code) }
}

extension InstallationState {
    /// The documents of a state whose log proofs have the form of notes; what has another form fails the test.
    var notes: [SignedNote] {
        get { items.compactMap { item in Self.expecting { try SignedNote(parsing: item.bytes[...]) } } }
        set { items = newValue.compactMap { note in Self.expecting { try StateItem(parsing: note.bytes[...]) } } }
    }

    private static func expecting<Value>(_ read: () throws -> Value) -> Value? {
        do { return try read() } catch {
            Issue.record(error)
            return nil
        }
    }
}
