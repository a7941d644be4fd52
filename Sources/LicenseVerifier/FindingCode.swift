/// Everything that can be said about an installation's licenses, each with a stable name.
///
/// Names appear in JSON, in documents and in other people's scripts: they are never reused and never change meaning.
/// What each says, and what to do, stands in `FindingTexts`.
public enum FindingCode: CaseIterable, Sendable {
    // What stands in the way of an answer.
    case productFileUnreadable, stateUnreadable, stateNewer, stateForOtherKeys, stateForOtherProduct, requestNotPossible
    case stateNotWritten, historyUnreadable

    // What is installed.
    case nothingInstalled

    // What is wrong with a document.
    case damaged, altered, unknownSigner, unknownKey, wrongDocument, newerDocument, wrongRole, keyNotValidThen
    case keyCompromised, proofMissing, tooFewSignatures, weakKey

    // Where a license does not apply.
    case otherVendor, otherProduct, otherInstallation, otherURL, urlNotConfigured, urlUnreadable, urlTrimmed
    case mismatchTolerated, versionNotCovered, versionUnreadable, hostNotCovered, maintenanceEnded, copySuspected

    // When a license does not apply.
    case notYetValid, expiresSoon, inGrace, expired, revoked, trialRunning, trialEnded

    // What is wrong with the time.
    case clockBehind, clockAhead, clockContradicted

    // What a license does not grant.
    case featureNotLicensed, featureNeedsVersion

    // What an import did.
    case repaired, alreadyInstalled, sameIDOtherText, olderKeyring, olderRevocations, proofNotUsed, stateFull
    case clockRepaired, clockRepairUsed, givenBack

    // What a return could not do.
    case licenseNotInstalled

    // What stands between the software and the verifier.
    case contextUnreadable, verifierMissing, verifierNotExecutable, verifierNotStarted, verifierEnded, verifierTooSlow
    case verifierGarbled, extensionUnsuitable, verdictKept, cannotVerify

    /// The stable name.
    public var name: StaticString {
        switch self {
        case .productFileUnreadable: "product-file-unreadable"
        case .stateUnreadable: "state-unreadable"
        case .stateNewer: "state-newer"
        case .stateForOtherKeys: "state-for-other-keys"
        case .stateForOtherProduct: "state-for-other-product"
        case .requestNotPossible: "request-not-possible"
        case .stateNotWritten: "state-not-written"
        case .historyUnreadable: "history-unreadable"
        case .nothingInstalled: "nothing-installed"
        case .damaged: "damaged"
        case .altered: "altered"
        case .unknownSigner: "unknown-signer"
        case .unknownKey: "unknown-key"
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
        case .mismatchTolerated: "mismatch-tolerated"
        case .versionNotCovered: "version-not-covered"
        case .versionUnreadable: "version-unreadable"
        case .hostNotCovered: "host-not-covered"
        case .maintenanceEnded: "maintenance-ended"
        case .copySuspected: "copy-suspected"
        case .notYetValid: "not-yet-valid"
        case .expiresSoon: "expires-soon"
        case .inGrace: "in-grace"
        case .expired: "expired"
        case .revoked: "revoked"
        case .trialRunning: "trial-running"
        case .trialEnded: "trial-ended"
        case .clockBehind: "clock-behind"
        case .clockAhead: "clock-ahead"
        case .clockContradicted: "clock-contradicted"
        case .featureNotLicensed: "feature-not-licensed"
        case .featureNeedsVersion: "feature-needs-version"
        case .repaired: "repaired"
        case .alreadyInstalled: "already-installed"
        case .sameIDOtherText: "same-id-other-text"
        case .olderKeyring: "older-keyring"
        case .olderRevocations: "older-revocations"
        case .proofNotUsed: "proof-not-used"
        case .stateFull: "state-full"
        case .clockRepaired: "clock-repaired"
        case .clockRepairUsed: "clock-repair-used"
        case .givenBack: "given-back"
        case .licenseNotInstalled: "license-not-installed"
        case .contextUnreadable: "context-unreadable"
        case .verifierMissing: "verifier-missing"
        case .verifierNotExecutable: "verifier-not-executable"
        case .verifierNotStarted: "verifier-not-started"
        case .verifierEnded: "verifier-ended"
        case .verifierTooSlow: "verifier-too-slow"
        case .verifierGarbled: "verifier-garbled"
        case .extensionUnsuitable: "extension-unsuitable"
        case .verdictKept: "verdict-kept"
        case .cannotVerify: "cannot-verify"
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

    /// The word for people.
    public func name(in language: Language) -> StaticString {
        switch (language, self) {
        case (.english, _): name
        case (.french, .error): "erreur"
        case (.french, .warning): "avertissement"
        case (.french, .notice): "information"
        }
    }
}
