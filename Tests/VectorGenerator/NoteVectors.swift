import Foundation
import SignedNote

/// The C2SP signed note, rule by rule (c2sp.org/signed-note).
let noteVectors: [VectorCase] = goodNotes + refusedNotes + signatureLineNotes + signerNotes

private let text = "latchkey test note\nsecond line\n"
private let key = TestKey.license
private let goodLine = key.signatureLine(Array(text.utf8))
private let badLine = key.signatureLine(bytes: key.signature(Array("another text\n".utf8)))
private let strangerLine = TestKey.otherLicense.signatureLine(Array(text.utf8))

private func note(
    _ name: String, _ payload: String, _ expect: String, _ comment: String, keys: [String] = [key.vkey]
) -> VectorCase {
    note(name, Array(payload.utf8), expect, comment, keys: keys)
}

private func note(
    _ name: String, _ payload: [UInt8], _ expect: String, _ comment: String, keys: [String] = [key.vkey]
) -> VectorCase {
    VectorCase(
        area: "note", name: name, comment: comment, operation: "note", headers: keys.map { .init("vkey", $0) },
        payload: payload, expect: expect)
}

/// A note over any text, signed by the license key.
private func signed(_ text: String) -> String { "\(text)\n\(key.signatureLine(Array(text.utf8)))" }

private let goodNotes = [
    note("one-signature", "\(text)\n\(goodLine)", "ok vendor.example/license/2026", "text, empty line, signature"),
    note(
        "go-example",
        """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """, "ok PeterNeumann", "the example of golang.org/x/mod/sumdb/note",
        keys: ["PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"]),
    note(
        "specification-example",
        """
        Ognuno sta solo sul cuor della terra
        trafitto da un raggio di sole:

        ed è subito sera.

        — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

        """, "no-known-signer", "the specification's example is well formed; its key is not known here"),
    note(
        "empty-lines-in-text", signed("one\n\n\nfour\n"), "ok vendor.example/license/2026",
        "the last empty line separates"),
    note("text-is-one-newline", signed("\n"), "ok vendor.example/license/2026", "a text is what ends in a newline"),
    note(
        "dash-line-in-text", signed("one\n— not a signature\nthree\n"), "ok vendor.example/license/2026",
        "a line like a signature's before the last empty line is text"),
    note("non-ascii-text", signed("Société Générale 東京\n"), "ok vendor.example/license/2026", "text is UTF-8"),
    note(
        "del-in-text", signed("a\u{7F}b\n"), "ok vendor.example/license/2026", "only controls below U+0020 are refused"),
]

