internal import ArgumentParser
internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote
internal import Terminal

/// Shows verdicts and reports to a person, and ends with the exit status that they call for.
enum Answer {
    /// The expiry first, then what decides, then what to do.
    static func show(_ verdict: Verdict, product: [UInt8]) {
        line("mode", verdict.mode.name)
        if verdict.expires != nil { line("expires", expiry(of: verdict)) }
        if let license = verdict.license {
            line(
                "license", "\(license.id.text.string) (\(license.kind.text.string)) for \(license.customer.text.string)"
            )
        }
        if let file = try? Product(parsing: product[...]) {
            line("product", "\(file.title.text.string) \(file.version.text.string) (\(file.product.text.string))")
        }
        if let installation = verdict.installation { line("installation", installation.text.string) }
        if !verdict.features.isEmpty {
            line("features", verdict.features.map(\.text.string).joined(separator: ", "))
        }
        for limit in verdict.limits { line("limit", limit.text.string) }
        show(verdict.findings)
    }

    /// What came of a file, or would come of it, and the verdict after that. To a person, a refusal is told as an error.
    static func tell(
        _ report: ImportReport, _ verdict: Verdict, product: [UInt8], installed: String = "installed", json: Bool
    ) {
        if json {
            Console.result { json in
                json.object { json in
                    json.object("import") { json in report.write(membersTo: &json) }
                    json.object("verdict") { json in verdict.write(membersTo: &json) }
                }
            }
        } else if report.outcome != .refused {
            show(report, installed: installed)
            show(verdict, product: product)
        }
    }

    /// What came of each document in a file.
    private static func show(_ report: ImportReport, installed: String) {
        for item in report.items {
            let name = [[UInt8](item.document.name).string, Console.safe(item.name.string)].joined(separator: " ")
            line(item.isInstalled ? installed : "passed over", name)
        }
        show(report.allFindings)
    }

    /// Severity, sentence and remedy of each finding.
    static func show(_ findings: [Finding], in language: Language = .ofUser) {
        for finding in findings {
            show(finding.severity, finding.message(in: language), next: finding.remedy(in: language), in: language)
        }
    }

    /// Two lines: how much it matters and what is wrong, and what to do.
    static func show(_ severity: Severity, _ message: [UInt8], next remedy: [UInt8], in language: Language) {
        let severity = [UInt8](severity.name(in: language)).string
        Console.result("\(severity)\(language.colon) \(message.string)")
        Console.result("  \(language.nextStep)\(language.colon) \(remedy.string)")
    }

    /// Ends with the status of the mode.
    static func end(_ verdict: Verdict) throws {
        if verdict.findings.contains(where: \.isUndecided) { throw ExitCode(Failure.Status.undecided.rawValue) }
        let isShort = verdict.findings.contains { $0.code == .featureNotLicensed || $0.code == .featureNeedsVersion }
        if !verdict.mode.allowsUse || isShort { throw ExitCode(Failure.Status.refused.rawValue) }
    }

    /// Ends with an error when the file was refused.
    static func end(_ report: ImportReport, file: String) throws {
        guard report.outcome == .refused, let finding = report.allFindings.first else { return }
        throw Failure(finding, in: file)
    }

    private static func expiry(of verdict: Verdict) -> String {
        guard let lastDay = verdict.lastDay?.text.string, let days = verdict.daysLeft else { return "never" }
        return switch days {
        case ..<0: "\(lastDay), \(-days) days ago"
        case 0: "\(lastDay), today"
        case 1: "\(lastDay), tomorrow"
        default: "\(lastDay), in \(days) days"
        }
    }

    private static func line(_ name: String, _ value: StaticString) {
        line(name, [UInt8](value).string)
    }

    private static func line(_ name: String, _ value: String) {
        let padding = String(repeating: " ", count: max(1, 15 - name.utf8.count))
        Console.result(name + padding + Console.safe(value))
    }
}
