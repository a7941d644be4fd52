internal import LicenseFormat
internal import SignedNote

/// A list of revoked licenses whose signature and signer are good, and the key that counts its epochs.
struct VerifiedRevocations {
    let note: SignedNote
    let list: RevocationList
    /// The name and ID of the key, `NAME+HEX`.
    let key: [UInt8]

    /// The list as the state numbers it.
    var epoch: RevocationEpoch { RevocationEpoch(key: key, scope: list.scope, epoch: list.epoch) }
}

extension TrustedKeys {
    /// Verifies signature, role, vendor and issuance window of a list.
    func verify(_ list: RevocationList, in note: SignedNote) throws(Finding) -> VerifiedRevocations {
        let key = try signer(
            of: note, role: .revocation, vendor: list.vendor, issued: list.issued, as: .revocations)
        // Only the line of the key that counts is kept, so that a list is found again by its key.
        let line = note.signatures.filter { $0.claims(key) }
        return VerifiedRevocations(
            note: SignedNote(text: Array(note.unverifiedText), signatures: line), list: list, key: key.nameAndID)
    }

    /// Verifies signature, role, vendor and issuance window of a clock repair.
    func verify(_ repair: ClockRepair, in note: SignedNote) throws(Finding) {
        _ = try signer(of: note, role: .repair, vendor: repair.vendor, issued: repair.issued, as: .clockRepair)
    }
}
