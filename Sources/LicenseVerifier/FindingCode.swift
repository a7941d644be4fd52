/// Everything that can be said about an installation's licenses, each with a stable name.
///
/// Names appear in JSON, in documents and in other people's scripts: they are never reused and never change meaning.
/// What each says, and what to do, stands in `FindingText.swift`.
public enum FindingCode: CaseIterable, Sendable {
    // What stands in the way of an answer.
    case productFileUnreadable, stateUnreadable, stateNewer, stateForOtherKeys, stateForOtherProduct, requestNotPossible

    // What is installed.
    case nothingInstalled

    // What is wrong with a document.
    case damaged, altered, unknownSigner, wrongDocument, newerDocument, wrongRole, keyNotValidThen, keyCompromised
    case proofMissing, tooFewSignatures, weakKey

    // Where a license does not apply.
    case otherVendor, otherProduct, otherInstallation, otherURL, urlNotConfigured, urlUnreadable, urlTrimmed
    case versionNotCovered, versionUnreadable, hostNotCovered, maintenanceEnded

    // When a license does not apply.
    case notYetValid, expiresSoon, inGrace, expired

    // What a license does not grant.
    case featureNotLicensed

    // What an import did.
    case repaired, alreadyInstalled, sameIDOtherText, olderKeyring, proofNotUsed, stateFull

    /// The stable name.
    public var name: StaticString {
        switch self {
        case .productFileUnreadable: "product-file-unreadable"
        case .stateUnreadable: "state-unreadable"
        case .stateNewer: "state-newer"
        case .stateForOtherKeys: "state-for-other-keys"
        case .stateForOtherProduct: "state-for-other-product"
        case .requestNotPossible: "request-not-possible"
        case .nothingInstalled: "nothing-installed"
        case .damaged: "damaged"
        case .altered: "altered"
        case .unknownSigner: "unknown-signer"
        case .wrongDocument: "wrong-document"
        case .newerDocument: "newer-document"
        case .wrongRole: "wrong-role"
        case .keyNotValidThen: "key-not-valid-then"
        case .keyCompromised: "key-compromised"
        case .proofMissing: "proof-missing"
        case .tooFewSignatures: "too-few-signatures"
        case .weakKey: "weak-key"
        case .otherVendor: "other-vendor"
        case .otherProduct: "other-product"
        case .otherInstallation: "other-installation"
        case .otherURL: "other-url"
        case .urlNotConfigured: "url-not-configured"
        case .urlUnreadable: "url-unreadable"
        case .urlTrimmed: "url-trimmed"
        case .versionNotCovered: "version-not-covered"
        case .versionUnreadable: "version-unreadable"
        case .hostNotCovered: "host-not-covered"
        case .maintenanceEnded: "maintenance-ended"
        case .notYetValid: "not-yet-valid"
        case .expiresSoon: "expires-soon"
        case .inGrace: "in-grace"
        case .expired: "expired"
        case .featureNotLicensed: "feature-not-licensed"
        case .repaired: "repaired"
        case .alreadyInstalled: "already-installed"
        case .sameIDOtherText: "same-id-other-text"
        case .olderKeyring: "older-keyring"
        case .proofNotUsed: "proof-not-used"
        case .stateFull: "state-full"
        }
    }
}

/// How much a finding matters.
public enum Severity: Comparable, Sendable {
    /// Takes something away now.
    case error
    /// Will take something away, or already takes a little.
    case warning
    /// Worth knowing.
    case notice

    /// The name in JSON.
    public var name: StaticString {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .notice: "notice"
        }
    }
}
