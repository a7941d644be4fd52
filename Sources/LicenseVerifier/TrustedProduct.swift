internal import LicenseFormat
internal import SignedNote

/// A product file and the keys in it: where every operation begins.
final class TrustedProduct: Sendable {
    let product: Product
    let keys: TrustedKeys

    /// Reads a product file and checks every key in it, as imports and requests do.
    init(checking file: Bytes) throws(Finding) {
        do throws(FormatError) {
            product = try Product(parsing: file)
            keys = try TrustedKeys(product)
        } catch {
            throw .productFileUnreadable(error)
        }
    }

    /// Reads a product file and takes its keys as they are written, as a load does.
    init(trusting file: Bytes) throws(Finding) {
        do throws(FormatError) {
            product = try Product(trusting: file)
            keys = try TrustedKeys(trusting: product)
        } catch {
            throw .productFileUnreadable(error)
        }
    }
}

extension Finding {
    /// The product file is not one, and why.
    fileprivate static func productFileUnreadable(_ error: FormatError) -> Finding {
        Finding(.productFileUnreadable, ("reason", error.text))
    }
}
