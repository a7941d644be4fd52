internal import LicenseFormat
internal import SignedNote

extension Policy {
    /// The license is by the vendor of this product.
    static let vendor = Policy(name: "vendor") { license, circumstances, standing in
        let expected = circumstances.product.vendor
        if license.vendor != expected {
            standing.refuse(Finding(.otherVendor, ("found", license.vendor.text), ("expected", expected.text)))
        }
    }

    /// The license is for this product.
    static let product = Policy(name: "product") { license, circumstances, standing in
        let expected = circumstances.product.product
        if license.product != expected {
            standing.refuse(Finding(.otherProduct, ("found", license.product.text), ("expected", expected.text)))
        }
    }

    /// The license names this installation, or any.
    static let installation = Policy(name: "installation") { license, circumstances, standing in
        let installation = circumstances.installation
        if let first = license.installations.first, !license.installations.contains(installation) {
            standing.refuse(Finding(.otherInstallation, ("licensed", first.text), ("found", installation.text)))
        }
    }
}
