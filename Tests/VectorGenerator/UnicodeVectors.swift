/// The ends of every range of UTF-8, of spaces and of invisible characters: what stands there, and what stands beside.
let unicodeVectors: [VectorCase] = wellFormedNotes + malformedNotes + controlNotes + spacesInKeyNames + besidesOfSpaces

private let key = TestKey.license

private func note(_ name: String, _ text: [UInt8], _ expect: String, _ comment: String) -> VectorCase {
    VectorCase(
        area: "note", name: name, comment: comment, operation: "note", headers: [.init("vkey", key.vkey)],
        payload: text + Array("\n\(key.signatureLine(text))".utf8), expect: expect)
}

private let wellFormedNotes: [VectorCase] =
    [
        ("0080", [0xC2, 0x80]), ("07ff", [0xDF, 0xBF]), ("0800", [0xE0, 0xA0, 0x80]), ("d7ff", [0xED, 0x9F, 0xBF]),
        ("e000", [0xEE, 0x80, 0x80]), ("ffff", [0xEF, 0xBF, 0xBF]), ("10000", [0xF0, 0x90, 0x80, 0x80]),
        ("3ffff", [0xF0, 0xBF, 0xBF, 0xBF]), ("40000", [0xF1, 0x80, 0x80, 0x80]),
        ("fffff", [0xF3, 0xBF, 0xBF, 0xBF]), ("10ffff", [0xF4, 0x8F, 0xBF, 0xBF]),
    ].map { name, bytes in
        note(
            "utf-8-\(name)", bytes + [0x0A], "ok vendor.example/license/2026", "U+\(name.uppercased()) in its only form"
        )
    }

private let malformedNotes: [VectorCase] =
    [
        ("continuation-first", [0x80], "a byte that only goes on begins nothing"),
        ("last-continuation-first", [0xBF], "a byte that only goes on begins nothing"),
        ("nul-in-two", [0xC0, 0x80], "no scalar in more bytes than it needs"),
        ("007f-in-two", [0xC1, 0xBF], "no scalar in more bytes than it needs"),
        ("07ff-in-three", [0xE0, 0x9F, 0xBF], "no scalar in more bytes than it needs"),
        ("0000-in-three", [0xE0, 0x80, 0x80], "no scalar in more bytes than it needs"),
        ("ffff-in-four", [0xF0, 0x8F, 0xBF, 0xBF], "no scalar in more bytes than it needs"),
        ("first-surrogate", [0xED, 0xA0, 0x80], "no surrogates"),
        ("last-surrogate", [0xED, 0xBF, 0xBF], "no surrogates"),
        ("110000", [0xF4, 0x90, 0x80, 0x80], "nothing beyond U+10FFFF"),
        ("f5", [0xF5, 0x80, 0x80, 0x80], "nothing beyond U+10FFFF"),
        ("ff", [0xFF], "a byte that UTF-8 does not have"),
        ("one-of-two", [0xC3], "two bytes are needed"), ("two-of-three", [0xE2, 0x82], "three bytes are needed"),
        ("three-of-four", [0xF0, 0x9F, 0x98], "four bytes are needed"),
        ("ascii-for-continuation", [0xC3, 0x7F], "the second byte goes on"),
        ("beginning-for-continuation", [0xC3, 0xC0], "the second byte goes on"),
        ("third-byte", [0xE2, 0x82, 0x41], "the third byte goes on"),
        ("fourth-byte", [0xF0, 0x9F, 0x98, 0x41], "the fourth byte goes on"),
    ].map { name, bytes, comment in note("not-utf-8-\(name)", bytes + [0x0A], "not-text", comment) }

/// A reader may look at many bytes at a time: a control is found wherever among them it stands.
private let controlNotes: [VectorCase] =
    (0..<8).map { controlNote(0x1F, at: $0) } + [0x01, 0x09, 0x0B].map { controlNote($0, at: 0) }
    + [
        note("last-allowed-at-0", Array("~IXTEEN LETTERS.\n".utf8), "ok vendor.example/license/2026", "U+007E is text"),
        note("space-at-0", Array(" IXTEEN LETTERS.\n".utf8), "ok vendor.example/license/2026", "U+0020 is text"),
    ]

private func controlNote(_ control: UInt8, at place: Int) -> VectorCase {
    var text = Array("SIXTEEN LETTERS.\n".utf8)
    text[place] = control
    return note(
        "control-\(hex(UInt32(control)))-at-\(place)", text, "not-text", "controls other than newline are refused")
}

private func character(_ scalar: UInt32) -> String { Unicode.Scalar(scalar).map { String($0) } ?? "" }

/// A key's name with a character in it.
private func keyName(_ scalar: UInt32) -> String { "vendor.example/a\(character(scalar))b" }

private let spacesInKeyNames: [VectorCase] =
    [
        0x01, 0x09, 0x1F, 0x20, 0x2B, 0x7F, 0x80, 0x85, 0x9F, 0xA0, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F,
        0x205F,
        0x3000,
    ].map { (scalar: UInt32) in
        let vkey = TestKey.vkey(name: keyName(scalar), publicKey: key.publicKey)
        let expect = scalar == 0x2B ? "malformed-verifier-key" : "malformed-key-name"
        return ValueCase(
            "name-\(hex(scalar))", vkey, expect, "a name holds no control, no space of Unicode's and no plus sign"
        ).vector("vkey", "vkey")
    }

private let besidesOfSpaces: [VectorCase] =
    [
        0x21, 0x2A, 0x2C, 0x7E, 0xA1, 0x167F, 0x1681, 0x1FFF, 0x200B, 0x2027, 0x202A, 0x202E, 0x2030, 0x205E, 0x2060,
        0x2FFF, 0x3001, 0x10FFFF,
    ].map { (scalar: UInt32) in
        let vkey = TestKey.vkey(name: keyName(scalar), publicKey: key.publicKey)
        let id = vkey.split(separator: "+")[1]
        return ValueCase("name-\(hex(scalar))", vkey, "ok \(keyName(scalar)) \(id)", "no space of Unicode's")
            .vector("vkey", "vkey")
    }

/// Display names with each end of the ranges of invisible characters.
let invisibleNames: [(name: String, value: String, comment: String)] =
    [
        0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060,
        0x206F, 0x2800, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB, 0xE0000, 0xE007F,
    ].map { (scalar: UInt32) in ("invisible-\(hex(scalar))", "ACME\(character(scalar))SA", "no invisible characters") }

/// Display names with what stands beside those ranges.
let visibleNames: [(name: String, value: String, comment: String)] =
    [
        0xAC, 0xAE, 0x034E, 0x0350, 0x061B, 0x061D, 0x115E, 0x1161, 0x17B3, 0x17B6, 0x180D, 0x180F, 0x200C, 0x200D,
        0x2010,
        0x2030, 0x2070, 0x27FF, 0x2801, 0x3163, 0x3165, 0xFEFE, 0xFF00, 0xFF9F, 0xFFA1, 0xFFF8, 0xFFFC, 0xDFFFF,
        0xE0080,
    ].map { (scalar: UInt32) in ("beside-\(hex(scalar))", "ACME\(character(scalar))SA", "not on the list") }

private func hex(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
