/// What mail, chat and editors do to a file, undone; and the same damage to a file that somebody edited, refused.
let repairVectors: [VectorCase] = damages.flatMap { $0.vectors } + others

/// One kind of damage and what the importer says of it.
private struct Damage {
    let name: String
    /// What the importer says that it repaired, in its order.
    let repairs: String
    /// What is wrong with the damaged file once a letter of it was edited too.
    let edited: String
    let comment: String
    let damage: @Sendable (String) -> [UInt8]

    init(
        _ name: String, _ repairs: String, _ edited: String, _ comment: String,
        bytes damage: @escaping @Sendable (String) -> [UInt8]
    ) {
        self.name = name
        self.repairs = repairs
        self.edited = edited
        self.comment = comment
        self.damage = damage
    }

    init(
        _ name: String, _ repairs: String, _ edited: String, _ comment: String,
        _ damage: @escaping @Sendable (String) -> String
    ) {
        self.init(name, repairs, edited, comment) { Array(damage($0).utf8) }
    }

    /// The damaged file, and its twin in which a letter was edited.
    var vectors: [VectorCase] {
        [
            Scene(bytes: damage(good)).with { $0.show = "repairs items" }
                .importing("repair", name, "imported keyring+ license+ repaired repairs=[\(repairs)]", comment),
            Scene(bytes: damage(good.replacing("quite long", with: "quite lung"))).importing(
                "repair", "\(name)-edited", "refused \(edited)", "\(comment); and a letter was edited"),
        ]
    }
}

private let license = Document.license
    .with("customer", "L'Atelier \"North\" SA").appending(
        "note a remark that is quite long, so that a mail client breaks it in two or three")
private let good = file(Document.keyring2.signed(.root1, .root2), license.signed(.license))

