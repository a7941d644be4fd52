public import LicenseFormat
public import SignedNote

/// Gives a license back: takes it out of the state, and says so in a receipt by the installation's own key
/// (docs/spec/return.md).
///
/// Asked again for the same license, it gives the same bytes. The license cannot come back from its own file.
///
/// - Parameters:
///   - license: the license's ID.
///   - product: the product file's bytes.
///   - state: the state as it is.
///   - seed: the installation's key.
///   - now: the system clock.
/// - Returns: the receipt, and the state to keep before anybody sees the receipt; nil when that stays as it was.
/// - Throws: the finding that stands in the way, ``FindingCode/licenseNotInstalled`` among them.
public func giveBack(
    _ license: LicenseID, product: Bytes, state: StateBlob, seed: Ed25519Seed, now: Timestamp
) throws(Finding) -> (receipt: SignedNote, state: InstallationState?) {
    let file = try TrustedProduct(checking: product).product
    let held = try InstallationState(state, of: file)
    guard held.key == seed.publicKey else {
        throw Finding(.stateUnreadable, ("reason", [UInt8]("it belongs to another installation key")))
    }
    var history = held.history ?? History()
    if let given = history.receipts.first(where: { $0.receipt.license == license }) { return (given.note, nil) }
    guard let installed = held.licenses.first(where: { $0.claims.id == license }) else {
        throw .licenseNotInstalled(license)
    }
    let receipt = ReturnReceipt(
        installation: held.installation, key: seed.publicKey, vendor: held.vendor, product: held.product,
        license: license, time: now)
    guard let note = seed.sign(receipt.text, as: held.installation.keyName) else {
        throw Finding(.stateUnreadable, ("reason", [UInt8]("the installation's key cannot sign")))
    }
    history.keep(receipt: note)
    var next = held
    next.remove(license: installed.note)
    next.forgetOthers()
    next.keep(history)
    next.revision = next.revision.next
    return (note, next)
}

extension Finding {
    /// There is no such license to give back.
    public static func licenseNotInstalled(_ license: LicenseID) -> Finding {
        Finding(.licenseNotInstalled, ("license", license.text))
    }
}
