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
            standing.refuse(
                .otherInstallation(.license, licensed: first, found: installation), as: .elsewhere)
        }
    }
}

extension Finding {
    /// The document is for another installation.
    static func otherInstallation(
        _ document: DocumentType, licensed: InstallationID, found: InstallationID
    ) -> Finding {
        Finding(
            .otherInstallation, ("document", [UInt8](document.name)), ("licensed", licensed.text), ("found", found.text)
        )
    }
}
