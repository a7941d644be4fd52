internal import LicenseFormat
internal import LicenseStore
internal import LicenseTransport
internal import LicenseVerifier
internal import SignedNote

extension Installation {
    /// What need not be read aloud to this installation.
    var readerContext: ReaderContext {
        guard let file = try? Product(parsing: product[...]) else { return .nothing }
        guard let id = installationID else { return .product(file.product, of: file.vendor) }
        return .installation(id, product: file.product, of: file.vendor)
    }

    /// The state names it, so that a key file which is lost stops no import.
    private var installationID: InstallationID? {
        if case .blob(let bytes) = store.state(), let state = try? InstallationState(parsing: bytes) {
            return state.installation
        }
        return ((try? store.publicKey()) ?? nil).map(InstallationID.init(of:))
    }
}
