import Fixtures
import LicenseFormat
import SignedNote
import Testing

@Suite("Versions and their ranges")
struct VersionTests {
    /// Each comes before all that follow.
    static let ascending = [
        "0", "0.0.1", "0.1-alpha", "0.1", "0.9", "0.10", "1-00", "1-0", "1-001", "1-01", "1-1", "1-2", "1-10",
        "1-alpha", "1-alpha.1", "1-alpha.2",
        "1-alpha.10", "1-beta", "1-beta1", "1-beta2", "1-beta10", "1-rc1", "1-rc1.1", "1-rc2", "1", "1.0.0.0.1",
        "1.0.1", "1.2",
        "1.10", "1.10.1", "2-dev", "2", "2.0.1-rc1", "2.0.1", "10", "10.0.18", "9007199254740991",
    ]

    @Test("the table's versions are in order, each before all that follow")
    func order() throws {
        let versions = try Self.ascending.map { try Version.of($0) }
        for (index, version) in versions.enumerated() {
            for (other, later) in versions.enumerated() {
                #expect((version < later) == (index < other), "\(Self.ascending[index]) < \(Self.ascending[other])")
                #expect((version == later) == (index == other), "\(Self.ascending[index]) == \(Self.ascending[other])")
            }
        }
        #expect(versions.count == 37)
    }

    @Test("versions that differ in trailing zeros or in the case of letters are the same release")
    func equal() throws {
        for (one, other) in [("2", "2.0"), ("2.0", "2.0.0.0.0"), ("0", "0.0"), ("1.0-RC1", "1-rc1"), ("10.0", "10")] {
            let (first, second) = (try Version.of(one), try Version.of(other))
            #expect(first == second && !(first < second) && !(second < first), "\(one) \(other)")
            #expect(first.text != second.text)
        }
    }

    static func generated() -> [Version] {
        var generator = SeededGenerator(6)
        let parts = ["0", "1", "2", "9", "10", "11"]
        let names = [
            "a", "A", "b", "rc", "rc1", "rc01", "rc.1", "rc-1", "1", "01", "10", "001", "1a", "a1", "-", ".", "a.b",
            "a-b", "a0", "a00",
        ]
        var texts: Set<String> = []
        while texts.count < 160 {
            var text = (0...generator.below(3)).map { _ in generator.pick(parts) }.joined(separator: ".")
            if !generator.once(in: 3) { text += "-" + generator.pick(names) }
            if generator.once(in: 5), text.contains("-") { text += generator.pick(names) }
            texts.insert(text)
        }
        return texts.sorted().compactMap { Version($0.bytes) }
    }

    @Test("the order is total: antisymmetric and transitive over every three of a generated set")
    func totalOrder() {
        let versions = Self.generated()
        #expect(versions.count == 160)
        let less = versions.map { one in versions.map { one < $0 } }
        let same = versions.map { one in versions.map { one == $0 } }
        var violations: [String] = []
        for one in versions.indices {
            for two in versions.indices {
                let count = (less[one][two] ? 1 : 0) + (less[two][one] ? 1 : 0) + (same[one][two] ? 1 : 0)
                if count != 1 { violations.append("\(versions[one].text.string) and \(versions[two].text.string)") }
                guard less[one][two] || same[one][two] else { continue }
                for three in versions.indices where less[two][three] && !less[one][three] {
                    violations.append("\(one) \(two) \(three)")
                }
            }
        }
        #expect(violations == [])
    }

    @Test(
        "what is not a version is refused",
        arguments: [
            "", ".", "1.", ".1", "1..2", "01", "1.02", "v1", "1.2.3.4.5.6", "1-", "-1", "1+1", "1 2", "1_2", "1.a", "a",
            "1-a b", "1-é", "1-a+b", "1-a_b", "9007199254740992", "1\n", String(repeating: "1", count: 65), "1.x",
            "1.*", "１",
        ])
    func refused(text: String) {
        #expect(Version(text.bytes) == nil)
    }

    @Test("a version of 64 bytes is read, of one more it is not")
    func bounds() {
        #expect(Version("1-\(String(repeating: "a", count: 62))".bytes) != nil)
        #expect(Version("1-\(String(repeating: "a", count: 63))".bytes) == nil)
    }

    @Test("a program's own spelling is read: a leading v and build metadata are left out")
    func forgiving() throws {
        for (text, version) in [
            ("v2.1", "2.1"), ("V2.1", "2.1"), ("2.1+build.7", "2.1"), ("v2.1-rc1+x", "2.1-rc1"), ("2.1", "2.1"),
            ("2.1+", "2.1"),
        ] {
            #expect(Version(forgiving: text.bytes)?.text == Array(version.utf8))
        }
        for text in ["", "v", "vv1", "+", "v+1", "version 2", "2.1 "] { #expect(Version(forgiving: text.bytes) == nil) }
    }

    static let ranges: [(String, covers: [String], not: [String])] = [
        ("any", ["0", "1-alpha", "9007199254740991"], []),
        ("=2.1", ["2.1", "2.1.0"], ["2.1-rc1", "2.1.1", "2"]),
        ("=2.1-rc1", ["2.1-RC1"], ["2.1", "2.1-rc2"]),
        (">=2.0", ["2.0", "2", "2.0.1-rc1", "3"], ["2.0-rc1", "1.9"]),
        (">2.0", ["2.0.1", "2.0.1-rc1"], ["2.0", "2.0.0", "1"]),
        ("<3.0", ["2.9.9", "0", "2.0-rc1"], ["3.0", "3.0-beta1", "3.0-alpha", "3", "3.0.1"]),
        ("<=3.0", ["3.0", "3.0-beta1", "2.9"], ["3.0.1", "3.1-rc1"]),
        ("<3.0-rc1", ["3.0-beta1", "2.9"], ["3.0-rc1", "3.0-rc2", "3.0"]),
        (">=2.0 <3.0", ["2.0", "2.9"], ["1.9", "2.0-rc1", "3.0", "3.0-rc1"]),
        (">2.0 <=3.0", ["2.0.1", "3.0", "3.0-rc1"], ["2.0", "3.0.1"]),
        (">=3.0-beta1 <=3.0", ["3.0-beta1", "3.0-rc1", "3.0"], ["3.0-alpha", "3.0.1"]),
    ]

    @Test("ranges cover what the table says, and are written in one way")
    func ranges() throws {
        for (text, covered, not) in Self.ranges {
            let range = try VersionRange.of(text)
            #expect(range.text == Array(text.utf8))
            for version in covered { #expect(range.covers(try .of(version)), "\(text) covers \(version)") }
            for version in not { #expect(!range.covers(try .of(version)), "\(text) does not cover \(version)") }
        }
        #expect(Self.ranges.count == 11)
    }

    @Test(
        "what is not a range is refused",
        arguments: [
            "", "2.1", "Any", "any ", "*", "==2", "= 2.1", ">= 2.0", ">=2.0  <3.0", ">=2.0,<3.0", "<3.0 >=2.0",
            ">=3.0 <2.0",
            ">=2.0 <2.0", ">=2.0 <=2.0", ">2.0 <2.0", ">=2.0 >3.0", "<2.0 <3.0", ">=2.0 ", " >=2.0", ">", "<", "=",
            ">=", "=>2.0",
            "~2.0", "^2.0", ">=2.0 <3.0 <4.0", ">=2.0 any", ">=v2", ">=2.0 <", "<>2",
        ])
    func refusedRanges(text: String) {
        #expect(VersionRange(text.bytes) == nil)
    }
}
