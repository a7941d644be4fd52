import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Glossary")
struct GlossaryTests {
    static func french(_ name: StaticString, _ text: [UInt8], of code: FindingCode = .damaged) -> String {
        Glossary.french(Finding.Value(name: name, text: text), of: code).string
    }

    /// Fails where the value reads the same in French.
    static func expectFrench(_ name: StaticString, _ text: [UInt8], of code: FindingCode = .damaged) {
        #expect(french(name, text, of: code) != text.string, "\(name): \(text.string)")
    }

    @Test("every word that can be a value has a French one")
    func words() {
        for type in DocumentType.allCases {
            Self.expectFrench("document", [UInt8](type.name))
            Self.expectFrench("document", [UInt8](type.phrase))
        }
        for part in SiteURLPart.allCases { Self.expectFrench("part", [UInt8](part.name)) }
        for repair in Repair.allCases { Self.expectFrench("repairs", [UInt8](repair.name)) }
        #expect(DocumentType.allCases.count >= 12 && SiteURLPart.allCases.count == 3 && Repair.allCases.count >= 11)
        Self.expectFrench("found", [UInt8]("empty"), of: .urlNotConfigured)
        Self.expectFrench("found", [UInt8]("unknown"), of: .hostNotCovered)
        Self.expectFrench("covered", [UInt8]("any"), of: .versionUnreadable)
    }

    @Test("every fixed reason has a French one")
    func reasons() {
        for error in SiteURLError.allCases { Self.expectFrench("reason", [UInt8](error.reason)) }
        #expect(SiteURLError.allCases.count >= 16)
        let notes: [NoteError] = [
            .tooLarge(limit: 65536), .notText, .notANote, .malformedSignatureLine(number: 2),
            .tooManySignatures(limit: 16), .malformedVerifierKey, .malformedKeyName, .unsupportedKeyType(2),
            .invalidSignature(number: 1), .noKnownSigner,
        ]
        for error in notes { Self.expectFrench("reason", error.text) }
        let malformations: [LicenseFile.Malformation] = [
            .tooLarge(limit: 262144), .tooManyItems(limit: 32), .malformed,
        ]
        for error in malformations { Self.expectFrench("reason", error.text) }
        let kinds: [FormatError.Reason] = [
            .wrongType, .tooManyLines, .malformedLine, .missingKey, .unexpectedKey, .invalidValue, .unsorted, .tooMany,
            .inconsistent, .note(.notText),
        ]
        for kind in kinds {
            Self.expectFrench("reason", [UInt8](kind.text))
            for key in ["", "url", "x-a: b"] {
                let text = FormatError(kind, line: 7, key: Array(key.utf8)).text
                let french = Self.french("reason", text)
                #expect(french.hasPrefix(key.isEmpty ? "ligne 7\u{A0}: " : "ligne 7, "), "\(french)")
            }
        }
    }

    @Test("what the verifier says in French holds no fixed sentence in English")
    func inUse() throws {
        var reasons = 0
        for finding in try FindingTests.all() {
            for value in finding.values where ["reason", "repairs", "part"].contains(value.name.description) {
                // What the system says, and the vendor's own word for a revocation, stay as they are.
                if ["permission denied", "no space is left", "refunded"].contains(value.text.string) { continue }
                Self.expectFrench(value.name, value.text, of: finding.code)
                reasons += 1
            }
        }
        #expect(reasons >= 10)
    }

    @Test("a sentence that only ends as one with a number does, or begins so, stays as it is")
    func likeOne() {
        Self.expectFrench("reason", [UInt8]("it is larger than 8192 bytes"))
        for text in ["it is smaller th 8192 bytes", "it is larger than 8192 pages", "it is larger than many bytes"] {
            #expect(Self.french("reason", [UInt8](text.utf8)) == text)
        }
    }

    @Test("composed values are translated part by part")
    func composed() {
        #expect(
            Self.french("reason", [UInt8]("line 7, url: the value is not written in its one way"))
                == "ligne 7, url\u{A0}: la valeur n’est pas écrite sous sa seule forme admise")
        #expect(
            Self.french("reason", [UInt8]("line 1: there are too many lines")) == "ligne 1\u{A0}: il y a trop de lignes"
        )
        #expect(
            Self.french("reason", [UInt8]("its signature line 12 is incomplete"))
                == "la ligne de signature 12 est incomplète")
        #expect(Self.french("repairs", [UInt8]("line endings, dashes")) == "fins de ligne, tirets")
        #expect(Self.french("repairs", [UInt8]("UTF-16, something, dashes")) == "encodage UTF-16, something, tirets")
    }

    @Test("names, and what is not listed, stay as they are")
    func untouched() {
        for (name, text): (StaticString, String) in [
            ("found", "empty"), ("found", "unknown"), ("feature", "port"), ("vendor", "host"), ("signer", "license"),
            ("reason", "refunded"), ("reason", "'/var/x' is larger than 8 bytes"), ("reason", "line 3"), ("reason", ""),
            ("reason", "its signature  does not match"), ("reason", "its signature 1x does not match"),
            ("reason", "it is larger than {} bytes too"), ("reason", "line 7: it is what it is"), ("document", ""),
            ("repairs", ""), ("part", "Host"), ("licensed", "license"), ("covered", ">=2.0 <3.0"),
        ] {
            let french = Self.french(name, Array(text.utf8), of: .otherVendor)
            let expected = text == "line 7: it is what it is" ? "ligne 7\u{A0}: it is what it is" : text
            #expect(french == expected, "\(name): \(text)")
        }
    }

    @Test("no entry stands twice, and both of its sides have the same number in them")
    func entries() {
        for entries in LanguageTests.glossary {
            let english = entries.map(\.english.string)
            #expect(!english.isEmpty && Set(english).count == english.count)
            for entry in entries {
                #expect(entry.french.string != entry.english.string)
                let count = entry.english.string.occurrences(of: "{}")
                #expect(entry.french.string.occurrences(of: "{}") == count && count <= 1)
            }
        }
    }
}

extension String {
    /// How often `part` stands in it.
    fileprivate func occurrences(of part: String) -> Int { ranges(of: part).count }
}
