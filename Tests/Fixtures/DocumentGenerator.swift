package import LicenseFormat
package import SignedNote

/// Documents of every shape that their specifications allow, the same in every run.
package struct DocumentGenerator {
    package var numbers: SeededGenerator

    package init(_ seed: UInt64) {
        numbers = SeededGenerator(seed)
    }

    package mutating func some<Value>(atMost limit: Int, _ make: (inout DocumentGenerator) throws -> Value) rethrows
        -> [Value]
    {
        try (0..<numbers.below(limit + 1)).map { _ in try make(&self) }
    }

    package mutating func maybe<Value>(_ make: (inout DocumentGenerator) throws -> Value) rethrows -> Value? {
        numbers.once(in: 2) ? try make(&self) : nil
    }

    package mutating func token(_ prefix: String = "") throws -> Token {
        let first = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
        let inner = first + Array("-._".utf8)
        let text = (0..<numbers.below(12)).reduce(into: [numbers.pick(first)]) { text, _ in
            text.append(numbers.pick(inner))
        }
        return try Token((prefix.bytes + text)).orFail("token")
    }

    package mutating func name() throws -> DisplayName {
        let words = [
            "ACME", "SA", "Société", "株式会社", "&", "😀", "—", "a", "GmbH", "\"x\"", "<b>", "=1", "é", "Ångström", "-",
            "x-y",
        ]
        let text = (0...numbers.below(5)).map { _ in numbers.pick(words) }.joined(separator: " ")
        return try DisplayName(string: text).orFail(text)
    }

    package mutating func instant() -> Timestamp {
        let edges: [Int64] = [
            0, 951_782_400, 1_709_164_800, 2_147_483_647, 2_147_483_648, 4_107_542_399, 253_402_300_799,
        ]
        return Timestamp(
            clamping: numbers.once(in: 4) ? numbers.pick(edges) : Int64.random(in: 0...8_000_000_000, using: &numbers))
    }

    package mutating func decimal(below bound: Int64 = 9_007_199_254_740_992) throws -> Decimal {
        try Decimal(
            numbers.once(in: 3) ? Int64(numbers.below(10)) % bound : Int64.random(in: 0..<bound, using: &numbers)
        ).orFail()
    }

    /// Sites, none twice whatever its scheme and use.
    package mutating func sites(atMost count: Int, wildcard: Bool = false) throws -> [LicensedURL] {
        var sites: [LicensedURL] = []
        for site in try some(atMost: count, { try $0.url(wildcard: wildcard) }) {
            let isNew = !sites.contains {
                $0.url.host == site.url.host && $0.url.port == site.url.port && $0.url.path == site.url.path
            }
            if isNew { sites.append(site) }
        }
        return sites
    }

    /// Days, from a least number on.
    package mutating func days(from least: Int64 = 0) throws -> DayCount {
        try DayCount(numbers.once(in: 3) ? least : Int64.random(in: least...DayCount.most, using: &numbers)).orFail()
    }

    package mutating func version() throws -> Version {
        let core = (0...numbers.below(4)).map { _ in String(numbers.below(30)) }.joined(separator: ".")
        return try .of(core + numbers.pick(["", "", "-rc1", "-beta.2", "-ALPHA", "-0", "-a-b"]))
    }

    package mutating func range() throws -> VersionRange {
        let low = numbers.below(9)
        let high = low + 1 + numbers.below(9)
        return try .of(
            numbers.pick([
                "any", "=\(low).1", ">=\(low)", "<\(high).0", ">\(low).0 <=\(high)", ">=\(low)-rc1 <\(high).0.0",
            ]))
    }

    package mutating func installation() throws -> InstallationID {
        InstallationID(of: try Ed25519PublicKey(numbers.bytes(32)).orFail())
    }

    package mutating func url(wildcard: Bool) throws -> LicensedURL {
        let scheme = numbers.pick(["http", "https"])
        let host = numbers.pick([
            "glpi", "glpi-\(numbers.below(99)).acme.example", "10.0.0.\(numbers.below(256))",
            "[2001:db8::\(numbers.below(9) + 1)]",
            "localhost", "my_host", wildcard ? "*.acme.example" : "xn--mnchen-3ya.example",
        ])
        let port = numbers.pick(["", "", ":8080", ":1", ":65535"])
        let path = numbers.pick(["/", "/", "/glpi", "/a/b/c", "/A.b~c!$&'()*+,;=:@"])
        return try .of("\(scheme)://\(host)\(port)\(path)\(numbers.pick(["", "", " staging", " recovery"]))")
    }

    package mutating func extensions() throws -> [ExtensionLine] {
        try some(atMost: 2) { generator in
            try ExtensionLine(key: generator.token("x-").text[...], value: generator.name().text[...]).orFail(
                "extension")
        }
    }

    package mutating func license() throws -> License {
        let kind = numbers.pick([LicenseKind.subscription, .perpetual, .trial])
        let starts = Timestamp(clamping: min(instant().seconds, Timestamp.last.seconds - 1))
        let ends = Timestamp(clamping: Int64.random(in: (starts.seconds + 1)...Timestamp.last.seconds, using: &numbers))
        return License(
            id: try licenseID(), vendor: try token(), product: try token(),
            kind: kind, customer: try name(), installations: try some(atMost: 8) { try $0.installation() },
            urls: try sites(atMost: 6, wildcard: true), versions: try range(),
            host: try maybe { HostRange(application: try $0.token(), versions: try $0.range()) }, issued: instant(),
            starts: starts, expires: kind == .perpetual ? .never : .at(ends),
            maintenanceUntil: kind == .perpetual ? numbers.once(in: 3) ? .never : .at(instant()) : nil,
            graceDays: try days(), mismatchDays: try maybe { try $0.days(from: 1) },
            features: try some(atMost: 5) { try $0.token() },
            limits: try some(atMost: 4) { try Limit(name: $0.token("limit\($0.numbers.next())"), count: $0.decimal()) },
            onExpiry: numbers.pick([.readOnly, .off]), onRevocation: numbers.pick([.trial, .off]),
            note: try maybe { try $0.name() }, extensions: try extensions())
    }

    /// A hashed fact about a machine, of a name that no other one has.
    package mutating func fact() throws -> HostFact {
        try .of("\(token("f\(numbers.next())").text.string) \(Digest.hex(numbers.bytes(16)).string)")
    }

    package mutating func licenseID() throws -> LicenseID {
        try LicenseID(at: instant(), random: numbers.bytes(10)).orFail()
    }

    /// The name and ID of a key, as states and keyrings write it.
    package mutating func nameAndID() throws -> [UInt8] {
        try key(of: token(), numbers.pick(["license", "revocation", "é"])).nameAndID
    }

    package mutating func scope() throws -> RevocationScope {
        numbers.once(in: 2) ? .all : .installation(try installation())
    }

    package mutating func revocations() throws -> RevocationList {
        RevocationList(
            vendor: try token(), scope: try scope(),
            epoch: try Decimal(1 + decimal(below: 9_007_199_254_740_991).value).orFail(), issued: instant(),
            revoked: try some(atMost: 6) { Revocation(license: try $0.licenseID(), reason: try $0.token()) },
            extensions: try extensions())
    }

    package mutating func clockRepair() throws -> ClockRepair {
        ClockRepair(vendor: try token(), installation: try installation(), issued: instant(), nonce: numbers.bytes(16))
    }

    package mutating func receipt() throws -> ReturnReceipt {
        let seed = try Ed25519Seed(numbers.bytes(32)).orFail()
        return ReturnReceipt(
            installation: InstallationID(of: seed.publicKey), key: seed.publicKey, vendor: try token(),
            product: try token(), license: try licenseID(), time: instant())
    }

    package mutating func request(by key: Ed25519Seed? = nil) throws -> ActivationRequest {
        let seed = try key ?? Ed25519Seed(numbers.bytes(32)).orFail()
        return ActivationRequest(
            installation: InstallationID(of: seed.publicKey), key: seed.publicKey, vendor: try token(),
            product: try token(),
            version: try version(),
            host: try maybe { HostRelease(application: try $0.token(), version: try $0.version()) },
            urls: try sites(atMost: 5, wildcard: false),
            facts: try some(atMost: 4) { try $0.fact() },
            formerFacts: try some(atMost: 3) { try $0.fact() },
            accepts: try some(atMost: 4) {
                try .of("\($0.token().text.string)/\($0.token().text.string)@v\($0.numbers.below(20))")
            },
            keyring: try decimal(), nonce: numbers.bytes(16), time: instant())
    }

    private mutating func key(of vendor: Token, _ role: String) throws -> VerifierKey {
        try VerifierKey(
            name: "\(vendor.text.string)/\(role)/\(numbers.below(1000))".bytes,
            publicKey: Ed25519PublicKey(numbers.bytes(32)).orFail())
    }

    package mutating func roots(of vendor: Token) throws -> RootKeys {
        let count = 1 + numbers.below(5)
        return try RootKeys(
            threshold: 1 + numbers.below(count), keys: (0..<count).map { _ in try key(of: vendor, "root") }
        ).orFail()
    }

    package mutating func keyring() throws -> Keyring {
        let vendor = try token()
        var keys = try some(atMost: 5) { generator in
            let from = Timestamp(clamping: Int64.random(in: 0...4_000_000_000, using: &generator.numbers))
            let role = try Token.of(generator.numbers.pick(["license", "revocation", "repair", "log", "later"]))
            return RoleKey(
                role: role, key: try generator.key(of: vendor, role.text.string), from: from,
                until: generator.numbers.once(in: 3)
                    ? .never : .at(from.adding(days: 1 + Int64(generator.numbers.below(900)))))
        }
        if numbers.once(in: 4) {
            // A key of an algorithm that this version does not know.
            let material = Base64.encode(([6] + numbers.bytes(40))[...]).string
            keys.append(
                try .of("license \(vendor.text.string)/license/pq+0011aaff+\(material) 2026-01-01T00:00:00Z never"))
        }
        return Keyring(
            vendor: vendor, version: try Decimal(1 + decimal(below: 1 << 40).value).orFail(), issued: instant(),
            roots: try roots(of: vendor),
            keys: keys,
            compromised: try some(atMost: 2) {
                try .of(
                    "\($0.key(of: vendor, "license").nameAndID.string) \($0.numbers.below(999)) \(Base64.encode($0.numbers.bytes(32)[...]).string)"
                )
            }, extensions: try extensions())
    }

    package mutating func logProof() throws -> LogProof {
        let key = try TestKey("\(token().text.string)/log/\(numbers.below(9))")
        let head = Checkpoint(origin: key.key.name, size: try decimal(), root: numbers.bytes(32))
        return try LogProof(
            index: decimal(), path: some(atMost: numbers.once(in: 4) ? 63 : 6) { $0.numbers.bytes(32) },
            checkpoint: key.sign(head.text))
    }

    package mutating func product() throws -> Product {
        let keyring = try keyring()
        return Product(
            vendor: keyring.vendor, product: try token(), title: try name(), version: try version(), built: instant(),
            requiresLogProof: numbers.once(in: 2), trialDays: try days(),
            trialFeatures: try some(atMost: 4) { try $0.token() },
            unlicensed: numbers.pick([.readOnly, .off]), roots: keyring.roots, extensions: try extensions(),
            keyringNote: try TestKey("\(keyring.vendor.text.string)/root/0").sign(keyring.text))
    }
}

