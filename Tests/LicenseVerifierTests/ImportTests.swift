import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Importing")
struct ImportTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    private func installation(_ edit: (inout ProductTerms) throws -> Void = { _ in }) throws -> Installation {
        try Installation(vendor.product(edit))
    }

    private func request() throws -> SignedNote {
        try makeRequest(
            product: vendor.product().bytes[...], state: .absent, seed: TestVendor.installationSeed(),
            context: Context(now: TestVendor.now()), urls: [], nonce: [UInt8](repeating: 1, count: 16)
        ).request
    }

    private func receipt() throws -> SignedNote {
        var installation = try installation()
        try installation.take(vendor.signed())
        return try giveBack(
            vendor.license().id, product: installation.product[...], state: installation.state,
            seed: TestVendor.installationSeed(), now: TestVendor.now()
        ).receipt
    }

    @Test("a good license is installed, in force, and installed only once")
    func good() throws {
        var installation = try installation()
        #expect(try installation.take(vendor.signed()).outcome == .imported)
        #expect(try installation.verdict().mode == .full)
        let before = installation.blob
        let again = try installation.importing(vendor.signed().bytes)
        #expect(again.state == nil && again.report.outcome == .unchanged && again.report.codes == [.alreadyInstalled])
        #expect(installation.blob == before)
    }

    @Test("S20: damaged, altered, unknown, wrong and newer documents are never mixed up")
    func fiveAnswers() throws {
        let good = try vendor.signed().bytes.string
        let body = try vendor.license().text.string
        let stranger = try TestVendor("other.example")
        let table: [(String, file: String, FindingCode)] = [
            ("nothing", "", .damaged), ("prose", "Dear customer,\nhere is your license.\n", .damaged),
            ("no signature", body, .damaged),
            ("cut in the body", String(good.prefix(200)), .damaged),
            ("cut in the signature", String(good.dropLast(20)), .damaged),
            ("binary", "\u{1}\u{2}\u{3}\n\n— a AAAAAAA=\n", .damaged),
            ("an edited limit", try good.replacingOnce("seats 50", "seats 99"), .altered),
            ("an edited end", try good.replacingOnce("2027-11-22", "2037-11-22"), .altered),
            ("an edited feature", try good.replacingOnce("feature reports", "feature reportz"), .altered),
            ("an edited signature", try good.replacingOnce(String(good.suffix(20)), "AAAAAAAAAAAAAAAAAAA\n"), .altered),
            ("an edited, no longer valid body", try good.replacingOnce("grace-days 7", "grace-days 99999"), .altered),
            ("another vendor's", try stranger.signed().bytes.string, .unknownSigner),
            (
                "a key of the same name",
                try vendor.signed(by: TestKey("vendor.example/license/2026", label: "x")).bytes.string, .unknownSigner
            ),
            (
                "a key newer than the product",
                try vendor.signed(by: TestKey("vendor.example/license/2027")).bytes.string, .unknownKey
            ),
            ("a request", try request().bytes.string, .wrongDocument),
            (
                "a note about something else", try vendor.license.sign(Array("hello\n".utf8)).bytes.string,
                .wrongDocument
            ),
            ("a product file", try vendor.product().bytes.string, .wrongDocument),
            (
                "a newer license", try vendor.license.sign(Array("latchkey/license@v2\nid x\n".utf8)).bytes.string,
                .newerDocument
            ),
            (
                "a license with a newer key in it",
                try vendor.license.sign(Array(body.replacingOnce("grace-days", "colour red\ngrace-days").utf8)).bytes
                    .string, .newerDocument
            ),
            (
                "another document",
                try vendor.revocation.sign(Array("latchkey/revocations@v1\nscope all\n".utf8)).bytes.string,
                .newerDocument
            ),
            (
                "an edited list", try vendor.revocations().bytes.string.replacingOnce("refunded", "refundee"), .altered
            ),
            ("a list cut short", String(try vendor.revocations().bytes.string.dropLast(20)), .damaged),
            ("a stranger's list", try stranger.revocations().bytes.string, .unknownSigner),
            (
                "a list by a newer key",
                try vendor.revocations(by: TestKey("vendor.example/revocation/2027")).bytes.string, .unknownKey
            ),
            (
                "a newer list",
                try vendor.revocation.sign(Array("latchkey/revocations@v2\nscope all\n".utf8)).bytes
                    .string, .newerDocument
            ),
            ("a stranger's repair", try stranger.clockRepair(at: "2026-11-30T00:00:00Z").bytes.string, .unknownSigner),
            (
                "an edited repair",
                try vendor.clockRepair(at: "2026-11-30T00:00:00Z").bytes.string.replacingOnce("11-30", "11-29"),
                .altered
            ),
            ("a receipt", try receipt().bytes.string, .wrongDocument),
            ("an edited receipt", try receipt().bytes.string.replacingOnce("2026-12-01", "2026-12-02"), .wrongDocument),
        ]
        for (what, file, code) in table {
            let (state, report) = try installation().importing(Array(file.utf8))
            #expect(state == nil, "\(what)")
            #expect(report.outcome == .refused, "\(what)")
            #expect(report.codes == [code], "\(what)")
        }
        #expect(table.count == 29)
        assure("S20", tried: table.count, "troubles of a file")
    }

    @Test("fields come from the bytes that were verified: the verdict's license is that text, parsed")
    func verifiedBytes() throws {
        var installation = try installation()
        // Beside the signed license, everything a reader might confuse it with.
        let license = try vendor.signed(1) {
            $0.extensions = [try ExtensionLine(key: "x-mode".bytes, value: "customer EVIL".bytes).orFail()]
        }
        try installation.take(license)
        let verdict = try installation.verdict()
        #expect(verdict.license?.text[...] == license.unverifiedText)
        #expect(verdict.license?.customer.text.string == "ACME SA")
        // A body put before a good note's text belongs to no signature.
        let forged = try vendor.license(2).text + [newline] + license.bytes
        let (state, report) = try installation.importing(forged)
        let notes = try installation.held().notes
        #expect(state == nil || state?.notes == notes, "\(report.codes)")
        assure("S5", tried: 2, "texts beside the signed one")
    }

    @Test("an import is whole or not at all: a refused file leaves the state as it was")
    func atomic() throws {
        var held = try installation()
        try held.take(vendor.signed(1))
        let before = held.blob
        let good = try [vendor.signed(2), vendor.keyringNote(version: 2), vendor.signed(3)].map(\.bytes)
        let bad: [[UInt8]] = [
            Array(try vendor.signed(4).bytes.string.replacingOnce("seats 50", "seats 51").utf8),
            try TestVendor("other.example").signed().bytes,
            try request().bytes, Array("nonsense\n".utf8), try vendor.signed(5, by: vendor.log).bytes,
            Array("latchkey/license@v1\n".utf8),
        ]
        var refused = 0
        for part in bad {
            for position in 0...good.count {
                var parts = good
                parts.insert(part, at: position)
                let (state, report) = try held.importing(LicenseFile.bytes(of: parts))
                // Prose between whole documents is left out; what begins as a document is not prose.
                if part == Array("nonsense\n".utf8), state != nil {
                    #expect(report.codes.contains(.repaired))
                    continue
                }
                #expect(state == nil && report.outcome == .refused, "\(part.string) at \(position)")
                refused += 1
            }
        }
        #expect(refused >= 20)
        #expect(held.blob == before)
    }

    @Test("what is of no use here is skipped and told, and the rest of the file counts")
    func skipped() throws {
        let elsewhere = try vendor.signed(2) {
            $0.installations = [InstallationID(of: try TestKey.seed("elsewhere").publicKey)]
        }
        let otherProduct = try vendor.signed(3) { $0.product = try .of("other") }
        let newer = try vendor.license.sign(Array("latchkey/license@v2\nid x\n".utf8))
        let expired = try vendor.signed(4) { $0.expires = .at(try .of("2026-11-22T12:00:00Z")) }
        for (note, code) in [
            (elsewhere, FindingCode.otherInstallation), (otherProduct, .otherProduct), (newer, .newerDocument),
            (try vendor.keyringNote(version: 1, keys: []), .olderKeyring),
        ] {
            let alone = try installation().importing(note.bytes)
            #expect(alone.state == nil && alone.report.outcome == .refused && alone.report.codes == [code])
            let together = try installation().importing(TestVendor.file(note, vendor.signed(1)))
            #expect(together.state?.licenses.count == 1 && together.report.codes == [code])
        }
        #expect(try installation().importing(expired.bytes).report.outcome == .imported)
        let held = try installation().importing(vendor.keyringNote(version: 1).bytes)
        #expect(held.state == nil && held.report.outcome == .unchanged && held.report.codes == [.alreadyInstalled])
    }

    /// What mail, chat and editors make of a file.
    @Test("what happens to a file on its way is undone, told, and gives exactly the signed bytes")
    func repairs() throws {
        let license = try vendor.signed()
        let text = license.bytes.string
        let table: [(String, String)] = [
            ("CRLF", text.replacing("\n", with: "\r\n")), ("CR", text.replacing("\n", with: "\r")),
            ("a byte order mark", "\u{FEFF}" + text),
            ("blanks at line ends", text.replacing("\n", with: "  \n")),
            ("quoted", "> " + text.dropLast().replacing("\n", with: "\n> ") + "\n"),
            ("quoted twice", "> > " + text.dropLast().replacing("\n", with: "\n> > ") + "\n"),
            ("prose around it", "Hello,\n\nyour license:\n\n\(text)\nRegards,\nThe vendor\n"),
            ("a hyphen", text.replacing("— ", with: "- ")),
            ("two hyphens", text.replacing("— ", with: "-- ")), ("an en dash", text.replacing("— ", with: "– ")),
            ("no-break spaces", text.replacing(" ", with: "\u{A0}")),
            ("no newline at the end", String(text.dropLast())),
            ("empty lines around it", "\n\n\(text)\n\n"), ("an indent", "    " + text.replacing("\n", with: "\n    ")),
            ("a broken signature line", text.replacing("license/2026 ", with: "license/2026\n")),
            ("zero-width spaces", text.replacing("\n", with: "\u{200B}\n")),
        ]
        for (what, changed) in table {
            let (state, report) = try installation().importing(Array(changed.utf8))
            #expect(state?.notes == [license], "\(what)")
            #expect(report.codes == [.repaired], "\(what)")
        }
        #expect(table.count == 16)
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { utf16 += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)] }
        #expect(try installation().importing(utf16).state?.notes == [license])
    }

    @Test("files made to keep the importer busy are answered in seconds")
    func endless() throws {
        let installation = try installation()
        let room = 256 * 1024
        let pieces: [(String, String, String, String)] = [
            ("quote marks", "", ">", "latchkey/license@v1\n"),
            ("quote marks and blanks", "", "> ", "latchkey/license@v1\n"),
            ("lines after an unfinished signature", "latchkey/license@v1\n\n— a/b c\n", "A\n", ""),
            ("lines after an unfinished value", "latchkey/license@v1\ncustomer\n", "b\n", ""),
            ("type lines", "", "latchkey/license@v1\n", ""),
            ("signature lines", "latchkey/license@v1\n\n", "— a/b AAAAAAA=\n", ""),
            ("curly quotes", "latchkey/license@v1\n", "“", "\n"),
            ("empty lines", "latchkey/license@v1\n", "\n", ""), ("one line", "", "a", ""),
            ("dashes", "latchkey/license@v1\n", "- ", "\n"),
            ("carriage returns", "", "\r", ""), ("blanks", "latchkey/license@v1\n", " ", ""),
        ]
        for (what, start, piece, end) in pieces {
            let count = (room - start.utf8.count - end.utf8.count) / piece.utf8.count
            let file = Array((start + String(repeating: piece, count: count) + end).utf8)
            var outcome: ImportReport.Outcome?
            let time = try ContinuousClock().measure { outcome = try installation.importing(file).report.outcome }
            #expect(outcome == .refused, "\(what)")
            #expect(time < .seconds(10), "\(what): \(time)")
        }
        let zeros = [UInt8](repeating: 0, count: 10_000_000)
        let time = try ContinuousClock().measure {
            let report = try installation.importing(zeros).report
            #expect(report.codes == [.damaged])
        }
        #expect(time < .seconds(1))
    }
}
