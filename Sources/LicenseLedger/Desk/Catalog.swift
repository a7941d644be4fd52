public import LicenseFormat
public import LicenseSigner
internal import SignedNote

extension Workspace {
    /// Adds a product; one that is there stays as it is.
    ///
    /// - Throws: `SignerError.unknownFeature` for a feature of the trial that the product does not have.
    public func add(_ entry: CatalogEntry, now: Timestamp) throws(LedgerError) {
        for feature in entry.trialFeatures where !entry.features.contains(feature) {
            throw .signer(.unknownFeature(feature.text.string, known: entry.features.map(\.text.string)))
        }
        try write(now: now, log: LogKey(nil)) { desk throws(LedgerError) in
            if try desk.rows.newest(.product, named: entry.product.text.string) != nil {
                throw .productExists(entry.product.text.string)
            }
            try desk.append(.product, name: entry.product.text, body: entry.text)
        }
    }

    /// A product of the catalog.
    public func entry(_ product: Token) throws(LedgerError) -> CatalogEntry {
        try storage.read { rows throws(LedgerError) in try Self.entry(product, rows) }
    }

    static func entry(_ product: Token, _ rows: any LedgerReading) throws(LedgerError) -> CatalogEntry {
        guard let record = try rows.newest(.product, named: product.text.string) else {
            throw .unknownProduct(product.text.string, known: try rows.names(.product))
        }
        guard let entry = try? CatalogEntry(parsing: record.content.body[...]), entry.product == product else {
            throw .damagedRecord(record.number)
        }
        return entry
    }

    /// The names of all products, sorted.
    public func products() throws(LedgerError) -> [String] {
        try storage.read { rows throws(LedgerError) in try rows.names(.product) }
    }

    /// The product file that ships with a release: the keyring is checked before it goes out.
    public func productFile(
        _ entry: CatalogEntry, version: Version, built: Timestamp
    ) throws(LedgerError) -> Product {
        let current = try currentKeyring()
        return Product(
            vendor: vendor, product: entry.product, title: entry.title, version: version, built: built,
            requiresLogProof: entry.requiresLogProof, trialDays: entry.trialDays, trialFeatures: entry.trialFeatures,
            unlicensed: entry.unlicensed, roots: current.keyring.roots, keyringNote: current.note)
    }
}
