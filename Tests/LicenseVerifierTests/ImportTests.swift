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

    private func installation(_ edit: (inout Product) throws -> Void = { _ in }) throws -> Installation {
        try Installation(vendor.product(edit))
    }

    private func request() throws -> SignedNote {
        try makeRequest(
            product: vendor.product().bytes[...], state: .absent, seed: TestVendor.installationSeed(),
            context: Context(now: TestVendor.now()), urls: [], nonce: [UInt8](repeating: 1, count: 16)
        ).request
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

    @Test("damaged, altered, unknown, wrong and newer documents are told apart")
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
        ]
        for (what, file, code) in table {
            let (state, report) = try installation().importing(Array(file.utf8))
            #expect(state == nil, "\(what)")
            #expect(report.outcome == .refused, "\(what)")
            #expect(report.codes == [code], "\(what)")
        }
        #expect(table.count == 20)
    }

    @Test("of every role and every document only the right pairs are accepted")
    func rolesAndDocuments() throws {
        let signers: [(String, TestKey)] = [
            ("license", vendor.license), ("revocation", vendor.revocation), ("repair", vendor.repair),
            ("log", vendor.log),
            ("root", vendor.roots[0]), ("installation", try TestKey("installation/X", label: "installation")),
            ("stranger", try TestKey("vendor.example/license/stranger")),
        ]
        let documents: [(String, [UInt8])] = [
            ("license", try vendor.license().text), ("keyring", try vendor.keyring(version: 2).text),
            ("request", try request().unverifiedText.map { $0 }), ("foreign", Array("hello\n".utf8)),
        ]
        var accepted: [String] = []
        var tried = 0
        for (role, signer) in signers {
            for (document, text) in documents {
                tried += 1
                let (state, report) = try installation().importing(signer.sign(text).bytes)
                if state != nil { accepted.append("\(role) signs \(document)") }
                #expect((report.outcome == .imported) == (state != nil))
            }
        }
        #expect(tried == 28)
        #expect(accepted == ["license signs license", "root signs keyring"])
    }

    @Test("a role that a keyring gives, not a key's name, decides")
    func roleByKeyring() throws {
        let misnamed = try vendor.keyringNote(
            version: 2,
            keys: [
                try vendor.roleKey("revocation", vendor.license), try vendor.roleKey("license", vendor.log),
            ])
        var installation = try installation()
        try installation.take(misnamed)
        #expect(try installation.importing(vendor.signed(1).bytes).report.codes == [.wrongRole])
        #expect(try installation.take(vendor.signed(2, by: vendor.log)).outcome == .imported)
        #expect(try installation.verdict().mode == .full)
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
    }

    @Test("a license is known by its signed ID, whatever the file or its signatures")
    func deduplication() throws {
        var installation = try installation()
        let license = try vendor.signed()
        try installation.take(license)
        let another = try TestKey("vendor.example/license/2027")
        let twice = SignedNote(
            text: Array(license.unverifiedText),
            signatures: try another.sign(Array(license.unverifiedText)).signatures + license.signatures)
        let crlf = Array(license.bytes.string.replacing("\n", with: "\r\n").utf8)
        let prose = Array("Hello,\n\n".utf8) + license.bytes + Array("\nRegards\n".utf8)
        for file in [twice.bytes, crlf, prose, LicenseFile.bytes(of: [license.bytes, license.bytes])] {
            let (state, report) = try installation.importing(file)
            #expect(state == nil && report.outcome == .unchanged)
            #expect(report.codes.contains(.alreadyInstalled))
        }
        let other = try installation.importing(vendor.signed { $0.customer = try .of("Other") }.bytes)
        #expect(other.state == nil && other.report.codes == [.sameIDOtherText])
    }

    @Test("a keyring needs the threshold of the known roots, and of the new ones where they change")
    func thresholds() throws {
        let old = try TestVendor(roots: 3, threshold: 2)
        let new = try TestVendor(roots: 3, threshold: 2, label: "new ")
        let text = try old.keyring(version: 2).text
        let changed = try old.keyring(version: 2) { $0.roots = try new.rootKeys() }.text
        let alias = try TestKey("vendor.example/root/alias", label: "vendor.example/root/0")
        let table: [(String, [UInt8], [TestKey], FindingCode?)] = [
            ("two of three", text, [old.roots[0], old.roots[2]], nil), ("all three", text, old.roots, nil),
            ("one", text, [old.roots[0]], .tooFewSignatures),
            ("one twice", text, [old.roots[0], old.roots[0]], .tooFewSignatures),
            ("one under two names", text, [old.roots[0], alias], .tooFewSignatures),
            ("one and a stranger", text, [old.roots[0], new.roots[1]], .tooFewSignatures),
            ("one and the license key", text, [old.roots[0], old.license], .tooFewSignatures),
            ("strangers", text, new.roots, .unknownSigner),
            ("new roots, signed by both", changed, Array(old.roots.prefix(2) + new.roots.prefix(2)), nil),
            ("new roots, signed by the old", changed, Array(old.roots.prefix(2)), .tooFewSignatures),
            ("new roots, signed by the new", changed, Array(new.roots.prefix(2)), .unknownSigner),
            (
                "new roots, signed by one new", changed, Array(old.roots.prefix(2) + new.roots.prefix(1)),
                .tooFewSignatures
            ),
            (
                "new roots, signed by one old", changed, Array(old.roots.prefix(1) + new.roots.prefix(2)),
                .tooFewSignatures
            ),
        ]
        for (what, text, signers, code) in table {
            let (state, report) = try Installation(old.product()).importing(sign(text, by: signers).bytes)
            #expect((state != nil) == (code == nil), "\(what)")
            #expect(report.codes == [code].compactMap { $0 }, "\(what)")
        }
        #expect(table.count == 13)
        // A known root's bad signature refuses the keyring, whoever else signed it.
        let good = try sign(text, by: old.roots)
        var bytes = good.signatures[2].bytes
        bytes[5] ^= 1
        let spoiled = SignedNote(
            text: text,
            signatures: good.signatures.prefix(2) + [
                .init(name: good.signatures[2].name, keyID: good.signatures[2].keyID, bytes: bytes)
            ])
        #expect(try Installation(old.product()).importing(spoiled.bytes).report.codes == [.altered])
    }

    @Test("a chain of changed roots is followed step by step, in one file or in many")
    func chain() throws {
        let steps = try (0...3).map { try TestVendor(label: "step \($0) ") }
        func note(_ version: Int) throws -> SignedNote {
            let next = steps[version - 1]
            let text = try next.keyring(version: Int64(version), keys: [try next.roleKey("license", next.license)]).text
            return try sign(text, by: version == 1 ? [next.roots[0]] : [steps[version - 2].roots[0], next.roots[0]])
        }
        let license = try steps[3].signed()
        let product = try steps[0].product(keyring: note(1))
        var many = try Installation(product)
        for version in 2...4 { #expect(try many.take(note(version)).outcome == .imported) }
        #expect(try many.take(license).outcome == .imported)
        #expect(try many.verdict().mode == .full)
        #expect(try many.verdict().codes == [])
        var one = try Installation(product)
        #expect(try one.take(license, note(2), note(3), note(4)).outcome == .imported)
        #expect(try one.verdict().mode == .full)
        // A step left out breaks the chain.
        #expect(try Installation(product).importing(TestVendor.file(note(2), note(4), license)).state == nil)
    }

    @Test("a keyring never goes back, and an older one does not spoil the license beside it")
    func rollback() throws {
        var installation = try installation()
        let stolen = try vendor.keyringNote(
            version: 5,
            keys: [try vendor.roleKey("revocation", vendor.revocation), try vendor.roleKey("license", vendor.log)])
        try installation.take(stolen)
        #expect(try installation.take(vendor.signed(1, by: vendor.log), at: nil).outcome == .imported)
        for version in Int64(1)...5 {
            let (state, report) = try installation.importing(vendor.keyringNote(version: version).bytes)
            #expect(state == nil && report.codes == [.olderKeyring], "version \(version)")
        }
        // The key that the newer keyring dropped stays dropped, with an older keyring beside its license.
        let (state, report) = try installation.importing(
            TestVendor.file(vendor.signed(2), vendor.keyringNote(version: 4)))
        #expect(state == nil && report.outcome == .refused)
        #expect(report.codes.contains(.unknownKey))
        // A good license beside an older keyring counts.
        #expect(
            try installation.take(vendor.signed(3, by: vendor.log), vendor.keyringNote(version: 2)).outcome == .imported
        )
        #expect(try installation.verdict().license?.text == vendor.license(3).text)
    }

    @Test("bundles recombined from parts of others are refused, or change nothing that was signed")
    func recombined() throws {
        let stranger = try TestVendor("other.example")
        let imposter = try TestVendor(label: "imposter ")
        let first = try vendor.signed(1)
        let second = try vendor.signed(2) { $0.customer = try .of("Other") }
        let keyring = try vendor.keyringNote(version: 2)
        let strangers = try stranger.keyringNote(version: 9)
        let imposters = try imposter.keyringNote(version: 9)
        let refused: [(String, [SignedNote])] = [
            (
                "a license with another's signature",
                [SignedNote(text: Array(first.unverifiedText), signatures: second.signatures)]
            ),
            (
                "a license with the keyring's signature",
                [SignedNote(text: Array(first.unverifiedText), signatures: keyring.signatures)]
            ),
            (
                "a keyring with the license's signature",
                [SignedNote(text: Array(keyring.unverifiedText), signatures: first.signatures), first]
            ),
            ("a good license and another vendor's keyring", [first, strangers]),
            ("another vendor's keyring first", [strangers, first]),
            ("another vendor's whole file", [try stranger.signed(), strangers]),
            ("a good license and an imposter's keyring", [first, imposters]),
            ("an imposter's whole file", [try imposter.signed(), imposters]),
            (
                "a good license and an altered one",
                [first, SignedNote(text: try vendor.license(3).text, signatures: second.signatures)]
            ),
            ("a good license and a request", [first, try request()]),
        ]
        for (what, notes) in refused {
            for order in [notes, notes.reversed()] {
                let (state, report) = try installation().importing(LicenseFile.bytes(of: order.map(\.bytes)))
                #expect(state == nil && report.outcome == .refused, "\(what)")
            }
        }
        #expect(refused.count == 10)
        for notes in [
            [first, keyring], [keyring, first], [second, first, keyring], [first, try vendor.keyringNote(version: 1)],
        ] {
            let state = try installation().importing(LicenseFile.bytes(of: notes.map(\.bytes))).state
            #expect(try #require(state).notes.allSatisfy { notes.contains($0) })
        }
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
