internal import DurableFile
public import LicenseFormat
internal import SignedNote

/// A clock repair that is ready to go out.
public struct IssuedRepair: Equatable, Sendable {
    /// What it says.
    public let repair: ClockRepair
    /// The file: the repair, and the keyring where the customer may lack it.
    public let file: [UInt8]
    /// Where the workspace keeps a copy.
    public let copy: String
}

extension Workspace {
    /// Makes a clock repair for one installation, and keeps a copy of the file in the workspace.
    ///
    /// - Parameters:
    ///   - held: the version of the keyring that the installation holds, where its request said so.
    ///   - random: 16 random bytes.
    ///   - open: opens the secret key file at a path.
    public func repairClock(
        of installation: InstallationID, holding held: Decimal?, now: Timestamp, random: [UInt8],
        open: (String) throws(KeyError) -> SecretKey
    ) throws(SignerError) -> IssuedRepair {
        let current = try currentKeyring()
        let draft = ClockRepair(vendor: vendor, installation: installation, issued: now, nonce: random)
        let repair: ClockRepair
        do throws(FormatError) { repair = try ClockRepair(parsing: draft.text[...]) } catch {
            throw .contradiction(error)
        }
        let key = try signingKey(for: "repair", in: current, at: now, open: open)
        let file = LicenseFile.bytes(of: [try key.note(repair.text).bytes] + current.items(beyond: held))
        let copy = "\(folder)/repairs/\(installation.text.string)-\(Digest.hex(repair.nonce).string).repair"
        do throws(FileError) {
            try Folder.create("\(folder)/repairs")
            try AtomicWrite.create(copy, file)
        } catch {
            throw .file(error)
        }
        return IssuedRepair(repair: repair, file: file, copy: copy)
    }

    /// The installation that asked for a repair by its request, which must be for this vendor.
    public func installation(asking request: ActivationRequest) throws(SignerError) -> InstallationID {
        guard request.vendor == vendor else {
            throw .otherVendor(.request, found: request.vendor.text.string, expected: vendor.text.string)
        }
        return request.installation
    }
}
