import Fixtures
import LicenseFormat
import LicenseLedger
import LicenseSigner
import SignedNote

/// A vendor's workspace in a folder of its own, without passphrases, with one product.
struct TestWorkspace {
    static let start = "2026-11-21T09:30:00Z"
    static let actor = "Ada"

    let folder = TemporaryFolder()
    let workspace: Workspace
    let entry: CatalogEntry

    init() throws {
        let plan = WorkspacePlan(
            vendor: try .of("vendor.example"), roots: 1, threshold: 1, label: try .of("2026"), now: try .of(Self.start))
        workspace = try Workspace.create(plan, in: folder("w"), actor: Self.actor) { (key, path) throws(KeyError) in
            try SecretKeyFile.createUnprotected(path, key: key)
        }
        entry = CatalogEntry(
            product: try .of("glpi-demo"), title: try .of("Demo plugin"), features: [try .of("reports")],
            term: try .of("1y"), versions: .any, graceDays: try .of("7"), onExpiry: .readOnly, onRevocation: .trial,
            unlicensed: .off)
        try add(entry)
    }

    static func open(_: String, _ key: VerifierKey, _ path: String) throws(KeyError) -> SigningKey {
        try SigningKey.open(key, path: path) { () throws(KeyError) in throw .noTerminal }
    }

    /// Opens no key: whoever asks for one signs something.
    static func refuse(_: String, _ key: VerifierKey, _ path: String) throws(KeyError) -> SigningKey {
        throw .wrongPassphrase(source: path)
    }

    func add(_ entry: CatalogEntry) throws { try workspace.add(entry, now: .of(Self.start)) }

    /// The key pair of an installation.
    static func seed(_ number: Int) throws -> Ed25519Seed { try TestKey.seed("installation \(number)") }

    static func installation(_ number: Int) throws -> InstallationID {
        InstallationID(of: try seed(number).publicKey)
    }

    /// An order for installations; for any where none is named.
    func order(
        _ installations: [Int] = [], term: String = "1y", request: IncomingRequest? = nil, number: String? = nil,
        _ edit: (inout LicenseOrder) throws -> Void = { _ in }
    ) throws -> IssueOrder {
        var order = LicenseOrder(customer: try .of("ACME SA"))
        order.length = .term(try .of(term))
        if request == nil { order.installations = try installations.map(Self.installation) }
        try edit(&order)
        return IssueOrder(order, product: entry.product, request: request, number: number)
    }

    /// Answers an order.
    func issue(_ order: IssueOrder, at now: String = start, open: KeyOpener = open) throws -> Issuance {
        try workspace.issue(
            order, now: .of(now), random: (0..<10).map { _ in UInt8.random(in: .min ... .max) }, open: open)
    }

    /// Issues a license for installations, for any where none is named, and puts its file together.
    @discardableResult func issue(
        _ installations: Int..., term: String = "1y", at now: String = start, request: IncomingRequest? = nil,
        _ edit: (inout LicenseOrder) throws -> Void = { _ in }
    ) throws -> GoneOut {
        let issuance = try issue(order(installations, term: term, request: request, edit), at: now)
        return GoneOut(
            license: issuance.license, delivery: try workspace.delivery(of: issuance.license.terms.id))
    }

    @discardableResult func revoke(
        _ issued: [GoneOut], _ reason: String = "refunded", at now: String = "2026-12-01T10:00:00Z"
    ) throws -> RevocationReport {
        try workspace.revoke(issued.map(\.terms.id), reason: .of(reason), now: .of(now), open: Self.open)
    }

    /// What a list says: its epoch and `ID reason` for each license.
    func list(_ scope: RevocationScope) throws -> (epoch: Int64, revoked: [String])? {
        try workspace.keptList(scope).map { kept in
            (kept.list.epoch.value, kept.list.revoked.map(\.text.string))
        }
    }

    /// Publishes the next keyring, as the roots sign it.
    @discardableResult func publishKeyring(
        _ edit: (inout [RoleKey]) throws -> Void = { _ in }, compromised: [CompromisedKey] = [],
        at now: String = start
    ) throws -> CurrentKeyring {
        try workspace.publish(
            nextKeyring(edit, compromised: compromised), reason: "", now: .of(now), open: Self.open)
    }

