import Fixtures
import Foundation
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Languages")
struct LanguageTests {
    @Test("a locale says which language")
    func locales() {
        let french = [
            "fr", "FR", "Fr", "fr_FR", "fr_FR.UTF-8", "fr_FR@euro", "fr_CA.ISO-8859-1", "fr.UTF-8", "fr-CA",
            "fr-Latn-FR",
            "fr-FR-u-ca-gregory", "fr_", "fr@x",
        ]
        let english = [
            "", "C", "C.UTF-8", "POSIX", "en", "en_US", "en_US.UTF-8", "en-FR", "de_DE", "fra", "frp", "fro_FR", "fy",
            "f",
            "r", "_fr", "-fr", " fr", "fr FR", "fr\u{0}", "français", "french", "xx_fr", "nl_BE", "\u{FF}r",
        ]
        for locale in french { #expect(Language(locale: locale.bytes[...]) == .french, "\(locale)") }
        for locale in english { #expect(Language(locale: locale.bytes[...]) == .english, "\(locale)") }
    }

    /// The four sentences of every row.
    static func sentences() -> [(code: FindingCode, english: String, french: String)] {
        FindingCode.allCases.flatMap { code in
            let (english, french) = (code.text.sentences(in: .english), code.text.sentences(in: .french))
            return [
                (code, english.message.description, french.message.description),
                (code, english.remedy.description, french.remedy.description),
            ]
        }
    }

    @Test("every row is whole in both languages, with the same names in braces")
    func rows() {
        for (code, english, french) in Self.sentences() {
            #expect(french != english, "\(code.name)")
            #expect(french.wholeMatch(of: /([\p{Ll}{]|PHP ).*[^.!?\s]/) != nil, "\(french)")
            #expect(Set(Self.names(in: french)) == Set(Self.names(in: english)), "\(french)")
            #expect(!Self.names(in: french).contains { $0.wholeMatch(of: /[a-z]+/) == nil }, "\(french)")
        }
        #expect(Self.sentences().count == 2 * FindingCode.allCases.count)
        for severity in [Severity.error, .warning, .notice] {
            #expect(severity.name(in: .french).description != severity.name(in: .english).description)
        }
    }

    /// The names between braces.
    static func names(in sentence: String) -> [String] {
        sentence.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map {
            String($0.prefix { $0 != "}" })
        }
    }

    static let glossary: [[(english: Bytes, french: Bytes)]] =
        ([Glossary.documents, Glossary.parts, Glossary.repairs, Glossary.ranges, Glossary.absences] + Glossary.reasons)
        .map { table in
            var entries: [(english: Bytes, french: Bytes)] = []
            Glossary.forEach(in: table) { english, french in
                entries.append((english, french))
                return true
            }
            return entries
        }

    @Test("French is set as French printers set it: curly apostrophes, no blank that breaks before : and ;")
    func typography() {
        let french = Self.sentences().map(\.french) + Self.glossary.joined().map(\.french.string)
        #expect(french.count > 150)
        for text in french {
            #expect(!text.contains("'") && !text.contains("\"") && !text.contains("  "), "\(text)")
            // A colon within a URL has no blank at all.
            let isTight = text.replacing(/https?:/, with: "").contains(/(^|[^\u{A0}])[:;!?»]/)
            #expect(!isTight, "\(text)")
            #expect(!text.contains(/«[^\u{A0}]/), "\(text)")
            #expect(text.unicodeScalars.allSatisfy { DisplayText.isSafe($0.value) }, "\(text)")
        }
    }

    @Test("a filled row has no brace left and shows its values, in both languages")
    func filled() {
        for code in FindingCode.allCases {
            let finding = Finding(
                code, ("reason", [UInt8]("<reason>")), ("found", [UInt8]("<found>")),
                ("expected", [UInt8]("<expected>")),
                ("vendor", [UInt8]("<vendor>")), ("document", [UInt8]("<document>")), ("signer", [UInt8]("<signer>")),
                ("issued", [UInt8]("<issued>")), ("needed", [UInt8]("<needed>")), ("licensed", [UInt8]("<licensed>")),
                ("part", [UInt8]("<part>")), ("until", [UInt8]("<until>")), ("covered", [UInt8]("<covered>")),
                ("built", [UInt8]("<built>")), ("facts", [UInt8]("<facts>")), ("starts", [UInt8]("<starts>")),
                ("expires", [UInt8]("<expires>")), ("days", [UInt8]("<days>")), ("since", [UInt8]("<since>")),
                ("clock", [UInt8]("<clock>")), ("floor", [UInt8]("<floor>")), ("evidence", [UInt8]("<evidence>")),
                ("feature", [UInt8]("<feature>")), ("repairs", [UInt8]("<repairs>")), ("license", [UInt8]("<license>")),
                ("held", [UInt8]("<held>")), ("count", [UInt8]("<count>")), ("date", [UInt8]("<date>")),
                ("path", [UInt8]("<path>")), ("limit", [UInt8]("<limit>")), ("time", [UInt8]("<time>")))
            for language in Language.allCases {
                let texts = [finding.message(in: language).string, finding.remedy(in: language).string]
                let templates = code.text.sentences(in: language)
                for (text, template) in zip(texts, [templates.message.description, templates.remedy.description]) {
                    #expect(!text.contains { "{}?".contains($0) }, "\(text)")
                    for name in Self.names(in: template) { #expect(text.contains("<\(name)>"), "\(text)") }
                }
            }
        }
    }

    @Test("JSON is English unless asked, and its values are the same in every language")
    func json() throws {
        let finding = Finding(
            .altered, ("document", [UInt8]("license")), ("signer", [UInt8]("vendor.example/license/1")))
        var (english, french) = (JSONText(), JSONText())
        finding.write(to: &english)
        finding.write(to: &french, in: .french)
        #expect(english.bytes.string.contains("\"message\": \"the license does not match its signature: "))
        #expect(french.bytes.string.contains("\"message\": \"la licence ne correspond pas à sa signature\u{A0}: "))
        for json in [english, french] {
            #expect(json.bytes.string.contains("\"document\": \"license\""))
            #expect(json.bytes.string.contains("\"severity\": \"error\""))
        }
    }
}
