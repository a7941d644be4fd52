public import LicenseFormat
internal import SignedNote

/// Why a keyring cannot be changed, proposed, signed or published so, as a fact. Keys are given by name and ID.
public enum CeremonyError: Error, Equatable, Sendable {
    /// The keyring has no such key.
    case unknownKey(String)
    /// The keyring has no such root key.
    case unknownRoot(String)
    /// The role has no key that another could take over from.
    case noKeyOfRole(String)
    /// The key does not begin with the vendor's name and a slash.
    case foreignName(String, vendor: String)
    /// The public key stands in the keyring already, under whatever name: one key has one role.
    case keyInUse(String, as: String)
    /// Another key has this name.
    case nameTaken(String)
    /// The key is not in the prime-order subgroup.
    case weakKey(String)
    /// A root key where a signing key belongs.
    case rootKey(String)
    /// A window that ends no later than it begins.
    case emptyWindow(String)
    /// A change that takes effect before the keyring is made, and so for what was signed already.
    case inThePast(Timestamp, issued: Timestamp)
    /// The key's window has ended by then.
    case alreadyEnded(String, at: Timestamp)
    /// The key's window has not begun by then.
    case notBegun(String, from: Timestamp)
    /// No key of the role could sign in between.
    case gap(role: String, from: Timestamp, to: Timestamp)
    /// A key of the role has been given a later beginning already, and two would sign at once.
    case laterKey(String, from: Timestamp)
    /// The key is marked already.
    case alreadyCompromised(String)
    /// Not 32 bytes.
    case logRootLength(Int)
    /// More keys, or more compromised ones, than a keyring holds.
    case tooManyKeys(limit: Int)
    /// Not 1 ≤ threshold ≤ roots ≤ 16.
    case impossibleThreshold(threshold: Int, roots: Int)
    /// The version is the last that can be written.
    case lastVersion
    /// The next keyring says what the last one says.
    case nothingChanged

    /// The file is not a proposal in its one form.
    case notAProposal
    /// A keyring in the proposal cannot be read.
    case damagedKeyring(FormatError, isBase: Bool)
    /// The keyring that the proposal starts from is not signed by a threshold of its own roots.
    case baseNotSigned
    /// The two keyrings are of two vendors.
    case otherVendor(String, expected: String)
    /// The version is not the one after the base's.
    case notTheNext(version: Int64, after: Int64)
    /// A signature by a root key does not match the text: one of the two was changed.
    case altered(by: String)
    /// A signature by a key that is a root of neither keyring.
    case strangeSignature(by: String)
    /// The key is a root of neither keyring.
    case notARoot(String)
    /// More signatures than a note holds.
    case tooManySignatures(limit: Int)
    /// Root keys that have yet to sign: of the base, and of the next keyring where its roots are others.
    case signaturesMissing(base: Int, next: Int)
    /// Two proposals of different keyrings.
    case otherProposal
    /// A key could not be used.
    case key(KeyError)
}

