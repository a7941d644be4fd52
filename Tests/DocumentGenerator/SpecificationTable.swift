import LicenseVerifier

/// The table of codes in docs/spec/findings.md.
enum SpecificationTable {
    static var text: String {
        let head = ["| code | severity | message | remedy | in |", "| --- | --- | --- | --- | --- |"]
        let rows = Row.all(in: .english).map {
            "| `\($0.name)` | \($0.severity) | \($0.message) | \($0.remedy) | \($0.code.places) |"
        }
        return (head + rows).joined(separator: "\n") + "\n"
    }
}

extension FindingCode {
    /// Where a finding occurs.
    var places: String {
        switch self {
        case .productFileUnreadable, .stateUnreadable, .stateNewer, .stateForOtherProduct: "verdict, import, request"
        case .versionUnreadable: "verdict, request"
        case .requestNotPossible: "request"
        case .licenseNotInstalled: "return"
        case .contextUnreadable: "every call of the library"
        case .verifierMissing, .verifierNotExecutable, .verifierNotStarted, .verifierEnded, .verifierTooSlow,
            .verifierGarbled, .extensionUnsuitable, .verdictKept, .cannotVerify:
            "PHP"
        case .altered, .unknownSigner, .unknownKey, .newerDocument, .wrongRole, .keyNotValidThen, .keyCompromised,
            .proofMissing, .otherVendor, .otherProduct, .otherInstallation:
            "verdict, import"
        case .historyUnreadable, .damaged, .wrongDocument, .tooFewSignatures, .weakKey, .repaired, .alreadyInstalled,
            .sameIDOtherText, .olderKeyring, .olderRevocations, .proofNotUsed, .stateFull, .clockRepaired,
            .clockRepairUsed, .givenBack:
            "import"
        case .stateForOtherKeys, .stateNotWritten, .nothingInstalled, .otherURL, .urlNotConfigured, .urlUnreadable,
            .urlTrimmed, .mismatchTolerated, .versionNotCovered, .hostNotCovered, .maintenanceEnded, .copySuspected,
            .notYetValid, .expiresSoon, .inGrace, .expired, .revoked, .trialRunning, .trialEnded, .clockBehind,
            .clockAhead, .clockContradicted, .featureNotLicensed, .featureNeedsVersion:
            "verdict"
        }
    }
}
