internal import SignedNote

/// What English words that stand as values inside a sentence are in French, article included.
///
/// A value is looked up whole and byte for byte among those of its kind, so that a vendor called `empty` keeps its name.
/// What is not listed stays as it is: names, URLs, dates, and what an operating system said.
enum Glossary {
    /// Lines `ENGLISH = FRENCH`; `{}` in both stands for a number.
    typealias Table = StaticString

    /// How a French sentence shows a value of a finding.
    static func french(_ value: Finding.Value, of code: FindingCode) -> [UInt8] {
        let name = [UInt8](value.name)
        let text = value.text[...]
        if name.equals("document") { return translate(text, with: documents) }
        if name.equals("part") { return translate(text, with: parts) }
        if name.equals("repairs") { return list(text, with: repairs) }
        if name.equals("reason") { return reason(text) }
        if name.equals("covered") { return translate(text, with: ranges) }
        if name.equals("found"), code == .urlNotConfigured || code == .hostNotCovered {
            return translate(text, with: absences)
        }
        return value.text
    }

    /// A fixed sentence, or `line 7, url: SENTENCE` about a place in a document.
    private static func reason(_ text: Bytes) -> [UInt8] {
        guard text.hasPrefix("line "), let (place, sentence) = cut(text, at: ": ") else { return fixedSentence(text) }
        return [UInt8]("ligne ") + place.dropFirst(5) + [UInt8]("\u{A0}: ") + fixedSentence(sentence)
    }

    private static func fixedSentence(_ text: Bytes) -> [UInt8] {
        for table in reasons {
            if let found = entry(for: text, in: table) { return found }
        }
        return [UInt8](text)
    }

    /// Texts with commas between them.
    private static func list(_ text: Bytes, with table: Table) -> [UInt8] {
        guard let (first, rest) = cut(text, at: ", ") else { return translate(text, with: table) }
        return translate(first, with: table) + [UInt8](", ") + list(rest, with: table)
    }

    private static func cut(_ text: Bytes, at separator: StaticString) -> (head: Bytes, tail: Bytes)? {
        guard let index = text.indices.first(where: { text[$0...].hasPrefix(separator) }) else { return nil }
        return (text[..<index], text[(index + separator.utf8CodeUnitCount)...])
    }

    private static func translate(_ text: Bytes, with table: Table) -> [UInt8] {
        entry(for: text, in: table) ?? [UInt8](text)
    }

    private static func entry(for text: Bytes, in table: Table) -> [UInt8]? {
        var found: [UInt8]?
        forEach(in: table) { english, french in
            if text == english { found = [UInt8](french) }
            if let number = number(in: text, as: english) { found = fill(french, with: number) }
            return found == nil
        }
        return found
    }

    /// Calls `body` with what a table says, English and French, while it wants more.
    @inline(never)
    static func forEach(in table: Table, _ body: (_ english: Bytes, _ french: Bytes) -> Bool) {
        var rest = [UInt8](table)[...]
        while let (english, next) = rest.cut(at: "=") {
            let end = next.firstIndex(of: newline) ?? next.endIndex
            guard body(english.dropLast(), next[..<end].dropFirst()) else { return }
            rest = next[end...].dropFirst()
        }
    }

    /// The digits that stand in `text` where `pattern` has `{}`, when they are all that differs.
    private static func number(in text: Bytes, as pattern: Bytes) -> Bytes? {
        guard let (head, tail) = pattern.cut(at: "{"), text.count > head.count + tail.count - 1,
            text.starts(with: head), text.reversed().starts(with: tail.dropFirst().reversed())
        else { return nil }
        let hole = text.dropFirst(head.count).dropLast(tail.count - 1)
        return hole.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ? hole : nil
    }

    private static func fill(_ pattern: Bytes, with number: Bytes) -> [UInt8] {
        guard let (head, tail) = pattern.cut(at: "{") else { return [UInt8](pattern) }
        return [UInt8](head) + number + tail.dropFirst()
    }
}