private let refusedNotes = [
    note("empty", "", "not-a-note", "no bytes at all"),
    note("only-newline", "\n", "not-a-note", "an empty line without anything around it"),
    note("no-signature", text, "not-a-note", "a text alone"),
    note("no-signature-after-empty-line", "\(text)\n", "not-a-note", "an empty line with nothing after it"),
    note(
        "no-text", "\n\(goodLine)", "not-a-note",
        "a text ends in a newline, so there is at least one before the empty line"),
    note("no-empty-line", "\(text)\(goodLine)", "not-a-note", "the signature follows the text at once"),
    note("no-final-newline", String("\(text)\n\(goodLine)".dropLast()), "not-a-note", "every line ends in a newline"),
    note("empty-line-at-end", "\(text)\n\(goodLine)\n", "not-a-note", "the last empty line has no signature after it"),
    note(
        "text-after-signatures", "\(text)\n\(goodLine)regards\n", "malformed-signature-line 2",
        "after the last empty line there are signatures only"),
    note(
        "one-letter-after-signatures", "\(text)\n\(goodLine)\na\n", "not-a-note",
        "the last empty line separates, however short the line after it"),
    note(
        "no-newline-after-second-signature", String("\(text)\n\(goodLine)\(strangerLine)".dropLast()), "not-a-note",
        "every line ends in a newline"),
    note(
        "letters-after-last-newline", "\(text)\n\(goodLine)— x", "not-a-note", "every line ends in a newline"),
    note(
        "empty-line-between-signatures", "\(text)\n\(goodLine)\n\(goodLine)", "invalid-signature 1",
        "the first signature line belongs to the text, so the second one signs something else"),
    note("carriage-return", signed("one\r\ntwo\n"), "not-text", "controls other than newline are refused"),
    note("tab", signed("one\ttwo\n"), "not-text", "controls other than newline are refused"),
    note("nul", signed("one\0two\n"), "not-text", "controls other than newline are refused"),
    note("escape", signed("\u{1B}[31mred\n"), "not-text", "a terminal escape begins with a control"),
    note(
        "latin-1", Array("caf".utf8) + [0xE9, 0x0A] + Array("\n\(goodLine)".utf8), "not-text", "not UTF-8"),
    note(
        "overlong", Array("a".utf8) + [0xC0, 0xAF, 0x0A] + Array("\n\(goodLine)".utf8), "not-text",
        "an overlong form is not UTF-8"),
    note(
        "surrogate", Array("a".utf8) + [0xED, 0xA0, 0x80, 0x0A] + Array("\n\(goodLine)".utf8), "not-text",
        "a surrogate is not UTF-8"),
    note(
        "beyond-unicode", Array("a".utf8) + [0xF4, 0x90, 0x80, 0x80, 0x0A] + Array("\n\(goodLine)".utf8), "not-text",
        "U+110000 is not UTF-8"),
    VectorCase(
        area: "note", name: "too-large", comment: "more than 64 KiB, whatever it holds", operation: "note",
        headers: [.init("vkey", key.vkey), .init("repeat", "65537")], payload: Array("a".utf8), expect: "too-large"),
    VectorCase(
        area: "note", name: "at-size-limit", comment: "64 KiB are not too many, but they are no note",
        operation: "note", headers: [.init("vkey", key.vkey), .init("repeat", "65536")], payload: Array("\n".utf8),
        expect: "not-a-note"),
]

/// A note whose only signature line is the good one with something replaced.
private func altering(
    _ name: String, _ old: String, _ new: String, _ comment: String, _ expect: String = "not-a-note"
) -> VectorCase {
    guard let range = goodLine.firstRange(of: old) else { preconditionFailure("nothing to replace") }
    return note(name, "\(text)\n\(goodLine.replacingCharacters(in: range, with: new))", expect, comment)
}

private let signatureLineNotes = [
    altering("hyphen-for-dash", "— ", "- ", "signature lines begin with an em dash, U+2014"),
    altering("en-dash-for-dash", "— ", "– ", "signature lines begin with an em dash, U+2014"),
    altering("two-spaces-after-dash", "— ", "—  ", "one space stands after the dash"),
    altering("no-break-space-after-dash", "— ", "—\u{A0}", "the space after the dash is U+0020"),
    altering("no-space-after-dash", "— ", "—", "one space stands after the dash"),
    altering("two-spaces-after-name", "2026 ", "2026  ", "one space stands after the name"),
    altering("plus-in-name", "license/2026", "license+2026", "a name holds no plus sign"),
    altering("no-break-space-in-name", "license/2026", "license\u{A0}2026", "a name holds no Unicode space"),
    altering("ideographic-space-in-name", "license/2026", "license\u{3000}2026", "a name holds no Unicode space"),
    altering("name-missing", "vendor.example/license/2026 ", "", "a name is not empty"),
    altering("space-at-line-end", "\n", " \n", "nothing stands after the signature"),
    altering("padding-missing", "=\n", "\n", "Base64 keeps its padding"),
    note(
        "four-bytes", "\(text)\n\(key.signatureLine(bytes: []))", "not-a-note", "a key ID alone is no signature"),
    note(
        "five-bytes-beside-known", "\(text)\n\(goodLine)— vendor.example/root/1 AAAAAAA=\n",
        "ok vendor.example/license/2026", "a key ID and one byte can be a signature of another type"),
    note(
        "malformed-second-line", "\(text)\n\(goodLine)— vendor.example/root/1 AAAA\n", "malformed-signature-line 2",
        "three bytes are less than a key ID"),
    note(
        "trailing-bits", "\(text)\n\(goodLine)— vendor.example/root/1 AAAAAAB=\n", "malformed-signature-line 2",
        "Base64 with set trailing bits has another spelling"),
    note(
        "url-safe-alphabet", "\(text)\n\(goodLine)— vendor.example/root/1 AAAAA-_A\n", "malformed-signature-line 2",
        "Base64 of the standard alphabet only"),
]

