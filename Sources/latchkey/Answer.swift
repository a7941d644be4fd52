internal import ArgumentParser
internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote
internal import Terminal
internal import VerdictText

/// Shows verdicts and reports to a person, and ends with the exit status that they call for.
enum Answer {
    /// The mode and the expiry first, then what decides, then what to do.
    static func show(_ verdict: Verdict, product: [UInt8], on page: Page = Page()) {
        page.field("mode", [UInt8](verdict.mode.name).string)
        if verdict.expires != nil { page.field("expires", expiry(of: verdict)) }
        details(verdict, product: product, on: page)
        page.findings(verdict.findings, in: .ofUser)
    }

    /// License, product, installation, features and limits.
    static func details(_ verdict: Verdict, product: [UInt8], on page: Page) {
        if let license = verdict.license {
            page.field(
                "license", "\(license.id.text.string) (\(license.kind.text.string)) for \(license.customer.text.string)"
            )
        }
        if let file = try? Product(parsing: product[...]) {
            page.field("product", "\(file.title.text.string) \(file.version.text.string) (\(file.product.text.string))")
        }
        if let installation = verdict.installation { page.field("installation", installation.text.string) }
        if !verdict.features.isEmpty {
            page.field("features", verdict.features.map(\.text.string).joined(separator: ", "))
        }
        for limit in verdict.limits { page.field("limit", limit.text.string) }
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
            let page = Page()
            for item in report.items {
                page.field(item.isInstalled ? installed : "passed over", item.title)
            }
            page.findings(report.allFindings, in: .ofUser)
            show(verdict, product: product, on: page)
        }
    }

    /// Ends with the status of the mode.
    static func end(_ verdict: Verdict) throws {
        if verdict.isUndecided { throw ExitCode(Failure.Status.undecided.rawValue) }
        let isShort = verdict.findings.contains { $0.code == .featureNotLicensed || $0.code == .featureNeedsVersion }
        if !verdict.mode.allowsUse || isShort { throw ExitCode(Failure.Status.refused.rawValue) }
    }

    /// Ends with an error when the file was refused.
    static func end(_ report: ImportReport, file: String) throws {
        guard report.outcome == .refused, let finding = report.allFindings.first else { return }
        throw Failure(finding, in: file)
    }

    private static func expiry(of verdict: Verdict) -> String {
        guard let lastDay = verdict.lastDay, let days = verdict.daysLeft else { return "never" }
        return Day.relative(lastDay, days: days)
    }
}

extension ImportReport.Item {
    /// What the item is, and its number.
    fileprivate var title: String { [[UInt8](document.name).string, name.string].joined(separator: " ") }
}
