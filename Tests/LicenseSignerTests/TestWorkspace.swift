import Fixtures
import LicenseFormat
import LicenseSigner
import SignedNote

/// A vendor's workspace in a folder of its own, without passphrases, with one product.
struct TestWorkspace {
    static let start = "2026-11-21T09:30:00Z"

    let folder = TemporaryFolder()
    let workspace: Workspace
    let entry: CatalogEntry

    init() throws {
        let plan = WorkspacePlan(
            vendor: try .of("vendor.example"), roots: 1, threshold: 1, label: try .of("2026"), now: try .of(Self.start))
        workspace = try Workspace.create(plan, in: folder("w")) { (key, path) throws(KeyError) in
            try SecretKeyFile.createUnprotected(path, key: key)
        }
        entry = CatalogEntry(
            product: try .of("glpi-demo"), title: try .of("Demo plugin"), features: [try .of("reports")],
            term: try .of("1y"), versions: .any, graceDays: try .of("7"), onExpiry: .readOnly, onRevocation: .trial,
            unlicensed: .off)
        try workspace.add(entry)
    }

    static func open(_ path: String) throws(KeyError) -> SecretKey {
        try SecretKeyFile.open(path) { () throws(KeyError) in throw .noTerminal }
    }

    /// The key pair of an installation.
    static func seed(_ number: Int) throws -> Ed25519Seed { try TestKey.seed("installation \(number)") }

    static func installation(_ number: Int) throws -> InstallationID {
        InstallationID(of: try seed(number).publicKey)
    }

    /// Issues a license for installations; for any where none is named.
    @discardableResult func issue(
        _ installations: Int..., term: String = "1y", at now: String = start, request: ActivationRequest? = nil,
        _ edit: (inout LicenseOrder) throws -> Void = { _ in }
    ) throws -> IssuedLicense {
        var order = LicenseOrder(customer: try .of("ACME SA"))
        order.length = .term(try .of(term))
        if request == nil { order.installations = try installations.map(Self.installation) }
        try edit(&order)
        return try workspace.issue(
            order, of: entry, for: request, now: .of(now),
            random: (0..<10).map { _ in UInt8.random(in: .min ... .max) }, open: Self.open)
    }

    @discardableResult func revoke(
        _ issued: [IssuedLicense], _ reason: String = "refunded", at now: String = "2026-12-01T10:00:00Z"
    ) throws -> RevocationReport {
        try workspace.revoke(issued.map(\.terms.id), reason: .of(reason), now: .of(now), open: Self.open)
    }

    /// What a list says: its epoch and `ID reason` for each license.
    func list(_ scope: RevocationScope) throws -> (epoch: Int64, revoked: [String])? {
        try workspace.keptList(scope).map { kept in
            (kept.list.epoch.value, kept.list.revoked.map(\.text.string))
        }
    }

    /// Writes the next keyring, as the roots sign it.
    func publishKeyring(
        _ edit: (inout [RoleKey]) throws -> Void = { _ in }, compromised: [CompromisedKey] = []
    ) throws {
        let held = try workspace.currentKeyring().keyring
        var keys = held.keys
        try edit(&keys)
        let keyring = Keyring(
            vendor: held.vendor, version: held.version.next, issued: held.issued, roots: held.roots, keys: keys,
            compromised: held.compromised + compromised)
        let name = try keyring.roots.keys.first.orFail("root").name
        let root = try SigningKey(name: name, secretKey: Self.open(workspace.secretKeyPath(of: name)))
        let text = keyring.text
        let note = try SigningKey.note(text: text, signatures: [root.sign(text: text)])
        folder.write(note.bytes.string, to: "w/keyrings/\(keyring.version.value).keyring")
    }

    /// Makes a new key of a role, and gives its line in a keyring.
    func newKey(_ role: String, label: String, from: String) throws -> RoleKey {
        let key = try SecretKey.generate()
        try SecretKeyFile.createUnprotected("\(workspace.folder)/keys/\(role)-\(label).key", key: key)
        let signing = try SigningKey(name: "vendor.example/\(role)/\(label)".bytes, secretKey: key)
        return RoleKey(role: try .of(role), key: signing.verifierKey, from: try .of(from), until: .never)
    }

    /// A request by an installation.
    func request(_ number: Int, accepts: [String], keyring: Int64 = 1) throws -> ActivationRequest {
        let seed = try Self.seed(number)
        return ActivationRequest(
            installation: InstallationID(of: seed.publicKey), key: seed.publicKey, vendor: workspace.vendor,
            product: entry.product, version: try .of("1.0.0"), host: nil, urls: [try .of("https://glpi.acme.example/")],
            facts: [], accepts: try accepts.map { try .of($0) }, keyring: try Decimal(keyring).orFail(),
            nonce: [UInt8](repeating: 7, count: 16), time: try .of(Self.start))
    }

    /// A signed receipt of an installation.
    func receipt(
        _ number: Int, for license: LicenseID, at time: String = "2027-02-01T08:00:00Z", by signer: Int? = nil,
        _ edit: (inout ReturnReceipt) throws -> Void = { _ in }
    ) throws -> SignedNote {
        let key = try Self.seed(number).publicKey
        var receipt = ReturnReceipt(
            installation: InstallationID(of: key), key: key, vendor: workspace.vendor, product: entry.product,
            license: license, time: try .of(time))
        try edit(&receipt)
        return try Self.seed(signer ?? number).sign(receipt.text, as: receipt.installation.keyName).orFail("signature")
    }
}

/// The error that a call throws; nil when it throws none.
func signerError(_ body: () throws -> Void) -> SignerError? {
    do { try body() } catch { return error as? SignerError }
    return nil
}
