public import DurableFile
public import LicenseSigner

/// What can be wrong with a workspace, its ledger or its log, as a fact.
public enum LedgerError: Error, Equatable, Sendable {
    /// A key, an order or an incoming document.
    case signer(SignerError)
    /// A keyring that is being changed.
    case ceremony(CeremonyError)
    /// A file.
    case file(FileError)
    /// The ledger's storage could not do its work; `reason` is its own word.
    case storage(path: String, reason: String)
    /// The ledger was written by a newer release.
    case newerLedger(path: String)
    /// Other processes kept the ledger busy for longer than anybody waits.
    case busy(path: String)
    /// A record does not hold what its kind says.
    case damagedRecord(Int64)
    /// The folder holds no workspace.
    case notAWorkspace(folder: String)
    /// The folder holds one already.
    case alreadyAWorkspace(folder: String)
    /// No such product; `known` are those there are.
    case unknownProduct(String, known: [String])
    /// The product is there already.
    case productExists(String)
    /// No license of this number was issued here.
    case unknownLicense(String)
    /// No license came of an order of this number.
    case unknownOrder(String)
    /// The order number stands for another order.
    case otherOrder(String, license: String)
    /// A license of the ledger is not signed by a license key of this vendor.
    case licenseNotSigned(String)
    /// A list of revoked licenses does not match its signature, or is not the one of its scope.
    case listNotSigned(scope: String)
    /// A list of revoked licenses would be longer than a list can be.
    case tooManyRevocations(scope: String, limit: Int)
    /// No license was ever revoked.
    case nothingRevoked
    /// The key that signed a list does not count any more.
    case listOutdated(scope: String)
    /// The license is for other installations than the one that gives it back.
    case notItsInstallation(license: String, installation: String)
    /// The license is kept in the ledger, and could not be written where it was asked for.
    case emission(String, license: String)
    /// The work is done and kept, and the log's folder could not be brought up to date.
    case logBehind(reason: String)
    /// The license waits for a checkpoint of the issuance log.
    case queued(license: String)
    /// No checkpoint of this size covers the license.
    case noProof(license: String, size: Int64)
    /// The installation had a trial of this product before.
    case secondTrial(installation: String, license: String)
    /// The license was continued already.
    case renewedAlready(String, by: String)
    /// The license never ends.
    case neverEnds(String)
    /// A trial is not continued, and not moved.
    case trial(String)
    /// The license was taken back, so that nothing continues it.
    case revokedAlready(String, reason: String)
    /// The license was moved to another installation already.
    case movedAlready(String, by: String)
    /// The license was moved as often as its product allows.
    case tooManyMoves(String, limit: Int)
    /// The license is for the installation already that it should move to.
    case sameInstallation(String)
    /// A license that names not exactly one installation cannot be moved.
    case notMovable(String)
    /// A keyring that is not the next version, or that the roots in force did not sign.
    case notTheNextKeyring(held: String, found: String)
    /// A keyring that ends a key before something that the key signed.
    case cutOff(kind: String, String, at: String)
    /// A checkpoint of the log that does not fit the log that the ledger keeps.
    case foreignCheckpoint(source: String)
    /// Tiles of the log that contradict each other, or are not there.
    case damagedTiles(path: String)
    /// A tree that does not begin with the one that was signed before.
    case notAnExtension(held: Int64, found: Int64)
    /// Nothing says what was signed last on this machine.
    case nothingHeld(memory: String)
    /// The first leaves of the log are not those that an earlier checkpoint was made of.
    case rewritten(size: Int64)
    /// A record that is not the next one of this ledger, or not the one that it holds.
    case otherHistory(record: Int64)
    /// A log without a leaf.
    case emptyLog
}