/// One way in which a document can be changed; what it yields may still be a document.
package enum Mutation: CaseIterable, Sendable {
    case deletedLine, duplicatedLine, swappedLines, changedByte, deletedByte, insertedByte, doubledByte, cutShort,
        lineOfOther

    /// The bytes with this change made once, at a place that `numbers` chooses.
    ///
    /// - Parameter other: another document of the same type, for lines that do not belong here.
    package func apply(to bytes: [UInt8], other: [UInt8] = [], _ numbers: inout SeededGenerator) -> [UInt8] {
        var lines = bytes.split(separator: newline, omittingEmptySubsequences: false).map(Array.init)
        let line = numbers.below(lines.count)
        let position = numbers.below(bytes.count)
        var changed = bytes
        switch self {
        case .changedByte: if !changed.isEmpty { changed[position] = UInt8.random(in: 0...255, using: &numbers) }
        case .deletedByte: if !changed.isEmpty { changed.remove(at: position) }
        case .insertedByte: changed.insert(numbers.pick(Array(" \n\r\tx0-—\0".utf8)), at: position)
        case .doubledByte: if !changed.isEmpty { changed.insert(changed[position], at: position) }
        case .cutShort: changed.removeLast(numbers.below(changed.count + 1))
        case .deletedLine: lines.remove(at: line)
        case .duplicatedLine: lines.insert(lines[line], at: line)
        case .swappedLines: lines.swapAt(line, numbers.below(lines.count))
        case .lineOfOther:
            let others = other.split(separator: newline, omittingEmptySubsequences: false).map(Array.init)
            if !others.isEmpty { lines[line] = numbers.pick(others) }
        }
        switch self {
        case .deletedLine, .duplicatedLine, .swappedLines, .lineOfOther:
            return Array(lines.joined(separator: [newline]))
        default: return changed
        }
    }
}