private let signerNotes = [
    note("unknown-signer", "\(text)\n\(strangerLine)", "no-known-signer", "a stranger's signature alone"),
    note("no-keys", "\(text)\n\(goodLine)", "no-known-signer", "nobody is known", keys: []),
    note(
        "unknown-beside-known", "\(text)\n\(strangerLine)\(goodLine)", "ok vendor.example/license/2026",
        "a stranger's signature is ignored"),
    note(
        "unknown-type-beside-known",
        "\(text)\n— witness.example/w \(Base64.encode([UInt8](repeating: 9, count: 100)[...]).string)\n\(goodLine)",
        "ok vendor.example/license/2026", "a stranger's signature of another length is ignored"),
    note(
        "same-name-other-id", "\(text)\n\(TestKey(key.name, label: "impostor").signatureLine(Array(text.utf8)))",
        "no-known-signer", "a key is known by name and ID, not by its name alone"),
    note(
        "same-id-other-name", "\(text)\n\(goodLine.replacing("license/2026", with: "license/2025"))",
        "no-known-signer", "a key is known by name and ID, not by its ID alone"),
    note(
        "altered-text", "latchkey Test note\nsecond line\n\n\(goodLine)", "invalid-signature 1",
        "one letter was changed"),
    note(
        "altered-blank", "latchkey test note \nsecond line\n\n\(goodLine)", "invalid-signature 1", "a blank was added"),
    note("signature-of-other-text", "\(text)\n\(badLine)", "invalid-signature 1", "a known key signed something else"),
    note(
        "short-signature", "\(text)\n\(key.signatureLine(bytes: key.signature(Array(text.utf8)).dropLast()))",
        "invalid-signature 1", "63 bytes are no Ed25519 signature"),
    note(
        "long-signature", "\(text)\n\(key.signatureLine(bytes: key.signature(Array(text.utf8)) + [0]))",
        "invalid-signature 1", "65 bytes are no Ed25519 signature"),
    note(
        "bad-beside-good", "\(text)\n\(TestKey.root1.signatureLine(Array(text.utf8)))\(badLine)", "invalid-signature 2",
        "a known key's bad signature refuses the note, whoever else signed", keys: [key.vkey, TestKey.root1.vkey]),
    note(
        "bad-after-good-of-one-key", "\(text)\n\(goodLine)\(badLine)", "invalid-signature 2",
        "every line of a known key must verify"),
    note(
        "same-key-twice", "\(text)\n\(goodLine)\(goodLine)", "ok vendor.example/license/2026",
        "a key that signs twice is one signer"),
    note(
        "two-signers", "\(text)\n\(goodLine)\(TestKey.root1.signatureLine(Array(text.utf8)))",
        "ok vendor.example/license/2026 vendor.example/root/1", "several keys can sign one text",
        keys: [TestKey.root1.vkey, key.vkey]),
    note(
        "sixteen-signatures", "\(text)\n\((0..<15).map { stranger($0) }.joined())\(goodLine)",
        "ok vendor.example/license/2026", "sixteen signatures are read"),
    note(
        "seventeen-signatures", "\(text)\n\(goodLine)\((0..<16).map { stranger($0) }.joined())", "too-many-signatures",
        "seventeen signatures are refused"),
    note(
        "unsupported-key", "\(text)\n\(goodLine)", "unsupported-key-type 2",
        "a key of another algorithm cannot be used",
        keys: [key.vkey(type: 2)]),
]

private func stranger(_ number: Int) -> String {
    TestKey("stranger.example/\(number)").signatureLine(Array(text.utf8))
}
