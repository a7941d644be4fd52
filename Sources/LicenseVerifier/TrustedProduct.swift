internal import LicenseFormat
internal import SignedNote

/// A product file and the keys in it: where every operation begins.
struct TrustedProduct {
    let product: Product
    let keys: TrustedKeys

    /// Reads a product file and checks every key in it, as imports and requests do.
    init(checking file: Bytes) throws(Finding) {
        try self.init { () throws(FormatError) in
            let product = try Product(parsing: file)
            return (product, try TrustedKeys(product))
        }
    }

    /// Reads a product file and takes its keys as they are written, as a load does.
    init(trusting file: Bytes) throws(Finding) {
        try self.init { () throws(FormatError) in
            let product = try Product(trusting: file)
            return (product, try TrustedKeys(trusting: product))
        }
    }

    private init(_ read: () throws(FormatError) -> (Product, TrustedKeys)) throws(Finding) {
        do throws(FormatError) { (product, keys) = try read() } catch {
            throw Finding(.productFileUnreadable, ("reason", error.text))
        }
    }
}
