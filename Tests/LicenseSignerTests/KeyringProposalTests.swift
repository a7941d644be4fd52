import Fixtures
import LicenseFormat
import LicenseSigner
import SignedNote
import Testing

struct KeyringProposalTests {
    private let hash = [UInt8](repeating: 7, count: 32)
    private var now: Timestamp { get throws { try .of(Ceremony.now) } }

    private func missing(_ proposal: KeyringProposal) -> [Int] { [proposal.missing.base, proposal.missing.next] }

    @Test func `a proposal travels, is signed by one root after another, and becomes the keyring`() throws {
        let ceremony = try Ceremony()
        var proposal = try ceremony.proposal()
        #expect(missing(proposal) == [2, 0] && proposal.signers.isEmpty)
        #expect(refusal { try proposal.published() } == .signaturesMissing(base: 2, next: 0))
        for (index, root) in [ceremony.roots[2], ceremony.roots[0]].enumerated() {
            proposal = try KeyringProposal(parsing: proposal.bytes[...]).signing(with: signingKey(root))
            #expect(missing(proposal) == [1 - index, 0])
        }
        let note = try KeyringProposal(parsing: proposal.bytes[...]).published()
        let read = try SignedNote(parsing: note.bytes[...])
        let verified = try read.verified(by: ceremony.keyring.roots.keys)
        #expect(ceremony.keyring.roots.areEnough(verified.signers))
        #expect(try Keyring(parsing: verified.text) == proposal.keyring)
        #expect(note.bytes[...] == proposal.bytes.suffix(note.bytes.count))
    }

    @Test func `the file is the same in whatever order the roots signed, and however often`() throws {
        let ceremony = try Ceremony()
        let proposal = try ceremony.proposal()
        var files: Set<[UInt8]> = []
        for order in [[0, 1], [1, 0], [0, 1, 0], [1, 1, 0, 1]] {
            var signed = proposal
            for index in order { signed = try signed.signing(with: signingKey(ceremony.roots[index])) }
            files.insert(signed.bytes)
            #expect(try KeyringProposal(parsing: signed.bytes[...]) == signed)
        }
        let (one, two) = (
            try proposal.signing(with: signingKey(ceremony.roots[0])),
            try proposal.signing(with: signingKey(ceremony.roots[1]))
        )
        files.insert(try one.merging(two).bytes)
        files.insert(try two.merging(one).merging(one).bytes)
        #expect(files.count == 1)
        #expect(try KeyringProposal(parsing: proposal.bytes[...]).bytes == proposal.bytes)
    }

    @Test("S10: where the roots change, the thresholds of both sets have to sign")
    func rootsChange() throws {
        let ceremony = try Ceremony()
        let new = try (4...6).map { try Ceremony.key("root", "\($0)") }
        // Two of root 3 and the new ones; root 3 counts for both.
        let draft = try ceremony.draft().changingRoots(
            adding: new.map(\.key), removing: ceremony.roots.prefix(2).map(\.key.nameAndID))
        var proposal = try KeyringProposal(draft, base: ceremony.base)
        let steps = [
            (ceremony.roots[0], [1, 2]), (new[0], [1, 1]), (new[1], [1, 0]), (ceremony.roots[2], [0, 0]),
        ]
        #expect(missing(proposal) == [2, 2])
        for (key, expected) in steps {
            #expect(refusal { try proposal.published() } != nil)
            proposal = try proposal.signing(with: signingKey(key))
            #expect(missing(proposal) == expected)
        }
        #expect(try proposal.published().signatures.count == 4)
        #expect(proposal.roots.count == 6)
    }

    @Test func `a threshold that rises counts for the new set, too`() throws {
        let ceremony = try Ceremony()
        let proposal = try KeyringProposal(ceremony.draft().changingRoots(threshold: 3), base: ceremony.base)
        #expect(missing(proposal) == [2, 3])
        #expect(CeremonyError.signaturesMissing(base: 2, next: 3).message.contains("2 of the last"))
    }

