internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// A keyring for the people who decide about it: all of it, what is new in it, and who signed.
struct KeyringPage {
    /// Whether a root key signed.
    enum Mark: String {
        case signed
        case bad = "BAD signature"
        case waiting = "not signed"
    }

    let keyring: Keyring
    let proposal: KeyringProposal?
    private let marks: [(root: VerifierKey, mark: Mark)]

    /// A keyring that was published, or that somebody says was.
    init(_ note: SignedNote, _ keyring: Keyring) {
        self.keyring = keyring
        proposal = nil
        marks = keyring.roots.keys.map { ($0, Self.mark($0, note.signatures, note.unverifiedText)) }
    }

    /// A keyring that waits for signatures: the roots of the base, too.
    init(_ proposal: KeyringProposal) {
        keyring = proposal.keyring
        self.proposal = proposal
        let text = proposal.keyring.text
        marks = proposal.roots.map { ($0, Self.mark($0, proposal.signatures, text[...])) }
    }

    private static func mark(_ root: VerifierKey, _ signatures: [SignedNote.Signature], _ text: Bytes) -> Mark {
        let own = signatures.filter { $0.keyID == root.id && $0.name == root.name }
        if own.isEmpty { return .waiting }
        return own.allSatisfy { root.publicKey.isValidSignature($0.bytes[...], for: text) } ? .signed : .bad
    }

    /// The page, a line each.
    var lines: [String] {
        var lines = [
            "keyring \(keyring.version.value) of \(keyring.vendor.text.string), made \(keyring.issued.text.string)"
        ]
        if let proposal {
            lines[0] += ", proposed after keyring \(proposal.baseKeyring.version.value)"
            lines += ["", "changes"] + proposal.changes.map { "  \($0.message)" }
        }
        lines +=
            ["", "root keys, of which \(keyring.roots.threshold.value) sign"] + marks.map { "  \(line(of: $0, $1))" }
        lines += ["", "keys"]
        lines += keyring.keys.map { key in
            "  \(key.role.text.string) \(key.nameAndID.string) \(key.from.text.string) to \(key.until.text.string)"
        }
        if !keyring.compromised.isEmpty {
            lines += ["", "compromised"]
            lines += keyring.compromised.map { "  \($0.nameAndID.string), log size \($0.treeSize.value)" }
        }
        lines += keyring.extensions.map { "\($0.text.string)" }
        return lines.map { Console.safe($0) }
    }

    private func line(of root: VerifierKey, _ mark: Mark) -> String {
        let standing =
            if !keyring.roots.keys.contains(root) {
                ", of the last keyring only"
            } else if let proposal, !proposal.baseKeyring.roots.keys.contains(root) { ", new" } else { "" }
        return "\(root.nameAndID.string)  \(mark.rawValue)\(standing)"
    }

    /// The same for programs.
    func write(membersTo json: inout JSONText) {
        json.string("vendor", keyring.vendor.text)
        json.integer("version", keyring.version.value)
        json.string("issued", keyring.issued.text)
        json.integer("threshold", keyring.roots.threshold.value)
        json.array("roots", marks) { json, root in
            json.object { json in
                json.string("vkey", root.root.text)
                json.string("signature", Array(root.mark.rawValue.utf8))
                json.boolean("listed", keyring.roots.keys.contains(root.root))
            }
        }
        json.array("keys", keyring.keys) { json, key in
            json.object { json in
                json.string("role", key.role.text)
                json.string("vkey", Array(key.vkey))
                json.string("from", key.from.text)
                json.string("until", key.until.text)
            }
        }
        json.array("compromised", keyring.compromised) { json, key in
            json.object { json in
                json.string("key", key.nameAndID)
                json.integer("size", key.treeSize.value)
                json.string("root", Base64.encode(key.root[...]))
            }
        }
        guard let proposal else { return }
        json.array("changes", proposal.changes) { json, change in
            json.object { json in json.string("message", Array(change.message.utf8)) }
        }
        json.integer("missingOfBase", Int64(proposal.missing.base))
        json.integer("missingOfNext", Int64(proposal.missing.next))
    }
}
