import Fixtures
import Foundation
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Findings")
struct FindingTests {
    /// Braces in a sentence: the names between them.
    static func names(in template: StaticString) -> [String] {
        template.description.split(separator: "{").dropFirst().map { String($0.prefix { $0 != "}" }) }
    }

    @Test("names are unique, in kebab case, and never change")
    func names() throws {
        let names = FindingCode.allCases.map { $0.name.description }
        #expect(Set(names).count == names.count)
        for name in names { #expect(name.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(name)") }
        for known in [
            "damaged", "altered", "unknown-signer", "wrong-document", "newer-document", "expired", "other-installation",
            "other-url",
        ] {
            #expect(names.contains(known))
        }
    }

    @Test("sentences begin in lower case, end without a full stop and hold whole braces")
    func sentences() {
        for code in FindingCode.allCases {
            for sentence in [code.text.message.description, code.text.remedy.description] {
                #expect(sentence.wholeMatch(of: /([a-z{]|PHP )[^?]*[^.!?]/) != nil, "\(sentence)")
                #expect(sentence.count { $0 == "{" } == sentence.count { $0 == "}" }, "\(sentence)")
                for name in Self.names(in: code.text.message) { #expect(name.wholeMatch(of: /[a-z]+/) != nil) }
            }
        }
    }

    /// Every way to each finding that there is.
    static func all() throws -> [Finding] {
        let vendor = try TestVendor()
        let other = try TestVendor("other.example")
        var findings: [Finding] = []
        func fresh(_ edit: (inout ProductTerms) throws -> Void = { _ in }) throws -> Installation {
            try Installation(vendor.product(edit))
        }
        func imported(_ file: [UInt8], _ product: [UInt8]? = nil) throws {
            var installation = try fresh()
            if let product { installation.product = product }
            findings += try installation.importing(file).report.allFindings
        }
        func judged(
            at now: String = "2026-12-01T10:00:00Z", _ license: (inout LicenseTerms) throws -> Void = { _ in },
            _ edit: (inout Context) throws -> Void = { _ in }
        ) throws {
            var installation = try fresh()
            try installation.take(vendor.signed(1, license))
            findings += try installation.verdict(at: now, edit).findings
        }
        // The product file and the state.
        var broken = try fresh()
        broken.product = Array("latchkey/product@v1\n".utf8)
        findings += try broken.verdict().findings
        findings += try broken.importing(vendor.signed().bytes).report.allFindings
        var installation = try fresh()
        findings += try installation.verdict().findings
        for state in ["", "garbage", "latchkey/state@v1\nchecksum 00 0\n", "latchkey/state@v9\n"] {
            installation.state = .blob(state.bytes)
            findings += try installation.verdict().findings
        }
        installation.state = .unreadable(Array("permission denied".utf8))
        findings += try installation.verdict().findings
        try installation.take(vendor.signed())
        var held = try installation.held()
        held.rootsDigest = [UInt8](repeating: 7, count: 32)
        installation.state = .blob(held.bytes[...])
        findings += try installation.verdict().findings
        installation.product = try vendor.product { $0.product = try .of("other") }.bytes
        findings += try installation.verdict().findings
        findings += try installation.importing(vendor.signed().bytes).report.allFindings
        installation = try fresh()
        // Documents.
        try imported(Array("hello".utf8))
        try imported(Array(vendor.signed().bytes.string.replacingOnce("seats 50", "seats 99").utf8))
        try imported(other.signed().bytes)
        let seed = try TestVendor.installationSeed()
        let wildcards = [try LicensedURL.of("https://*.acme.example/")]
        let request = try makeRequest(
            product: installation.product[...], state: .absent, seed: seed, context: Context(now: TestVendor.now()),
            urls: [],
            nonce: [UInt8](repeating: 1, count: 16)
        ).request
        do throws(Finding) {
            _ = try makeRequest(
                product: installation.product[...], state: .absent, seed: seed,
                context: Context(now: Timestamp(clamping: 0)),
                urls: wildcards, nonce: [UInt8](repeating: 1, count: 16))
        } catch {
            findings.append(error)
        }
        try imported(request.bytes)
        try imported(vendor.license.sign(Array("latchkey/license@v2\nwhatever\n".utf8)).bytes)
        try imported(vendor.signed(by: vendor.revocation).bytes)
        try imported(vendor.signed { $0.issued = try .of("2025-12-31T00:00:00Z") }.bytes)
        let root = Base64.encode([UInt8](repeating: 7, count: 32)[...]).string
        let stolen = try vendor.keyringNote(version: 2) {
            $0.compromised = [try .of("\(vendor.license.key.nameAndID.string) 5 \(root)")]
        }
        try imported(TestVendor.file(stolen, vendor.signed()))
        try imported(vendor.signed().bytes, vendor.product { $0.requiresLogProof = true }.bytes)
        let identity = try Ed25519PublicKey([1] + [UInt8](repeating: 0, count: 31)).orFail()
        let weak = RoleKey(
            role: try .of("log"), key: try VerifierKey(name: "vendor.example/log/weak".bytes, publicKey: identity),
            from: try .of("2026-01-01T00:00:00Z"), until: .never)
        try imported(vendor.keyringNote(version: 2, keys: [weak]).bytes)
        let text = try vendor.license().text
        let proof = try TestLog(size: 7, holding: text[...], at: 3).proof(of: 3, by: vendor.log)
        try imported(LicenseFile.bytes(of: [vendor.signed().bytes, proof.bytes, proof.bytes]))
        let two = try TestVendor(roots: 3, threshold: 2)
        try imported(two.keyringNote(version: 2, by: [two.roots[0]]).bytes, two.product().bytes)
        try imported(vendor.signed { $0.vendor = try .of("other.example") }.bytes)
        try imported(vendor.signed { $0.product = try .of("other") }.bytes)
        try imported(vendor.keyringNote().bytes)
        try imported(vendor.keyringNote(version: 1, keys: []).bytes)
        let crlf = try vendor.signed().bytes.string.replacing("\n", with: "\r\n")
        try imported(Array(crlf.utf8))
        installation = try fresh()
        for _ in 0..<2 { findings += try installation.take(vendor.signed()).allFindings }
        findings += try installation.take(vendor.signed { $0.limits = [] }).allFindings
        for start in [2, 33, 64] {
            findings += try installation.take(
                LicenseFile.bytes(of: (start..<(start + 31)).map { try vendor.signed($0).bytes })
            ).allFindings
        }
        // Where a license does not apply.
        var foreign = try fresh()
        foreign.product = try vendor.product { $0.product = try .of("other") }.bytes
        findings += try foreign.importing(vendor.signed().bytes).report.allFindings
        try imported(
            vendor.signed { $0.installations = [InstallationID(of: try TestKey.seed("elsewhere").publicKey)] }.bytes)
        try judged({ _ in }, { $0.url = Array("https://glpi.other.example/".utf8) })
        try judged({ _ in }, { $0.url = Array("https://glpi.acme.example/?a=b".utf8) })
        try judged({ _ in }, { $0.url = nil })
        try judged({ _ in }, { $0.url = Array("http://localhost/glpi".utf8) })
        try judged({ _ in }, { $0.url = Array("https://glpi.acme.example/a//b".utf8) })
        try judged({ _ in }, { $0.version = Array("3.1".utf8) })
        try judged({ _ in }, { $0.version = Array("nightly".utf8) })
        try judged({ $0.host = try .of("glpi >=10.0 <12.0") }, { _ in })
        try judged({ $0.host = try .of("glpi >=10.0 <12.0") }, { $0.host = try .of("glpi 12.0") })
        try judged({
            $0.kind = .perpetual
            $0.expires = .never
            $0.maintenanceUntil = .at(try .of("2026-05-01T12:00:00Z"))
        })
        try judged({ $0.starts = try .of("2027-01-01T00:00:00Z") })
        for now in ["2027-11-01T00:00:00Z", "2027-11-23T00:00:00Z", "2027-12-31T00:00:00Z"] { try judged(at: now) }
        try judged({ _ in }, { $0.features = [try .of("dashboards")] })
        findings += try lifeFindings()
        findings.append(.contextUnreadable([UInt8](FormatError(.unexpectedKey, line: 7, key: Array("uri".utf8)).text)))
        return findings
    }

    /// What PHP tells when the verifier cannot be asked; their values are PHP's to give.
    static let toldByPHP: [FindingCode] = [
        .verifierMissing, .verifierNotExecutable, .verifierNotStarted, .verifierEnded, .verifierTooSlow,
        .verifierGarbled, .extensionUnsuitable, .verdictKept, .cannotVerify,
    ]

    @Test("every code can come about, and every sentence is filled")
    func filled() throws {
        let findings = try Self.all()
        let seen = Set(findings.map { $0.code.name.description } + Self.toldByPHP.map { $0.name.description })
        for code in FindingCode.allCases { #expect(seen.contains(code.name.description), "\(code.name)") }
        #expect(!findings.contains { Self.toldByPHP.contains($0.code) })
        for finding in findings {
            for sentence in [finding.message.string, finding.remedy.string] {
                #expect(sentence.wholeMatch(of: /[^{}?]+/) != nil, "\(finding.code.name): \(sentence)")
            }
            let names = finding.values.map { $0.name.description }
            #expect(Set(names).count == names.count)
            let needed = Set(Self.names(in: finding.code.text.message) + Self.names(in: finding.code.text.remedy))
            #expect(needed.isSubset(of: names), "\(finding.code.name): \(needed) of \(names)")
            for value in finding.values { #expect(!value.text.isEmpty, "\(finding.code.name): \(value.name)") }
        }
    }

    /// What a hostile value may hold: escapes, controls, bidirectional and invisible characters, broken UTF-8.
    static let hostile: [[UInt8]] =
        [
            "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{07}", "\u{9B}31m", "a\rb", "a\nb", "a\tb", "a\0b", "a\u{7F}b",
            "\u{202E}gnp.exe", "\u{2066}a\u{2069}", "\u{200E}\u{200F}\u{061C}", "a\u{200B}b\u{2060}c\u{FEFF}d",
            "a\u{AD}b",
            "a\u{2028}b\u{2029}c", "\u{E0041}\u{E007F}", "\u{FFF9}a\u{FFFB}",
            String(repeating: "\u{1B}[2J", count: 500),
        ].map { Array($0.utf8) } + [[0xFF, 0xFE], [0xC0, 0x80], [0x61, 0xE2, 0x80], [0x9B, 0x33]]

    static func isSafe(_ text: [UInt8]) -> Bool {
        guard let string = String(validating: text, as: UTF8.self) else { return false }
        return string.unicodeScalars.allSatisfy { scalar in
            let category = scalar.properties.generalCategory
            return category != .control && category != .format && category != .lineSeparator
                && category != .paragraphSeparator
                && !scalar.properties.isBidiControl
        }
    }

    @Test("S21: no value can bring an escape, a line break or an invisible character to a terminal")
    func displayed() throws {
        let vendor = try TestVendor()
        var shown = 0
        for value in Self.hostile {
            #expect(Self.isSafe(DisplayText.safe(value[...])), "\(value)")
            #expect(DisplayText.safe(value[...]).count <= 1000)
            var installation = try Installation(vendor.product())
            try installation.take(vendor.signed())
            var findings: [Finding] = [.stateNotWritten(value)]
            var verdicts: [Verdict] = []
            for edit in [{ $0.url = value }, { $0.version = value }] as [(inout Context) -> Void] {
                verdicts.append(try installation.verdict(edit))
            }
            installation.state = .unreadable(value)
            verdicts.append(try installation.verdict())
            installation.state = .absent
            for file in try [
                value, vendor.signed().bytes + value,
                Array("latchkey/license@v1\n".utf8) + value + Array("\n\n— ".utf8) + value + Array(" AAAAAAA=\n".utf8),
            ] {
                findings += try installation.importing(file).report.allFindings
            }
            // A key name may hold what is not a space and not a control.
            let name = value.string.unicodeScalars.filter {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
            if let signer = try? TestKey(String(String.UnicodeScalarView(name)) + "/license/x") {
                findings += try installation.importing(vendor.signed(by: signer).bytes).report.allFindings
            }
            // A note that begins with a list's or a repair's type, and goes on with anything.
            for type in ["revocations", "clock-repair", "return"] {
                let text = Array("latchkey/\(type)@v1\nvendor ".utf8) + value + [newline]
                guard let note = try? vendor.revocation.sign(text) else { continue }
                let report = try installation.importing(note.bytes).report
                findings += report.allFindings
                var json = JSONText()
                json.object { report.write(membersTo: &$0) }
                #expect(json.bytes.split(separator: newline).allSatisfy { Self.isSafe(Array($0)) })
            }
            installation.product = Array("latchkey/product@v1\n".utf8) + value + Array(" \n\n".utf8)
            verdicts.append(try installation.verdict())
            for finding in findings + verdicts.flatMap(\.findings) {
                for text in [finding.message, finding.remedy] + finding.values.map(\.text) {
                    #expect(Self.isSafe(text), "\(finding.code.name): \(text.string.debugDescription)")
                    shown += 1
                }
            }
            for verdict in verdicts {
                var json = JSONText()
                verdict.write(to: &json)
                #expect(json.bytes.split(separator: newline).allSatisfy { Self.isSafe(Array($0)) })
            }
        }
        #expect(shown > 400)
        assure("S21", tried: Self.hostile.count, "hostile values at every place where one can come in")
    }

    @Test("values are filled in as they are, also when they look like the template")
    func braces() throws {
        let finding = Finding(.otherVendor, ("found", Array("{expected}".utf8)), ("expected", Array("{found}".utf8)))
        #expect(finding.message.string == "the license is from {expected}, and this product is {found}'s")
    }
}
