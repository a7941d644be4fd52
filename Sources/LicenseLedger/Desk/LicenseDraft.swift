internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote

/// A license that is signed and not in the ledger yet: all that an order needs of the ledger is the product.
///
/// A draft is worth nothing to anybody until a writing has kept it; one that is not kept is forgotten.
struct LicenseDraft: Sendable {
    /// The product as the catalog had it.
    let entry: CatalogEntry
    /// What is signed.
    let terms: License
    /// The terms with the signature, which was verified.
    let note: SignedNote
}

/// An order, with the license that answers it where that was drafted already.
struct DraftedOrder: Sendable {
    let order: IssueOrder
    /// What makes it the same as another one.
    let digest: String
    /// Ten random bytes for the license's number.
    let random: [UInt8]
    let draft: LicenseDraft?

    init(_ order: IssueOrder, random: [UInt8], draft: LicenseDraft? = nil) {
        self.order = order
        self.random = random
        self.draft = draft
        digest = order.digest()
    }
}

/// Drafts licenses; several threads may do so at once.
final class LicenseDrafting: Sendable {
    private let vendor: Token
    private let now: Timestamp
    private let key: SigningKey

    /// Takes the key, for licenses of one time.
    init(vendor: Token, now: Timestamp, key: consuming SigningKey) {
        self.vendor = vendor
        self.now = now
        self.key = key
    }

    /// Whether drafts can be made before anybody knows that they are needed: no command is run, and nobody asked, for
    /// what may be thrown away.
    var isFree: Bool { key.isHere }

    /// The terms that answer an order, read back from their one spelling.
    ///
    /// - Parameter random: ten random bytes for the license's number.
    func terms(for order: IssueOrder, of entry: CatalogEntry, random: [UInt8]) throws(LedgerError) -> License {
        try signing { () throws(SignerError) in
            if let request = order.request?.request { try request.check(vendor: vendor, product: entry.product) }
            guard let id = LicenseID(at: now, random: random) else { throw .noSigningKey(role: "license") }
            return try order.order.terms(
                id: id, vendor: vendor, entry: entry, request: order.request?.request, now: now)
        }
    }

    /// Signs terms.
    func sign(_ terms: License) throws(LedgerError) -> SignedNote {
        try signing { () throws(SignerError) in try key.note(terms.text) }
    }

    /// Runs what signs many times; the key's memory is opened once for all of it.
    func many<Result>(_ body: () -> Result) -> Result { key.keepingOpen(body) }

    /// Terms and signature in one; nil where the order is at fault or the key, which whoever writes will find out again.
    func draft(of order: IssueOrder, of entry: CatalogEntry, random: [UInt8]) -> LicenseDraft? {
        guard let terms = try? terms(for: order, of: entry, random: random), let note = try? sign(terms) else {
            return nil
        }
        return LicenseDraft(entry: entry, terms: terms, note: note)
    }
}
