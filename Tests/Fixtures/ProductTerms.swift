package import LicenseFormat
package import SignedNote

/// What a product file says, for tests that change some of it.
package struct ProductTerms {
    package var vendor: Token
    package var product: Token
    package var title: DisplayName
    package var version: Version
    package var built: Timestamp
    package var requiresLogProof: Bool
    package var trialDays: DayCount
    package var trialFeatures: [Token]
    package var unlicensed: ReducedMode
    package var roots: RootKeys
    package var extensions: [ExtensionLine]
    package var keyringNote: SignedNote

    package init(_ product: Product) throws {
        vendor = product.vendor
        self.product = product.product
        title = product.title
        version = product.version
        built = product.built
        requiresLogProof = product.requiresLogProof
        trialDays = product.trialDays
        trialFeatures = product.trialFeatures
        unlicensed = product.unlicensed
        roots = product.roots
        extensions = product.extensions
        keyringNote = try SignedNote(parsing: product.keyringNote)
    }

    package var file: Product {
        Product(
            vendor: vendor, product: product, title: title, version: version, built: built,
            requiresLogProof: requiresLogProof, trialDays: trialDays, trialFeatures: trialFeatures,
            unlicensed: unlicensed, roots: roots, extensions: extensions, keyringNote: keyringNote)
    }
}