private let damages = [
    Damage("crlf", "line endings", "damaged", "lines that end in CR LF") { $0.replacing("\n", with: "\r\n") },
    Damage("cr", "line endings", "damaged", "lines that end in CR") { $0.replacing("\n", with: "\r") },
    Damage("byte-order-mark", "byte order mark", "damaged", "a byte order mark before the first line") {
        "\u{FEFF}\($0)"
    },
    Damage(
        "utf-16-little", "UTF-16", "damaged", "saved as UTF-16, little-endian", bytes: { utf16($0, isLittle: true) }),
    Damage("utf-16-big", "UTF-16", "damaged", "saved as UTF-16, big-endian", bytes: { utf16($0, isLittle: false) }),
    Damage(
        "utf-16-crlf", "UTF-16, line endings", "damaged", "saved as UTF-16 with CR LF",
        bytes: { utf16($0.replacing("\n", with: "\r\n"), isLittle: true) }),
    Damage("trailing-blanks", "blanks at line ends", "damaged", "blanks at the ends of all lines") {
        $0.replacing("\n", with: "  \n")
    },
    Damage("trailing-blanks-in-body", "blanks at line ends", "altered", "a blank at the end of one line") {
        $0.replacing("versions >=2.0 <3.0\n", with: "versions >=2.0 <3.0 \n")
    },
    Damage("indented", "blanks at line ends", "damaged", "blanks before all lines") { eachLine($0) { "    \($0)" } },
    Damage("tabs", "blanks, blanks at line ends", "damaged", "tabs before all lines") { eachLine($0) { "\t\($0)" } },
    Damage("prose-before", "text around it", "damaged", "a greeting before the first item") {
        "Dear customer,\n\nhere is your license:\n\n\($0)"
    },
    Damage("prose-after", "text around it", "damaged", "regards after the last item") {
        "\($0)\nBest regards\nThe vendor\n"
    },
    Damage("prose-around", "text around it", "damaged", "text before and after") { "Hello!\n\($0)\n--\nThe vendor\n" },
    Damage("prose-between", "text around it", "damaged", "text between the items") {
        $0.replacing("\n\nlatchkey/license", with: "\n\nAnd the license:\n\nlatchkey/license")
    },
    Damage("empty-line-before", "text around it", "damaged", "an empty line before the first item") { "\n\($0)" },
    Damage("empty-line-after", "text around it", "damaged", "an empty line after the last item") { "\($0)\n" },
    Damage("two-empty-lines-between", "text around it", "damaged", "two empty lines between the items") {
        $0.replacing("\n\nlatchkey/license", with: "\n\n\nlatchkey/license")
    },
    Damage("no-empty-line-between", "text around it", "damaged", "no empty line between the items") {
        $0.replacing("\n\nlatchkey/license", with: "\nlatchkey/license")
    },
    Damage("no-final-newline", "line endings", "damaged", "the last newline is missing") { String($0.dropLast()) },
    Damage("quoted", "quote marks", "damaged", "quoted once") { quoted($0) },
    Damage("quoted-twice", "quote marks", "damaged", "quoted twice") { quoted(quoted($0)) },
    Damage("quoted-without-blanks", "quote marks", "damaged", "quote marks without a blank") {
        eachLine($0) { ">\($0)" }
    },
    Damage("quoted-in-reply", "quote marks, text around it", "damaged", "quoted below an answer") {
        "It does not work:\n\n\(quoted($0))\nPlease help\n"
    },
    Damage("hyphen", "dashes", "damaged", "a hyphen for the em dash") { $0.replacing("— ", with: "- ") },
    Damage("two-hyphens", "dashes", "damaged", "two hyphens for the em dash") { $0.replacing("— ", with: "-- ") },
    Damage("en-dash", "dashes", "damaged", "an en dash for the em dash") { $0.replacing("— ", with: "– ") },
    Damage("no-blank-after-dash", "dashes", "damaged", "no blank after the em dash") { $0.replacing("— ", with: "—") },
    Damage("wrapped-at-blanks", "broken lines", "damaged", "long lines broken at blanks") { wrapped($0, at: 60) },
    Damage("wrapped-in-body", "broken lines", "altered", "long lines of the bodies broken at blanks") {
        eachLine($0) { $0.hasPrefix("— ") ? $0 : wrapped($0, at: 60) }
    },
    Damage("wrapped-in-base64", "broken lines", "damaged", "signature lines broken within the Base64") {
        eachLine($0) { $0.hasPrefix("— ") ? broken($0, at: 72) : $0 }
    },
    Damage("wrapped-anywhere", "broken lines", "damaged", "lines broken after 64 characters, blank or not") {
        eachLine($0) { broken($0, at: 64) }
    },
    Damage("wrapped-before-base64", "broken lines", "damaged", "signature lines broken after the name") {
        eachLine($0) { $0.hasPrefix("— ") ? wrapped($0, at: 60) : $0 }
    },
    Damage("no-break-spaces", "blanks", "altered", "no-break spaces in the bodies") {
        eachLine($0) { $0.hasPrefix("— ") ? $0 : $0.replacing(" ", with: "\u{A0}") }
    },
    Damage("narrow-no-break-spaces", "blanks", "altered", "narrow no-break spaces in the bodies") {
        eachLine($0) { $0.hasPrefix("— ") ? $0 : $0.replacing(" ", with: "\u{202F}") }
    },
    Damage("no-break-space-after-dash", "blanks", "damaged", "a no-break space after the em dash") {
        $0.replacing("— ", with: "—\u{A0}")
    },
    Damage("curly-quotes", "curly quotes", "altered", "curly quotes where straight ones were signed") { curly($0) },
    Damage("zero-width-spaces", "blanks", "altered", "zero-width spaces within a URL") {
        $0.replacing("glpi.acme", with: "glpi.\u{200B}acme")
    },
    Damage("word-joiners", "blanks", "altered", "word joiners within a URL") {
        $0.replacing("glpi.acme", with: "glpi\u{2060}.acme")
    },
    Damage("direction-marks", "blanks", "altered", "left-to-right marks before the keys") {
        $0.replacing("\nurl ", with: "\n\u{200E}url ")
    },
    Damage("angle-brackets", "angle brackets", "altered", "URLs in angle brackets") {
        $0.replacing("https://glpi.acme.example/", with: "<https://glpi.acme.example/>")
    },
    Damage("double-spaced", "text around it", "damaged", "an empty line after every line") {
        $0.replacing("\n", with: "\n\n")
    },
    Damage("empty-lines-removed", "text around it", "damaged", "every empty line is gone") {
        $0.replacing("\n\n", with: "\n")
    },
    Damage(
        "all-at-once",
        "byte order mark, line endings, blanks, quote marks, text around it, blanks at line ends, dashes, broken lines, curly quotes, angle brackets",
        "damaged", "everything together"
    ) { text in
        let brackets = curly(text).replacing("https://glpi.acme.example/", with: "<https://glpi.acme.example/>")
        let wrapped = wrapped(brackets, at: 60).replacing("— ", with: "– ").replacing(
            "customer ", with: "customer\u{A0}")
        let quoted = quoted(wrapped.replacing("on-expiry read-only\n", with: "on-expiry read-only   \n"))
        return "\u{FEFF}" + "Hello,\n\n\(quoted)\nRegards\n".replacing("\n", with: "\r\n")
    },
]

