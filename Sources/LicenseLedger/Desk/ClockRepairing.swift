public import LicenseFormat
public import LicenseSigner
public import SignedNote

/// A clock repair that is ready to go out.
public struct IssuedRepair: Equatable, Sendable {
    /// What it says.
    public let repair: ClockRepair
    /// The file: the repair, and the keyring where the customer may lack it.
    public let file: [UInt8]
    /// Its record in the ledger.
    public let record: Int64
}

extension Workspace {
    /// Makes a clock repair for one installation, and keeps it in the ledger.
    ///
    /// - Parameters:
    ///   - held: the version of the keyring that the installation holds, where its request said so.
    ///   - random: 16 random bytes.
    ///   - open: opens a key.
    public func repairClock(
        of installation: InstallationID, holding held: Decimal?, now: Timestamp, random: [UInt8], open: KeyOpener
    ) throws(LedgerError) -> IssuedRepair {
        let keyrings = try keyrings()
        let current = try currentKeyring()
        let draft = ClockRepair(vendor: vendor, installation: installation, issued: now, nonce: random)
        let repair: ClockRepair
        do throws(FormatError) { repair = try ClockRepair(parsing: draft.text[...]) } catch {
            throw .signer(.contradiction(error))
        }
        let key = try signingKey(for: "repair", in: current, at: now, open: open)
        let note = try signing { () throws(SignerError) in try key.note(repair.text) }
        let record = try write(now: now, log: LogKey(nil)) { desk throws(LedgerError) in
            try desk.append(.repair, name: installation.text, body: note.bytes)
        }
        let chain = current.chain(from: held, in: keyrings)
        return IssuedRepair(
            repair: repair, file: LicenseFile.bytes(of: [note.bytes] + chain.map(\.note.bytes)),
            record: record.number)
    }

    /// The installation that asked for a repair by its request, which must be for this vendor.
    public func installation(asking request: ActivationRequest) throws(LedgerError) -> InstallationID {
        guard request.vendor == vendor else {
            throw .signer(
                .otherVendor(.request, found: request.vendor.text.string, expected: vendor.text.string))
        }
        return request.installation
    }
}
