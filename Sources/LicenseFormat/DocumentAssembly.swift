internal import SignedNote

/// Puts documents together again from trimmed lines.
enum DocumentAssembly {
    /// What joins the two halves of a broken value.
    enum Joint: CaseIterable {
        /// The break took the place of a blank, as a mail client's does.
        case blank
        /// The break stands between two characters, as a terminal's does.
        case nothing
    }

    /// The documents in `text` with one empty line between them; nil when there is none, or when a signature line would
    /// be left over: what was signed is never dropped in silence.
    static func assemble(_ text: inout RepairText, joint: Joint) -> [UInt8]? {
        var documents: [[UInt8]] = []
        var document: Document?
        for line in text.lines {
            if DocumentType(of: line[...]) != .foreign {
                if let ended = document { documents.append(ended.bytes) }
                document = Document(type: line)
            } else if document?.take(line, joint: joint, repairs: &text) != true {
                // The line stands outside of every document, or ends the one before it.
                if SignatureLine.isLeftOver(line) { return nil }
                text.note(.surroundings)
                if let ended = document { documents.append(ended.bytes) }
                document = nil
            }
        }
        if let ended = document { documents.append(ended.bytes) }
        guard !documents.isEmpty else { return nil }
        return LicenseFile.bytes(of: documents)
    }

    /// One document: type line, body lines, signature lines.
    private struct Document {
        private var body: [[UInt8]]
        private var signatures: [[UInt8]] = []
        private var emptyLines = 0
        private let type: DocumentType
        private let keys: DocumentKeys

        init(type: [UInt8]) {
            body = [type]
            self.type = DocumentType(of: type[...])
            keys = DocumentKeys(self.type)
        }

        var bytes: [UInt8] {
            var lines = body + [[]] + signatures
            // The three lines of its checkpoint stand apart in a log proof.
            if type == .logProof, body.count > 3 { lines.insert([], at: body.count - 3) }
            return lines.flatMap { $0 + [newline] }
        }

        /// Takes the next line in; false when the line does not belong to this document.
        mutating func take(_ line: [UInt8], joint: Joint, repairs: inout RepairText) -> Bool {
            if line.isEmpty {
                emptyLines += 1
                repairs.note(.surroundings, if: emptyLines > (type == .logProof ? 2 : 1) && signatures.isEmpty)
                return true
            }
            if let (signature, changed) = SignatureLine.recognise(line) {
                repairs.note(.dashes, if: changed)
                signatures.append(signature)
                return true
            }
            if let last = signatures.indices.last {
                guard !isComplete(signatures[last]) else { return false }
                let hasSignature = signatures[last].count { $0 == UInt8(ascii: " ") } >= 2
                if !hasSignature { signatures[last].append(UInt8(ascii: " ")) }
                signatures[last] += line
                repairs.note(.wrappedLines)
                return true
            }
            if type == .logProof {
                body.append(line)
            } else if keys.begins(line), !endsInside {
                body.append(withoutBrackets(line, &repairs))
            } else if let last = body.indices.last {
                if joint == .blank { body[last].append(UInt8(ascii: " ")) }
                body[last] += line
                repairs.note(.wrappedLines)
            }
            return true
        }

        /// An Ed25519 signature line is whole when 92 characters of Base64 follow its name.
        private func isComplete(_ line: [UInt8]) -> Bool {
            guard let space = line.lastIndex(of: UInt8(ascii: " ")) else { return false }
            let encoded = line[(space + 1)...]
            return encoded.count >= 92 && Base64.decode(encoded) != nil
        }

        /// Whether the last line is only a key, which waits for its value.
        private var endsInside: Bool {
            body.count > 1 && body.last?.contains(UInt8(ascii: " ")) == false
        }

        private func withoutBrackets(_ line: [UInt8], _ repairs: inout RepairText) -> [UInt8] {
            guard line.hasPrefix("url "), line.contains(UInt8(ascii: "<")) else { return line }
            repairs.note(.angleBrackets)
            return line.filter { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
        }
    }
}

/// A signature line whose em dash may have become something else.
enum SignatureLine {
    /// Whether a line outside of every document carries a signature, and is not just prose behind a dash.
    static func isLeftOver(_ line: [UInt8]) -> Bool {
        guard let (repaired, _) = recognise(line), let space = repaired.lastIndex(of: UInt8(ascii: " ")) else {
            return false
        }
        return repaired.count - space > 40
    }

    /// The line with an em dash and one space before the name, and whether that changed it; nil for other lines.
    static func recognise(_ line: [UInt8]) -> (line: [UInt8], changed: Bool)? {
        let dashes: [StaticString] = ["—", "–", "―", "−", "--", "-", "&mdash;"]
        guard let dash = dashes.first(where: { line.hasPrefix($0) }) else { return nil }
        let rest = line.dropFirst(dash.utf8CodeUnitCount).drop { $0 == UInt8(ascii: " ") }
        let name = rest.prefix { $0 != UInt8(ascii: " ") }
        guard name.contains(UInt8(ascii: "/")), VerifierKey.isKeyName(name) else { return nil }
        let repaired = [UInt8](SignedNote.Signature.linePrefix) + rest
        return (repaired, repaired != line)
    }
}