private let others = [
    Scene(good).importing("repair", "nothing", "imported", "an undamaged file is not repaired"),
    Scene(
        file(license.with("customer", "ACME \u{201C}North\u{201D} SA").signed(.license)).replacing("\n", with: "\r\n")
    ).with { $0.show = "repairs" }
        .importing(
            "repair", "curly-quotes-signed", "imported repaired repairs=[line endings]",
            "curly quotes that were signed stay"),
    Scene(Document.request.signed(TestKey.here.asInstallation).replacing("\n", with: "\r\n"))
        .importing("repair", "request", "refused wrong-document", "a damaged request is a wrong document"),
    Scene("Dear vendor,\n\n" + Document.request.signed(TestKey.here.asInstallation))
        .importing("repair", "request-in-prose", "refused wrong-document", "a request in a mail is a wrong document"),
    Scene(license.signed(.otherLicense).replacing("\n", with: "\r\n"))
        .importing(
            "repair", "unknown-signer", "refused damaged", "where no reading is good the report is about the original"),
    Scene(
        good + String(repeating: "\n", count: 33_000) + license.signed(.license).replacing("seats 50", with: "seats 51")
    ).importing(
        "repair", "altered-behind-many-lines", "refused damaged", "nothing hides behind more lines than are read"),
    Scene(good, good.replacing("\n", with: "\r\n")).importing(
        "repair", "again", "unchanged repaired already-installed already-installed",
        "a damaged copy of what is installed"),
    Scene(file(license.with("product", "other").signed(.license)).replacing("\n", with: "\r\n"))
        .importing("repair", "other-product", "refused repaired other-product", "repaired, and of no use here"),
    Scene("— vendor.example/license/2026\n").importing(
        "repair", "signature-alone", "refused damaged", "a signature line without its document"),
    Scene("> > > > latchkey/license@v1").importing(
        "repair", "type-line-alone", "refused damaged", "a type line without its document"),
    Scene(bytes: [0xFF, 0xFE]).importing("repair", "utf-16-mark-alone", "refused damaged", "UTF-16 of nothing"),
    Scene(bytes: utf16(good, isLittle: true) + [0x0A]).with { $0.show = "repairs" }
        .importing("repair", "utf-16-odd", "imported repaired repairs=[UTF-16]", "an odd byte at the end of UTF-16"),
    Scene(bytes: utf16("\u{E000}\n\n" + good, isLittle: true).map { $0 == 0xE0 ? 0xD8 : $0 })
        .with { $0.show = "repairs" }.importing(
            "repair", "utf-16-half-a-character", "imported repaired repairs=[UTF-16, text around it]",
            "what stands behind half a character in UTF-16 is read"),
]

private func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit in
        let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
        return isLittle ? bytes : bytes.reversed()
    }
}

private func eachLine(_ text: String, _ change: (String) -> String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let last = lines.last == "" ? lines.removeLast() : nil
    return (lines.map(change) + (last.map { [$0] } ?? [])).joined(separator: "\n")
}

private func quoted(_ text: String) -> String { eachLine(text) { "> \($0)" } }

/// Opening and closing quotes as word processors set them.
private func curly(_ text: String) -> String {
    text.replacing("'", with: "\u{2019}").replacing("\"North\"", with: "\u{201C}North\u{201D}")
}

/// Lines broken at the last blank before a column, as mail clients do; words stay whole.
private func wrapped(_ text: String, at column: Int) -> String {
    eachLine(text) { line in
        var done: [String] = []
        var rest = Substring(line)
        while rest.count > column, let blank = rest.prefix(column).lastIndex(of: " ") ?? rest.firstIndex(of: " ") {
            done.append(String(rest[..<blank]))
            rest = rest[rest.index(after: blank)...]
        }
        return (done + [String(rest)]).joined(separator: "\n")
    }
}

/// A line broken after so many characters, as terminals do.
private func broken(_ line: String, at column: Int) -> String {
    var parts: [Substring] = []
    var rest = Substring(line)
    while rest.count > column {
        parts.append(rest.prefix(column))
        rest = rest.dropFirst(column)
    }
    return (parts + [rest]).joined(separator: "\n")
}