    @Test func `only root keys sign`() throws {
        let ceremony = try Ceremony()
        let proposal = try ceremony.proposal()
        let strangers = [ceremony.license, try TestKey("vendor.example/root/1", label: "other")]
        for key in strangers {
            #expect(
                refusal { try proposal.signing(with: signingKey(key)) } == .notARoot(key.key.nameAndID.string))
            #expect(refusal { try proposal.root(key.key.publicKey) } != nil)
        }
        #expect(try proposal.root(ceremony.roots[1].key.publicKey) == ceremony.roots[1].key)
        let file = try ceremony.file(proposal.keyring.text, signers: [ceremony.license])
        #expect(
            refusal { try KeyringProposal(parsing: file[...]) }
                == .strangeSignature(by: ceremony.license.key.nameAndID.string))
    }

    @Test func `a key elsewhere that does not sign leaves the proposal as it was`() throws {
        let ceremony = try Ceremony()
        let root = ceremony.roots[0].key
        let failure = refusal {
            try ceremony.proposal().signing(with: SigningKey.external(root, command: "exit 3"))
        }
        #expect(failure == .key(.command(key: root.nameAndID.string, .status(3))))
        #expect(failure?.message.contains("status 3") == true)
    }

    @Test("S3: every byte of a signed proposal changed is refused, and so is one that is cut short")
    func everyByte() throws {
        let ceremony = try Ceremony(threshold: 1, roots: 1)
        let proposal = try ceremony.proposal().signing(with: signingKey(ceremony.roots[0]))
        let file = proposal.bytes
        var refused = 0
        for index in file.indices {
            var changed = file
            changed[index] ^= 1
            if refusal({ try KeyringProposal(parsing: changed[...]) }) != nil { refused += 1 }
        }
        #expect(refused == file.count)
        // Cut behind the text, it is the proposal without a signature.
        let whole = (0..<file.count).filter { (try? KeyringProposal(parsing: file.prefix($0))) != nil }
        #expect(whole == [try ceremony.proposal().bytes.count])
        assure("S3", tried: 2 * file.count, "changed bytes and cuts of a signed proposal")
    }

    @Test func `a text that was changed after it was signed is altered`() throws {
        let ceremony = try Ceremony()
        let name = ceremony.roots[0].key.nameAndID.string
        let signed = try ceremony.proposal().signing(with: signingKey(ceremony.roots[0])).bytes.string
        let start = try #require(signed.firstRange(of: "version 2"))
        var altered = signed
        let instant = try #require(altered[start.upperBound...].firstRange(of: Ceremony.now))
        altered.replaceSubrange(instant, with: "2027-11-02T10:00:01Z")
        #expect(refusal { try KeyringProposal(parsing: altered.bytes) } == .altered(by: name))
    }

    @Test func `a base that its own roots did not sign enough is refused`() throws {
        let ceremony = try Ceremony()
        let text = ceremony.keyring.text
        let strange = try TestKey("vendor.example/root/1", label: "other")
        let bases = [
            try sign(text, by: [ceremony.roots[0]]), try sign(text, by: [ceremony.roots[0], ceremony.roots[0]]),
            try sign(text, by: [ceremony.license]), try sign(text, by: [strange, ceremony.roots[1]]),
        ]
        for base in bases {
            #expect(refusal { try KeyringProposal(ceremony.proposal().draft(ceremony), base: base) } == .baseNotSigned)
        }
        let other = try Ceremony { $0.issued = try .of(Ceremony.now) }
        #expect(refusal { try KeyringProposal(ceremony.draft(), base: other.base) } == .otherProposal)
    }

    @Test func `a keyring that does not follow the base is refused with the reason`() throws {
        let ceremony = try Ceremony()
        let weak = try VerifierKey(
            name: "vendor.example/w/1".bytes,
            publicKey: Ed25519PublicKey([1] + [UInt8](repeating: 0, count: 31)).orFail())
        let line = try RoleKey(role: .of("w"), key: weak, from: now, until: .never)
        let rows: [(CeremonyError, [UInt8])] = [
            (.notTheNext(version: 3, after: 1), try ceremony.file { $0.version = try .of("3") }),
            (.notTheNext(version: 1, after: 1), try ceremony.file { $0.version = try .of("1") }),
            (.nothingChanged, try ceremony.file(ceremony.draft().next.text)),
            (.weakKey(weak.nameAndID.string), try ceremony.file { $0 = try $0.with([line]) }),
            (
                .damagedKeyring(FormatError(.invalidValue, line: 3, key: Array("version".utf8)), isBase: false),
                try ceremony.file(
                    Array(ceremony.draft().next.text.string.replacing("version 2", with: "version 0").utf8))
            ),
        ]
        for (expected, file) in rows {
            #expect(refusal { try KeyringProposal(parsing: file[...]) } == expected, "\(expected)")
        }
        let roots = try (1...3).map { try TestKey("other.example/root/\($0)").key }
        let set = try RootKeys(threshold: 2, keys: roots).orFail()
        let foreign = Keyring(
            vendor: try .of("other.example"), version: try .of("2"), issued: try now, roots: set, keys: [])
        let file = try ceremony.file(foreign.text)
        #expect(
            refusal { try KeyringProposal(parsing: file[...]) }
                == .otherVendor("other.example", expected: "vendor.example"))
    }

    @Test func `a base that cannot be read is told from a keyring that cannot`() throws {
        let ceremony = try Ceremony()
        let text = Array(ceremony.keyring.text.string.replacing("version 1", with: "version 0").utf8)
        let base = try sign(text, by: Array(ceremony.roots.prefix(2)))
        let file =
            [UInt8]("latchkey/proposal@v1\n\n") + base.bytes + [newline] + (try ceremony.draft().next.text) + [newline]
        #expect(
            refusal { try KeyringProposal(parsing: file[...]) }
                == .damagedKeyring(FormatError(.invalidValue, line: 3, key: Array("version".utf8)), isBase: true))
    }

    @Test func `a file in any other form is no proposal`() throws {
        let ceremony = try Ceremony()
        let proposal = try ceremony.proposal()
        let signed = try proposal.signing(with: signingKey(ceremony.roots[0]))
            .signing(with: signingKey(ceremony.roots[1]))
        let text = signed.bytes.string
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let swapped = lines.dropLast(3) + [lines[lines.count - 2], lines[lines.count - 3], ""]
        let twice = lines.dropLast() + [lines[lines.count - 2], ""]
        let forms = [
            "", "latchkey/proposal@v1\n", "latchkey/proposal@v1\n\n", ceremony.base.bytes.string,
            String(text.dropFirst("latchkey/proposal@v1\n\n".count)), "\n" + text, text + "\n", " " + text,
            String(proposal.bytes.string.dropLast()), proposal.bytes.string + "\n", proposal.bytes.string + "a\n",
            text.replacing("latchkey/proposal@v1\n\n", with: "latchkey/proposal@v1\n"),
            text.replacing("latchkey/proposal@v1\n\n", with: "latchkey/proposal@v2\n\n"),
            text.replacing("\n", with: "\r\n"), swapped.joined(separator: "\n"), twice.joined(separator: "\n"),
            "latchkey/proposal@v1\n\n" + ceremony.base.bytes.string, String(repeating: "a", count: 300_000),
        ]
        for form in forms {
            #expect(refusal { try KeyringProposal(parsing: form.bytes) } == .notAProposal, "\(form.prefix(60))")
        }
        #expect(forms.count == 18)
    }

    @Test func `a note has room for sixteen signatures`() throws {
        let ceremony = try Ceremony(threshold: 1, roots: 16)
        var proposal = try KeyringProposal(
            ceremony.draft().changingRoots(
                adding: [Ceremony.key("root", "17").key],
                removing: [
                    ceremony.roots[0].key.nameAndID
                ]), base: ceremony.base)
        for root in ceremony.roots { proposal = try proposal.signing(with: signingKey(root)) }
        let last = try Ceremony.key("root", "17")
        #expect(refusal { try proposal.signing(with: signingKey(last)) } == .tooManySignatures(limit: 16))
        #expect(try proposal.published().signatures.count == 16)
    }

    @Test func `two copies of different keyrings are not put together`() throws {
        let ceremony = try Ceremony()
        let other = try KeyringProposal(ceremony.draft().changingRoots(threshold: 1), base: ceremony.base)
        #expect(refusal { try ceremony.proposal().merging(other) } == .otherProposal)
    }

    @Test func `every difference is told, roots first`() throws {
        let ceremony = try Ceremony { keyring in
            keyring.extensions = [try ExtensionLine(key: "x-a".bytes, value: "b".bytes).orFail()]
            let key = try TestKey("vendor.example/old/1").key.nameAndID.string
            keyring.compromised = [try .of("\(key) 3 \(Base64.encode(hash[...]).string)")]
        }
        let name = ceremony.license.key.nameAndID
        var next = try ceremony.draft().changingRoots(
            threshold: 1, adding: [Ceremony.key("root", "4").key], removing: [ceremony.roots[0].key.nameAndID]
        )
        .compromising(name, size: .of("41"), root: hash, at: now)
        .rotating(role: .of("license"), to: Ceremony.key("license").key, at: now).next
        next.compromised.removeAll { $0.treeSize.value == 3 }
        next.extensions = [try ExtensionLine(key: "x-a".bytes, value: "c".bytes).orFail()]
        let log = try TestKey("vendor.example/log/2026")
        let changes = try KeyringProposal(parsing: ceremony.file(next.text)[...]).changes
        let kinds = changes.map { change in
            switch change {
            case .thresholdChanged: "threshold"
            case .rootRemoved: "root-"
            case .rootAdded: "root+"
            case .keyRemoved: "key-"
            case .keyAdded: "key+"
            case .roleChanged: "role"
            case .windowChanged: "window"
            case .compromiseWithdrawn: "mark-"
            case .keyCompromised: "mark+"
            case .extensionRemoved: "x-"
            case .extensionAdded: "x+"
            }
        }
        #expect(kinds == ["threshold", "root-", "root+", "window", "key+", "mark-", "mark+", "x-", "x+"])
        let other = try ceremony.file(try next.with([Ceremony.line("repair", ceremony.license, until: "never")]).text)
        let more = try KeyringProposal(parsing: other[...]).changes
        #expect(more.contains(.keyRemoved(try Ceremony.line("log", log))))
        #expect(
            more.contains(.roleChanged(try Ceremony.line("repair", ceremony.license), from: try .of("license"))))
        for change in changes + more {
            #expect(change.message.first?.isUppercase == false && !change.message.hasSuffix("."))
        }
        #expect(Set((changes + more).map(\.message)).count == 11)
    }
}

extension KeyringProposal {
    /// The draft that gives this proposal.
    fileprivate func draft(_ ceremony: Ceremony) throws -> KeyringDraft {
        try ceremony.draft().rotating(
            role: .of("license"), to: Ceremony.key("license").key, at: .of(Ceremony.now))
    }
}