extension LedgerError {
    /// What is wrong: lower case, no full stop.
    public var message: String {
        switch self {
        case .signer(let error): error.message
        case .ceremony(let error): error.message
        case .file(let error): error.message
        case .storage(let path, let reason): "the ledger '\(path)' cannot be used: \(reason)"
        case .newerLedger(let path): "the ledger '\(path)' was written by a newer release"
        case .busy(let path): "the ledger '\(path)' is busy: another process holds it"
        case .damagedRecord(let number): "record \(number) of the ledger is damaged"
        case .notAWorkspace(let folder): "'\(folder)' is not a vendor's workspace"
        case .alreadyAWorkspace(let folder): "'\(folder)' is a vendor's workspace already"
        case .unknownProduct(let name, _): "there is no product '\(name)'"
        case .productExists(let name): "there is a product '\(name)' already"
        case .unknownLicense(let id): "no license \(id) was issued here"
        case .unknownOrder(let order): "no license came of an order '\(order)'"
        case .otherOrder(let order, let license): "order '\(order)' was for something else: license \(license)"
        case .licenseNotSigned(let id): "license \(id) does not carry the signature of a license key"
        case .listNotSigned(let scope): "the list of \(scope) is not the one that was signed"
        case .tooManyRevocations(let scope, let limit):
            "the list of \(scope) would be too long: a list has at most \(limit) licenses"
        case .nothingRevoked: "no license was revoked here"
        case .listOutdated(let scope): "the key that signed the list of \(scope) does not count any more"
        case .notItsInstallation(let license, let installation):
            "the license \(license) is not for the installation \(installation)"
        case .emission(let reason, _): "the license is issued, but \(reason)"
        case .logBehind(let reason): "it is done and kept, but the log's folder is behind: \(reason)"
        case .queued(let license): "license \(license) waits for a checkpoint of the issuance log"
        case .noProof(let license, let size): "no checkpoint of \(size) leaves covers license \(license)"
        case .secondTrial(let installation, let license):
            "the installation \(installation) had a trial of this product already: \(license)"
        case .renewedAlready(let license, let by): "license \(license) is renewed already, by \(by)"
        case .neverEnds(let license): "license \(license) never ends, so that there is nothing to renew"
        case .trial(let license): "license \(license) is a trial"
        case .revokedAlready(let license, let reason): "license \(license) is revoked: \(reason)"
        case .movedAlready(let license, let by): "license \(license) was moved already, to \(by)"
        case .tooManyMoves(let license, let limit):
            "license \(license) was moved \(limit) times, as often as is allowed"
        case .sameInstallation(let license): "license \(license) is for this installation already"
        case .notMovable(let license): "license \(license) is not for exactly one installation, so that it cannot move"
        case .notTheNextKeyring(let held, let found):
            "keyring \(found) is not the one after \(held), signed by its root keys"
        case .cutOff("license", let name, let time):
            "license \(name) was signed at \(time), after the end that the keyring gives to its key"
        case .cutOff(_, let name, let time):
            "the list of \(name) was signed at \(time), after the end that the keyring gives to its key"
        case .foreignCheckpoint(let source): "the checkpoint in '\(source)' is not of this log"
        case .damagedTiles(let path): "the tiles of the log in '\(path)' are damaged or incomplete"
        case .notAnExtension(let held, let found):
            "the log of \(found) leaves does not begin with the \(held) leaves that were signed before"
        case .nothingHeld(let memory): "'\(memory)' does not exist, which says what was signed last"
        case .rewritten(let size):
            "the first \(size) leaves of the log are not those of the checkpoint: the history was rewritten"
        case .otherHistory(let record): "record \(record) does not belong to this ledger, or was changed"
        case .emptyLog: "the issuance log is empty"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .signer(let error): error.hint
        case .ceremony(let error): error.hint
        case .file(let error): error.hint
        case .storage: "see 'latchkey-vendor audit verify', or restore a backup"
        case .newerLedger: "update latchkey-vendor on this machine"
        case .busy: "try again; a batch may be running"
        case .damagedRecord, .licenseNotSigned, .listNotSigned, .damagedTiles:
            "see 'latchkey-vendor audit verify', and restore a backup"
        case .notAWorkspace: "run 'latchkey-vendor init --vendor NAME' there, or name the workspace with -C"
        case .alreadyAWorkspace: "choose another folder with -C; nothing was changed"
        case .unknownProduct(_, let known):
            known.isEmpty
                ? "add it: latchkey-vendor product add ID --title T" : "known are: \(known.joined(separator: ", "))"
        case .productExists: "choose another name"
        case .unknownLicense: "see 'latchkey-vendor list', or name another workspace with -C"
        case .unknownOrder: "see 'latchkey-vendor list'"
        case .otherOrder: "choose another order number, or order the same as before"
        case .tooManyRevocations:
            "licenses leave the list when their term and grace are over; to take back more, end the license key "
                + "with a new keyring"
        case .nothingRevoked: "run 'latchkey-vendor revoke ID --reason R' first"
        case .listOutdated: "revoke one of its licenses again: that signs the list anew"
        case .notItsInstallation: "ask which license is meant"
        case .emission(_, let license): "write it again: latchkey-vendor show \(license) -o FILE"
        case .logBehind: "see to the folder; the next command that issues or revokes brings it up to date"
        case .queued(let license):
            "have the log's machine sign it (latchkey-vendor log sign), then run: latchkey-vendor show \(license) -o FILE"
        case .noProof: "take the size of a checkpoint that was signed after the license, or pass --fresh"
        case .secondTrial: "pass --another-trial to give one all the same"
        case .renewedAlready(_, let by): "see 'latchkey-vendor show \(by)'"
        case .neverEnds: nil
        case .trial, .revokedAlready: "issue a license: latchkey-vendor issue"
        case .movedAlready(_, let by): "go on with that one: see 'latchkey-vendor show \(by)'"
        case .tooManyMoves: "pass --beyond-limit to move it all the same"
        case .sameInstallation(let license): "write its file again: latchkey-vendor show \(license) -o FILE"
        case .notMovable: "revoke it, and issue a new license"
        case .notTheNextKeyring: "propose it anew: latchkey-vendor keyring propose"
        case .cutOff:
            "propose it anew, and publish it before anything else is signed; 'keys rotate --from DATE' names a later day"
        case .foreignCheckpoint: "take the checkpoint that 'log sign' wrote over this workspace's tiles"
        case .notAnExtension:
            "do not sign: the log was rewritten, or these are the tiles of another one; compare with a printed checkpoint"
        case .nothingHeld: "restore the file, or pass --first when this machine signs the log for the first time"
        case .rewritten: "compare with other copies of the checkpoint, and restore a backup of the ledger"
        case .otherHistory: "take an export of this very ledger, unchanged; nothing that the ledger had is lost"
        case .emptyLog: "issue a license first"
        }
    }

    /// Whether nothing was refused: something could not be read, written or decided.
    public var isUndecided: Bool {
        switch self {
        case .file, .storage, .newerLedger, .busy, .damagedRecord, .licenseNotSigned, .listNotSigned, .emission,
            .logBehind, .queued, .damagedTiles:
            true
        case .signer(.key(.file)), .signer(.damaged), .signer(.keyringNotSigned): true
        default: false
        }
    }
}

/// Runs what a signer does as a part of the ledger's work.
func signing<Result: ~Copyable>(_ body: () throws(SignerError) -> Result) throws(LedgerError) -> Result {
    do throws(SignerError) { return try body() } catch { throw .signer(error) }
}

/// Runs what needs a key as a part of the ledger's work.
func withKeys<Result: ~Copyable>(_ body: () throws(KeyError) -> Result) throws(LedgerError) -> Result {
    do throws(KeyError) { return try body() } catch { throw .signer(.key(error)) }
}

/// Runs what touches files as a part of the ledger's work.
func filing<Result: ~Copyable>(_ body: () throws(FileError) -> Result) throws(LedgerError) -> Result {
    do throws(FileError) { return try body() } catch { throw .file(error) }
}