    /// The next keyring, as the roots sign it.
    func nextKeyring(
        _ edit: (inout [RoleKey]) throws -> Void = { _ in }, compromised: [CompromisedKey] = []
    ) throws -> SignedNote {
        let held = try workspace.currentKeyring().keyring
        var keys = held.keys
        try edit(&keys)
        let keyring = Keyring(
            vendor: held.vendor, version: held.version.next, issued: held.issued, roots: held.roots, keys: keys,
            compromised: held.compromised + compromised)
        return try sign(keyring.text, by: keyring.roots.keys.first.orFail("root"))
    }

    /// A note by a key of this workspace.
    func sign(_ text: [UInt8], by key: VerifierKey) throws -> SignedNote {
        let opened = try Self.open("root", key, workspace.secretKeyPath(of: key.name))
        return try SigningKey.note(text: text, signatures: [opened.sign(text: text)])
    }

    /// Makes a new key of a role, and gives its line in a keyring.
    func newKey(_ role: String, label: String, from: String) throws -> RoleKey {
        let key = try SecretKey.generate()
        try SecretKeyFile.createUnprotected("\(workspace.folder)/keys/\(role)-\(label).key", key: key)
        let signing = try SigningKey(name: "vendor.example/\(role)/\(label)".bytes, secretKey: key)
        return RoleKey(role: try .of(role), key: signing.verifierKey, from: try .of(from), until: .never)
    }

    /// A request by an installation.
    func request(
        _ number: Int, to vendor: String? = nil, accepts: [String], keyring: Int64 = 1, nonce: UInt8 = 7
    ) throws -> ActivationRequest {
        let seed = try Self.seed(number)
        return ActivationRequest(
            installation: InstallationID(of: seed.publicKey), key: seed.publicKey,
            vendor: try vendor.map { try .of($0) } ?? workspace.vendor,
            product: entry.product, version: try .of("1.0.0"), host: nil, urls: [try .of("https://glpi.acme.example/")],
            facts: [], accepts: try accepts.map { try .of($0) }, keyring: try Decimal(keyring).orFail(),
            nonce: [UInt8](repeating: nonce, count: 16), time: try .of(Self.start))
    }

    /// A signed request, as the desk reads it.
    func incoming(
        _ number: Int, accepts: [String] = ["latchkey/license@v1"], keyring: Int64 = 1, nonce: UInt8 = 7
    ) throws -> IncomingRequest {
        let request = try request(number, accepts: accepts, keyring: keyring, nonce: nonce)
        let note = try Self.seed(number).sign(request.text, as: request.installation.keyName).orFail("signature")
        return try IncomingRequest(note.bytes[...])
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

/// A license that was issued, and its file.
struct GoneOut {
    let license: IssuedLicense
    let delivery: LicenseDelivery

    var terms: License { license.terms }
    var id: LicenseID { license.terms.id }
    var file: [UInt8] { delivery.file }
    var lists: Int { delivery.lists }
    var listsLeftOut: Int { delivery.listsLeftOut }

    /// What the file holds behind the license and its proof, which leads from the license to its checkpoint.
    func riders() throws -> [String] {
        let items = try LicenseFile(parsing: file[...]).items
        guard items.count > 1, Array(items[0]) == license.record.content.body else {
            throw FixtureFailure("a license and its proof")
        }
        let proof = try LogProof(parsing: items[1])
        guard proof.leads(from: try SignedNote(parsing: items[0]).unverifiedText) else {
            throw FixtureFailure("a proof that leads from the license to its checkpoint")
        }
        return items.dropFirst(2).map(\.string)
    }
}

/// The error that the desk throws; nil when a call throws none.
func ledgerError(_ body: () throws -> Void) -> LedgerError? {
    do { try body() } catch { return error as? LedgerError }
    return nil
}

/// The error about a key, an order or a document; nil when a call throws none.
func signerError(_ body: () throws -> Void) -> SignerError? {
    do { try body() } catch let error as SignerError { return error } catch {
        if case .signer(let error) = error as? LedgerError { return error }
    }
    return nil
}
