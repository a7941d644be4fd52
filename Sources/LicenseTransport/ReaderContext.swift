public import LicenseFormat
internal import SignedNote

/// What the reader of a file knows already, so that it need not be read aloud (docs/spec/transport.md).
public enum ReaderContext: Equatable, Sendable {
    /// Nothing, as a vendor who waits for a request.
    case nothing
    /// Which product's license it is.
    case product(Token, of: Token)
    /// Which installation the license is for, and which product's it is.
    case installation(InstallationID, product: Token, of: Token)

    /// The lines of a license body, byte for byte.
    var text: [UInt8] {
        switch self {
        case .nothing: []
        case .product(let product, let vendor):
            [UInt8]("vendor ") + vendor.text + [UInt8]("\nproduct ") + product.text + [UInt8]("\n")
        case .installation(let id, let product, let vendor):
            Self.product(product, of: vendor).text + [UInt8]("installation ") + id.text + [UInt8]("\n")
        }
    }

    /// How a spoken form says which context it was packed with.
    var code: UInt8 {
        switch self {
        case .nothing: 0
        case .product: 1
        case .installation: 2
        }
    }

    /// As much of the context as a code asks for; nil when that is more than is known.
    func narrowed(to code: UInt8) -> ReaderContext? {
        switch (self, code) {
        case (_, 0): .nothing
        case (.installation(_, let product, let vendor), 1): .product(product, of: vendor)
        default: code == self.code ? self : nil
        }
    }
}
