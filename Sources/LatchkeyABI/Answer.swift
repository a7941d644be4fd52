internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote

/// What a call answers, before it becomes the struct of `latchkey.h`.
package struct Answer {
    /// How the call went; the numbers are those of `latchkey_outcome`.
    package enum Outcome: Int32 {
        case answered = 0
        case refused = 1
        case undecided = 2
        case badCall = 3

        /// Refused, or undecided where the product file cannot be used.
        static func refused(by findings: [Finding]) -> Outcome {
            findings.contains { $0.code == .productFileUnreadable } ? .undecided : .refused
        }
    }

    /// How the call went.
    package var outcome: Outcome
    /// What the software may do; nil when the call asked for no verdict. The numbers are those of `latchkey_mode`.
    package var mode: Int32 = 0
    /// Whether every feature that was asked about may be used.
    package var allowed = false
    /// How many findings the JSON text holds.
    package var findings: Int32 = 0
    /// Seconds since 1970, -1 for no end to tell, the largest number for never.
    package var expires: Int64 = -1
    /// The answer in full, in the making.
    var json = JSONText(.compact)
    /// The answer in full.
    package var text: [UInt8] { json.bytes }
    /// The state to store; empty when it stays as it is.
    package var state: [UInt8] = []
    /// The request, receipt or support bundle.
    package var document: [UInt8] = []

    init(_ outcome: Outcome) { self.outcome = outcome }

    /// The answer to a call that cannot be made, or that something stands in the way of.
    init(_ outcome: Outcome, _ finding: Finding, in language: Language) {
        self.init(outcome)
        findings = 1
        json.object { json in
            json.array("findings", [finding]) { json, finding in finding.write(to: &json, in: language) }
        }
    }

    /// Takes over what a verdict says, all but the JSON text.
    mutating func take(_ verdict: Verdict) {
        mode =
            switch verdict.mode {
            case .off: 1
            case .readOnly: 2
            case .trial: 3
            case .full: 4
            }
        allowed = verdict.mode.allowsUse && verdict.asked.allSatisfy { verdict.allows($0) }
        findings = Int32(truncatingIfNeeded: verdict.findings.count)
        expires =
            switch verdict.expires {
            case nil: -1
            case .at(let end): end.seconds
            case .never: .max
            }
    }
}