extension CeremonyError {
    /// What is wrong: lower case, no full stop.
    public var message: String {
        switch self {
        case .unknownKey(let key): "the keyring has no key '\(key)'"
        case .unknownRoot(let key): "the keyring has no root key '\(key)'"
        case .noKeyOfRole(let role): "the keyring has no \(role) key to take over from"
        case .foreignName(let key, let vendor): "the key '\(key)' does not begin with '\(vendor)/'"
        case .keyInUse(let key, let other): "the key '\(key)' is in the keyring already, as '\(other)'"
        case .nameTaken(let name): "another key is called '\(name)'"
        case .weakKey(let key): "the key '\(key)' is not in the prime-order subgroup"
        case .rootKey(let key): "'\(key)' is a root key"
        case .emptyWindow(let key): "'\(key)' would end before it begins"
        case .inThePast(let at, let issued): "\(at.shown) is before \(issued.shown), when the keyring is made"
        case .alreadyEnded(let key, let at): "'\(key)' ends at \(at.shown) already"
        case .notBegun(let key, let from): "'\(key)' begins at \(from.shown) only"
        case .gap(let role, let from, let to): "no \(role) key could sign from \(from.shown) to \(to.shown)"
        case .laterKey(let key, let from): "'\(key)' begins at \(from.shown) already"
        case .alreadyCompromised(let key): "'\(key)' is marked as compromised already"
        case .logRootLength(let count): "the root of a log has 32 bytes, not \(count)"
        case .tooManyKeys(let limit): "a keyring has at most \(limit) keys, and as many compromised ones"
        case .impossibleThreshold(let threshold, let roots): "\(threshold) of \(roots) root keys cannot be asked for"
        case .lastVersion: "this version is the last that a keyring can have"
        case .nothingChanged: "the next keyring would say what the last one says"
        case .notAProposal: "this is not the proposal of a keyring"
        case .damagedKeyring(let error, let isBase):
            "the \(isBase ? "last" : "proposed") keyring cannot be read: line \(error.line)"
        case .baseNotSigned: "the last keyring does not carry the signatures of its root keys"
        case .otherVendor(let vendor, let expected): "the proposed keyring is of '\(vendor)', the last of '\(expected)'"
        case .notTheNext(let version, let base): "keyring \(version) does not follow keyring \(base)"
        case .altered(let key): "the signature of '\(key)' does not match: the proposal was changed after it was signed"
        case .strangeSignature(let key): "'\(key)' signed, and is no root key of either keyring"
        case .notARoot(let key): "'\(key)' is no root key of either keyring"
        case .tooManySignatures(let limit): "a keyring has at most \(limit) signatures"
        case .signaturesMissing(let base, let next): Self.missing(base, next)
        case .otherProposal: "the two files propose different keyrings"
        case .key(let error): error.message
        }
    }

    /// What to do next, where there is something to say.
    public var hint: String? {
        switch self {
        case .unknownKey, .unknownRoot: "name the key as 'latchkey-vendor keys list' shows it"
        case .noKeyOfRole: "add the role's first key instead"
        case .foreignName: "names are VENDOR/ROLE/LABEL"
        case .keyInUse: "make a new key: one key has one role"
        case .nameTaken: "choose another label"
        case .weakKey: "ask for another key: nobody may rely on this one"
        case .rootKey: "change the root keys instead; they are replaced, not ended or marked"
        case .emptyWindow: "give it an end after its beginning"
        case .inThePast: "let it begin now or later: what is signed already would no longer count"
        case .alreadyEnded, .notBegun: "choose an instant in its window"
        case .gap: "let the new key begin when the old one ends, or earlier"
        case .laterKey: "end that key first, or add the new one beside it"
        case .tooManyKeys: "take out keys whose documents have all run out"
        case .impossibleThreshold: "choose a threshold from 1 to the number of roots, and at most 16 roots"
        case .notAProposal, .damagedKeyring, .altered: "ask for the file again, as an attachment or on a stick"
        case .baseNotSigned, .strangeSignature: "do not sign it; find out where it comes from"
        case .otherVendor, .notTheNext, .otherProposal: "make the proposal anew from the newest keyring"
        case .notARoot: "sign with a root key of the last keyring, or of the proposed one"
        case .tooManySignatures: "use fewer root keys: only a threshold of them has to sign"
        case .signaturesMissing: "have it signed: latchkey-vendor keyring sign FILE --key ROOT-KEY"
        case .key(let error): error.hint
        case .alreadyCompromised, .logRootLength, .lastVersion, .nothingChanged: nil
        }
    }

    private static func missing(_ base: Int, _ next: Int) -> String {
        let parts =
            (base > 0 ? ["\(base) of the last keyring's root keys"] : [])
            + (next > 0 ? ["\(next) of the proposed keyring's root keys"] : [])
        return "still to sign: " + parts.joined(separator: ", ")
    }
}

extension Timestamp {
    fileprivate var shown: String { text.string }
}
