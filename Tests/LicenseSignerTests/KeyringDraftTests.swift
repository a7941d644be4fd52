import Fixtures
import LicenseFormat
import LicenseSigner
import SignedNote
import Testing

struct KeyringDraftTests {
    private func at(_ text: String) throws -> Timestamp { try .of(text) }
    private func role(_ text: String) throws -> Token { try .of(text) }
    private var now: Timestamp { get throws { try .of(Ceremony.now) } }

    @Test func `the next keyring has the next version, is made now, and keeps everything else`() throws {
        let ceremony = try Ceremony { $0.extensions = [try ExtensionLine(key: "x-a".bytes, value: "b".bytes).orFail()] }
        let next = try ceremony.draft().next
        #expect(next.version.value == 2)
        #expect(next.issued.text.string == Ceremony.now)
        #expect(next.keys == ceremony.keyring.keys && next.roots == ceremony.keyring.roots)
        #expect(next.extensions == ceremony.keyring.extensions)
    }

    @Test func `a role is handed over in one instant, without a gap and without two keys at once`() throws {
        let next = try Ceremony().draft().rotating(
            role: role("license"), to: Ceremony.key("license").key, at: at("2027-12-01T00:00:00Z")
        ).next
        #expect(
            windows(next, of: "license") == [
                "vendor.example/license/2026 2026-11-02T10:00:00Z 2027-12-01T00:00:00Z",
                "vendor.example/license/2027 2027-12-01T00:00:00Z never",
            ])
        #expect(windows(next, of: "log") == ["vendor.example/log/2026 2026-11-02T10:00:00Z never"])
        for instant in ["2026-11-02T10:00:00Z", "2027-11-30T23:59:59Z", "2027-12-01T00:00:00Z", "2099-01-01T00:00:00Z"]
        {
            let time = try at(instant)
            #expect(next.keys.count { $0.role.text.equals("license") && $0.mayIssue(at: time) } == 1, "\(instant)")
        }
    }

    @Test func `two keys sign at once for as long as was asked`() throws {
        let next = try Ceremony().draft().rotating(
            role: role("license"), to: Ceremony.key("license").key, at: now, overlapDays: 30
        ).next
        #expect(
            windows(next, of: "license") == [
                "vendor.example/license/2026 2026-11-02T10:00:00Z 2027-12-02T10:00:00Z",
                "vendor.example/license/2027 2027-11-02T10:00:00Z never",
            ])
    }

    /// How long the old key lasts, when the new one begins, and where the gap would be.
    @Test(arguments: [
        ("2028-01-01T00:00:00Z", "2027-12-01T00:00:00Z", nil, "2027-12-01T00:00:00Z"),
        ("2028-01-01T00:00:00Z", "2028-01-01T00:00:00Z", nil, "2028-01-01T00:00:00Z"),
        ("2028-01-01T00:00:00Z", "2028-01-01T00:00:01Z", "2028-01-01T00:00:00Z", ""),
        // What is past cannot be mended.
        ("2027-01-01T00:00:00Z", "2027-11-02T10:00:00Z", nil, "2027-01-01T00:00:00Z"),
        ("2027-01-01T00:00:00Z", "2027-11-03T00:00:00Z", "2027-11-02T10:00:00Z", ""),
    ])
    func `an old key that ends before the new one begins leaves a gap`(
        until: String, instant: String, gap: String?, end: String
    ) throws {
        let ceremony = try Ceremony { keyring in
            let key = try TestKey("vendor.example/license/2026")
            keyring = try keyring.with([Ceremony.line("license", key, until: until)])
        }
        func rotated() throws -> Keyring {
            try ceremony.draft().rotating(
                role: role("license"), to: Ceremony.key("license").key, at: at(instant)
            ).next
        }
        if let gap {
            let expected = CeremonyError.gap(role: "license", from: try at(gap), to: try at(instant))
            #expect(refusal(rotated) == expected)
        } else {
            #expect(try windows(rotated(), of: "license").first?.hasSuffix(end) == true)
        }
    }

    @Test func `a compromised key leaves no gap: it signs nothing any more`() throws {
        let ceremony = try Ceremony()
        let marked = try ceremony.draft().compromising(
            ceremony.license.key.nameAndID, size: .zero, root: [UInt8](repeating: 7, count: 32), at: now)
        let next = try marked.rotating(
            role: role("license"), to: Ceremony.key("license").key, at: at("2027-12-01T00:00:00Z")
        ).next
        #expect(windows(next, of: "license").count == 2)
    }

    @Test func `a key is ended, and what it signed stays good`() throws {
        let ceremony = try Ceremony()
        let next = try ceremony.draft().retiring(ceremony.license.key.nameAndID, at: at("2028-01-01T00:00:00Z")).next
        #expect(
            windows(next, of: "license") == ["vendor.example/license/2026 2026-11-02T10:00:00Z 2028-01-01T00:00:00Z"])
    }

    @Test func `a key of an algorithm that is not known here can be ended, too`() throws {
        let line = "later vendor.example/later/1+00000001+AgID 2026-11-02T10:00:00Z never"
        let ceremony = try Ceremony { $0 = try $0.with([.of(line)]) }
        let next = try ceremony.draft().retiring(Array("vendor.example/later/1+00000001".utf8), at: now).next
        #expect(next.keys.map(\.text.string) == [line.replacing("never", with: Ceremony.now)])
    }

    @Test func `a compromised key keeps its line, ends, and is marked with the log's last honest state`() throws {
        let ceremony = try Ceremony()
        let root = [UInt8](repeating: 7, count: 32)
        let name = ceremony.license.key.nameAndID
        let next = try ceremony.draft().compromising(name, size: .of("41"), root: root, at: now).next
        #expect(
            windows(next, of: "license") == ["vendor.example/license/2026 2026-11-02T10:00:00Z 2027-11-02T10:00:00Z"])
        #expect(next.compromised.map(\.text.string) == ["\(name.string) 41 \(Base64.encode(root[...]).string)"])
        let early = try ceremony.draft().compromising(name, size: .of("41"), root: root, at: at(Ceremony.begin)).next
        #expect(windows(early, of: "license") == ["vendor.example/license/2026 2026-11-02T10:00:00Z never"])
    }

    @Test func `root keys come and go, and the threshold with them`() throws {
        let ceremony = try Ceremony()
        let new = try Ceremony.key("root", "4").key
        let next = try ceremony.draft().changingRoots(
            threshold: 3, adding: [new], removing: [ceremony.roots[0].key.nameAndID]
        ).next
        #expect(next.roots == RootKeys(threshold: 3, keys: [ceremony.roots[1].key, ceremony.roots[2].key, new]))
        let fewer = try ceremony.draft().changingRoots(removing: [ceremony.roots[0].key.nameAndID]).next
        #expect(fewer.roots == RootKeys(threshold: 2, keys: [ceremony.roots[1].key, ceremony.roots[2].key]))
    }

    @Test func `steps add up, and every draft reads back as it was written`() throws {
        let ceremony = try Ceremony()
        let draft = try ceremony.draft()
            .rotating(role: role("license"), to: Ceremony.key("license").key, at: now)
            .adding(
                Ceremony.key("revocation").key, role: role("revocation"), from: now, until: .of("2030-01-01T00:00:00Z")
            )
            .changingRoots(threshold: 1)
            .retiring(TestKey("vendor.example/log/2026").key.nameAndID, at: at("2028-01-01T00:00:00Z"))
        #expect(draft.base == ceremony.keyring)
        #expect(draft.next.keys.count == 4)
        #expect(try Keyring(parsing: draft.next.text[...]) == draft.next)
    }

    @Test func `what breaks a rule is refused with the rule`() throws {
        let ceremony = try Ceremony()
        let (draft, license, now) = (try ceremony.draft(), ceremony.license.key, try now)
        let new = try Ceremony.key("license").key
        let weak = try VerifierKey(
            name: "vendor.example/x/1".bytes,
            publicKey: Ed25519PublicKey([1] + [UInt8](repeating: 0, count: 31)).orFail())
        let strange = try TestKey("vendor.example/license/1999").key.nameAndID
        let past = try at("2027-11-02T09:59:59Z")
        let later = try at("2027-12-01T00:00:00Z")
        let hash = [UInt8](repeating: 7, count: 32)
        let roots = ceremony.roots.map(\.key)
        let marked = try draft.compromising(license.nameAndID, size: .zero, root: hash, at: now)
        let rotated = try draft.rotating(role: role("license"), to: new, at: later)
        let renamed = try TestKey("vendor.example/x/1", label: "vendor.example/license/2026").key
        let sameName = try TestKey("vendor.example/license/2026", label: "other").key
        let formerRoot = try TestKey("vendor.example/x/2", label: "vendor.example/root/1").key
        let rows: [(CeremonyError, () throws -> KeyringDraft)] = [
            (.unknownKey(strange.string), { try draft.retiring(strange, at: now) }),
            (.unknownKey(strange.string), { try draft.compromising(strange, size: .zero, root: hash, at: now) }),
            (.unknownRoot(strange.string), { try draft.changingRoots(removing: [strange]) }),
            (.noKeyOfRole("repair"), { try draft.rotating(role: role("repair"), to: new, at: now) }),
            (
                .foreignName(try TestKey("vendor.examples/x/1").key.nameAndID.string, vendor: "vendor.example"),
                { try draft.adding(TestKey("vendor.examples/x/1").key, role: role("x"), from: now) }
            ),
            (
                .foreignName(try TestKey("other/root/1").key.nameAndID.string, vendor: "vendor.example"),
                { try draft.changingRoots(adding: [TestKey("other/root/1").key]) }
            ),
            (
                .keyInUse(renamed.nameAndID.string, as: "vendor.example/license/2026"),
                { try draft.adding(renamed, role: role("x"), from: now) }
            ),
            (
                .keyInUse(renamed.nameAndID.string, as: "vendor.example/license/2026"),
                { try draft.changingRoots(adding: [renamed]) }
            ),
            (
                .keyInUse(formerRoot.nameAndID.string, as: "vendor.example/root/1"),
                {
                    try draft.changingRoots(removing: [roots[0].nameAndID])
                        .adding(formerRoot, role: role("x"), from: now)
                }
            ),
            (
                .keyInUse(new.nameAndID.string, as: "vendor.example/license/2027"),
                { try draft.changingRoots(adding: [new, new]) }
            ),
            (.nameTaken("vendor.example/license/2026"), { try draft.adding(sameName, role: role("x"), from: now) }),
            (.weakKey(weak.nameAndID.string), { try draft.adding(weak, role: role("x"), from: now) }),
            (.weakKey(weak.nameAndID.string), { try draft.changingRoots(adding: [weak]) }),
            (.rootKey(roots[0].nameAndID.string), { try draft.retiring(roots[0].nameAndID, at: now) }),
            (
                .rootKey(roots[0].nameAndID.string),
                { try draft.compromising(roots[0].nameAndID, size: .zero, root: hash, at: now) }
            ),
            (
                .emptyWindow(new.nameAndID.string),
                { try draft.adding(new, role: role("x"), from: now, until: .at(now)) }
            ),
            (.inThePast(past, issued: now), { try draft.adding(new, role: role("x"), from: past) }),
            (.inThePast(past, issued: now), { try draft.retiring(license.nameAndID, at: past) }),
            (.inThePast(past, issued: now), { try draft.rotating(role: role("license"), to: new, at: past) }),
            (
                .alreadyEnded(license.nameAndID.string, at: now),
                { try draft.retiring(license.nameAndID, at: now).retiring(license.nameAndID, at: later) }
            ),
            (.notBegun(new.nameAndID.string, from: later), { try rotated.retiring(new.nameAndID, at: later) }),
            (
                .laterKey(new.nameAndID.string, from: later),
                { try rotated.rotating(role: role("license"), to: Ceremony.key("license", "2028").key, at: now) }
            ),
            (
                .alreadyCompromised(license.nameAndID.string),
                { try marked.compromising(license.nameAndID, size: .zero, root: hash, at: now) }
            ),
            (
                .logRootLength(31),
                { try draft.compromising(license.nameAndID, size: .zero, root: hash.dropLast(), at: now) }
            ),
            (.impossibleThreshold(threshold: 4, roots: 3), { try draft.changingRoots(threshold: 4) }),
            (.impossibleThreshold(threshold: 0, roots: 3), { try draft.changingRoots(threshold: 0) }),
            (
                .impossibleThreshold(threshold: 2, roots: 0),
                { try draft.changingRoots(removing: roots.map(\.nameAndID)) }
            ),
            (
                .impossibleThreshold(threshold: 2, roots: 17),
                { try draft.changingRoots(adding: (4...17).map { try Ceremony.key("root", "\($0)").key }) }
            ),
        ]
        for (expected, step) in rows { #expect(refusal(step) == expected, "\(expected)") }
        #expect(rows.count == 28)
    }

    @Test func `a keyring holds sixty-four keys and not one more`() throws {
        var draft = try Ceremony().draft()
        for number in 3...64 {
            draft = try draft.adding(Ceremony.key("x", "\(number)").key, role: role("x"), from: now)
        }
        #expect(draft.next.keys.count == 64)
        #expect(
            refusal { try draft.adding(Ceremony.key("x", "65").key, role: role("x"), from: now) }
                == .tooManyKeys(limit: 64))
    }

    @Test func `after the last version there is none`() throws {
        let ceremony = try Ceremony { $0.version = try .of("9007199254740991") }
        #expect(refusal { try ceremony.draft() } == .lastVersion)
    }
}

extension Keyring {
    /// The same keyring with other keys.
    func with(_ keys: [RoleKey]) throws -> Keyring {
        Keyring(vendor: vendor, version: version, issued: issued, roots: roots, keys: keys, compromised: compromised)
    }
}
