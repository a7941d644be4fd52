internal import SignedNote

/// One row of the table of findings: how much it matters, and in each language one sentence on what is wrong and one on
/// what to do.
///
/// `{name}` stands for the finding's value of that name, in both languages for the same. The rows stand in
/// `FindingTexts`; each finding's values are given by the code that makes it, and a test fills each row and finds no
/// brace left.
public struct FindingText: Sendable {
    /// The sentences of a row in one language: lower case at the beginning, without a full stop.
    public struct Sentences: Sendable {
        /// What is wrong.
        public let message: StaticString
        /// What to do next.
        public let remedy: StaticString
    }

    /// How much it matters.
    public let severity: Severity
    private let english: Sentences
    private let french: Sentences

    init(
        _ severity: Severity, english: (message: StaticString, remedy: StaticString),
        french: (message: StaticString, remedy: StaticString)
    ) {
        self.severity = severity
        self.english = Sentences(message: english.message, remedy: english.remedy)
        self.french = Sentences(message: french.message, remedy: french.remedy)
    }

    /// The two sentences in a language.
    public func sentences(in language: Language) -> Sentences {
        switch language {
        case .english: english
        case .french: french
        }
    }

    /// A sentence as the table shows it, where no values are given: `{found}` as `‹found›`.
    public static func shown(_ sentence: StaticString) -> [UInt8] {
        var shown: [UInt8] = []
        for byte in [UInt8](sentence) {
            switch byte {
            case UInt8(ascii: "{"): shown.append("‹")
            case UInt8(ascii: "}"): shown.append("›")
            default: shown.append(byte)
            }
        }
        return shown
    }

    /// What is wrong, in English.
    public var message: StaticString { english.message }
    /// What to do next, in English.
    public var remedy: StaticString { english.remedy }
}

extension FindingCode {
    /// The row of this code.
    public var text: FindingText {
        switch self {
        case .productFileUnreadable: .productFileUnreadable
        case .stateUnreadable: .stateUnreadable
        case .stateNewer: .stateNewer
        case .stateForOtherKeys: .stateForOtherKeys
        case .stateForOtherProduct: .stateForOtherProduct
        case .requestNotPossible: .requestNotPossible
        case .stateNotWritten: .stateNotWritten
        case .historyUnreadable: .historyUnreadable
        case .nothingInstalled: .nothingInstalled
        case .damaged: .damaged
        case .altered: .altered
        case .unknownSigner: .unknownSigner
        case .unknownKey: .unknownKey
        case .wrongDocument: .wrongDocument
        case .newerDocument: .newerDocument
        case .wrongRole: .wrongRole
        case .keyNotValidThen: .keyNotValidThen
        case .keyCompromised: .keyCompromised
        case .proofMissing: .proofMissing
        case .tooFewSignatures: .tooFewSignatures
        case .weakKey: .weakKey
        case .otherVendor: .otherVendor
        case .otherProduct: .otherProduct
        case .otherInstallation: .otherInstallation
        case .otherURL: .otherURL
        case .urlNotConfigured: .urlNotConfigured
        case .urlUnreadable: .urlUnreadable
        case .urlTrimmed: .urlTrimmed
        case .mismatchTolerated: .mismatchTolerated
        case .versionNotCovered: .versionNotCovered
        case .versionUnreadable: .versionUnreadable
        case .hostNotCovered: .hostNotCovered
        case .maintenanceEnded: .maintenanceEnded
        case .copySuspected: .copySuspected
        case .notYetValid: .notYetValid
        case .expiresSoon: .expiresSoon
        case .inGrace: .inGrace
        case .expired: .expired
        case .revoked: .revoked
        case .trialRunning: .trialRunning
        case .trialEnded: .trialEnded
        case .clockBehind: .clockBehind
        case .clockAhead: .clockAhead
        case .clockContradicted: .clockContradicted
        case .featureNotLicensed: .featureNotLicensed
        case .featureNeedsVersion: .featureNeedsVersion
        case .repaired: .repaired
        case .alreadyInstalled: .alreadyInstalled
        case .sameIDOtherText: .sameIDOtherText
        case .olderKeyring: .olderKeyring
        case .olderRevocations: .olderRevocations
        case .proofNotUsed: .proofNotUsed
        case .stateFull: .stateFull
        case .clockRepaired: .clockRepaired
        case .clockRepairUsed: .clockRepairUsed
        case .givenBack: .givenBack
        case .licenseNotInstalled: .licenseNotInstalled
        case .contextUnreadable: .contextUnreadable
        case .verifierMissing: .verifierMissing
        case .verifierNotExecutable: .verifierNotExecutable
        case .verifierNotStarted: .verifierNotStarted
        case .verifierEnded: .verifierEnded
        case .verifierTooSlow: .verifierTooSlow
        case .verifierGarbled: .verifierGarbled
        case .extensionUnsuitable: .extensionUnsuitable
        case .verdictKept: .verdictKept
        case .cannotVerify: .cannotVerify
        }
    }
}
