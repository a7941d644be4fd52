internal import LicenseFormat
internal import SignedNote

extension Policy {
    /// The present lies within the license's term, or within its grace days.
    ///
    /// A license's own time of issue counts as past for that license: a clock behind it does not make it wait.
    static let term = Policy(name: "term") { license, circumstances, standing in
        let now = max(circumstances.now, license.issued)
        if now < license.starts {
            standing.phase = .waiting
            standing.findings.append(Finding(.notYetValid, ("starts", license.starts.date.text)))
            return
        }
        guard case .at(let end) = license.expires, case .at(let graceEnd) = license.graceEnds else { return }
        let lastDay = end.lastDay
        if now < end {
            let days = lastDay.dayNumber - now.date.dayNumber
            if let stage = warningStages.first(where: { days <= $0 }) {
                standing.findings.append(
                    Finding(
                        .expiresSoon, ("expires", lastDay.text), ("days", [UInt8](decimal: max(days, 0))),
                        ("stage", [UInt8](decimal: stage))))
            }
        } else if now < graceEnd {
            standing.phase = .inGrace
            standing.findings.append(
                Finding(.inGrace, ("expires", lastDay.text), ("until", graceEnd.lastDay.text)))
        } else {
            standing.phase = .ended
            standing.findings.append(Finding(.expired, ("expires", lastDay.text)))
        }
    }

    /// How many days before the last one there is a warning, each a stage of its own for whoever puts warnings away.
    private static let warningStages: [Int64] = [7, 30, 60]
}
