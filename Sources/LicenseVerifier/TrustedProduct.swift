internal import LicenseFormat
internal import SignedNote

/// A product file and the keys in it: where every operation begins.
struct TrustedProduct {
    private struct Parts: Sendable {
        let product: Product
        let keys: TrustedKeys
    }

    private let parts: Shared<Parts>

    var product: Product { parts.value.product }
    var keys: TrustedKeys { parts.value.keys }

    /// Reads a product file and checks every key in it, as imports and requests do.
    init(checking file: Bytes) throws(Finding) {
        try self.init { () throws(FormatError) in
            let product = try Product(parsing: file)
            return Parts(product: product, keys: try TrustedKeys(product))
        }
    }

    /// Reads a product file and takes its keys as they are written, as a load does.
    init(trusting file: Bytes) throws(Finding) {
        try self.init { () throws(FormatError) in
            let product = try Product(trusting: file)
            return Parts(product: product, keys: try TrustedKeys(trusting: product))
        }
    }

    private init(_ read: () throws(FormatError) -> Parts) throws(Finding) {
        do throws(FormatError) { parts = Shared(try read()) } catch {
            throw Finding(.productFileUnreadable, ("reason", error.text))
        }
    }
}
