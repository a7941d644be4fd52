import Fixtures
import LicenseFormat
import LicenseSigner
import SignedNote
import Testing

@Suite("Composer's version constraints")
struct ComposerConstraintTests {
    /// What is typed, and the range that a document holds.
    static let ranges: [(String, String)] = [
        ("any", "any"), ("=2.1", "=2.1"), (">=2.0 <3.0", ">=2.0 <3.0"), ("<3.0-preview2", "<3.0-preview2"),
        (">=2", ">=2"), ("*", "any"), (" * ", "any"),
        ("^2", ">=2.0 <3.0"), ("^2.1", ">=2.1 <3.0"), ("^2.1.3", ">=2.1.3 <3.0"), ("^2.1.3.4", ">=2.1.3.4 <3.0"),
        ("^0.3", ">=0.3 <0.4"), ("^0.3.1", ">=0.3.1 <0.4"), ("^0.0.3", ">=0.0.3 <0.0.4"), ("^0", ">=0.0 <1.0"),
        ("^0.0", ">=0.0 <0.1"), ("^0.0.0", ">=0.0.0 <0.0.1"), ("^0.0.0.5", ">=0.0.0.5 <0.0.1"), ("^9.9", ">=9.9 <10.0"),
        ("^v2.1", ">=2.1 <3.0"), ("^2.1-beta1", ">=2.1-beta1 <3.0"), ("^2.1.0-RC2", ">=2.1.0-RC2 <3.0"),
        ("~2", ">=2.0 <3.0"), ("~2.1", ">=2.1 <3.0"), ("~2.1.3", ">=2.1.3 <2.2"), ("~2.1.3.4", ">=2.1.3.4 <2.1.4"),
        ("~0.3", ">=0.3 <1.0"), ("~0", ">=0.0 <1.0"), ("~2.1-alpha", ">=2.1-alpha <3.0"), ("~2.9.1", ">=2.9.1 <2.10"),
        ("2.*", ">=2.0 <3.0"), ("2.1.*", ">=2.1 <2.2"), ("2.1.3.*", ">=2.1.3 <2.1.4"), ("v2.*", ">=2.0 <3.0"),
        ("0.*", "<1.0"), ("0.0.*", "<0.1"), ("0.1.*", ">=0.1 <0.2"),
        (">=2.0,<3.0", ">=2.0 <3.0"), (">=2.0, <3.0", ">=2.0 <3.0"), (">= 2.0 < 3.0", ">=2.0 <3.0"),
        (">=2.0 , <3.0", ">=2.0 <3.0"), (">=2.0  <3.0", ">=2.0 <3.0"), ("<3.0 >=2.0", ">=2.0 <3.0"),
        ("<=3.0,>2.0", ">2.0 <=3.0"), (">=2,<3", ">=2.0 <3.0"), (">= 2.1", ">=2.1"), ("<V3.0", "<3.0"),
        (" >=2.1 ", ">=2.1"),
        ("2.1 - 2.3", ">=2.1 <2.4"), ("2 - 3", ">=2.0 <4.0"), ("2.1 - 3", ">=2.1 <4.0"),
        ("2.1 - 2.3.0", ">=2.1 <=2.3.0"),
        ("2.1.1 - 2.3.4.5", ">=2.1.1 <=2.3.4.5"), ("2.1 - 2.3-beta2", ">=2.1 <=2.3-beta2"),
        ("v2.1  -  v2.3", ">=2.1 <2.4"),
        ("2.1.4", "=2.1.4"), ("2", "=2.0"), ("v2.1.4", "=2.1.4"), ("==2.1", "=2.1"), ("= 2.1", "=2.1"),
        ("2.1.4-rc1", "=2.1.4-rc1"), ("==v2.1.0.1", "=2.1.0.1"),
    ]

    @Test func `a constraint becomes the range of the table, which is taken as it stands`() throws {
        for (typed, expected) in Self.ranges {
            #expect(try ComposerConstraint.range(typed.bytes).text.string == expected, "\(typed)")
            #expect(try ComposerConstraint.range(expected.bytes).text.string == expected, "\(typed)")
        }
        #expect(Self.ranges.count == 62)
    }

    static let refused: [(String, ComposerConstraintError)] = [
        ("^2.1 || ^3.0", .union), ("2.1|2.2", .union), ("||", .union), (">=2.0 || dev-main", .union),
        ("!=2.1", .exclusion), (">=2.0 !=2.3 <3.0", .exclusion), ("<>2.1", .exclusion), (">=2.0,<>2.3", .exclusion),
        ("^2.1@dev", .stability), ("@stable", .stability), ("2.1@RC", .stability),
        ("dev-main", .branch), ("2.x-dev", .branch), ("2.1.x-dev", .branch), ("^2.1-dev", .branch),
        (">=2.0,<3.0-dev", .branch), ("DEV-main", .branch), ("2.1-DEV", .branch),
        ("^2.1-patch1", .prerelease), ("2.1-p1", .prerelease), ("^2.1-b1", .prerelease), ("^2.1-beta.1", .prerelease),
        ("^2.1-beta01", .prerelease), ("^2.1-1", .prerelease), ("2.1-stable", .prerelease),
        ("^2.1-beta-1", .prerelease),
        (">=2.0 >=2.1", .bounds), ("<3.0,<4.0", .bounds), ("2.1 2.2", .bounds), ("2.1,>=2.0", .bounds),
        (">=2.0,2.1", .bounds), (">=2.0 <3.0 <4.0", .bounds), ("=2.1 =2.1", .bounds),
        (">=3.0 <2.0", .empty), (">=3.0,<3.0", .empty), ("3.0 - 2.0", .empty), ("2.1 - 2.0.9", .empty),
        ("^9007199254740991", .empty),
        ("", .unreadable), (" ", .unreadable), (",", .unreadable), (">=2.0,", .unreadable), (",>=2.0", .unreadable),
        (">=2.0,,<3.0", .unreadable), (">=", .unreadable), ("^", .unreadable), ("~", .unreadable),
        ("^ 2.1", .unreadable),
        ("~>2.1", .unreadable), ("=>2.0", .unreadable), (">>2.0", .unreadable), ("2.x", .unreadable),
        ("x", .unreadable),
        ("*.*", .unreadable), ("*.1", .unreadable), ("2.*.*", .unreadable), ("2.*.1", .unreadable),
        ("^2.*", .unreadable),
        ("2.1-beta1.*", .unreadable), ("1.2.3.4.*", .unreadable), ("1.2.3.4.5", .unreadable),
        ("^1.2.3.4.5", .unreadable),
        (">=2.0<3.0", .unreadable), ("^2.1,<2.5", .unreadable), ("^2.1 <2.5", .unreadable), ("2.1 -2.3", .unreadable),
        ("2.1- 2.3", .unreadable), ("2.1 - ", .unreadable), ("- 2.1", .unreadable), ("^2.1 - 2.3", .unreadable),
        ("vv2.1", .unreadable), ("v", .unreadable), ("02.1", .unreadable), ("2..1", .unreadable), ("2.", .unreadable),
        ("^2.1+build", .unreadable), ("2.1\t", .unreadable), ("２.1", .unreadable), ("latest", .unreadable),
        ("^-2", .unreadable), ("Any", .unreadable), ("^" + String(repeating: "1", count: 65), .unreadable),
    ]

    @Test func `what one range cannot say is refused with its reason`() {
        for (typed, reason) in Self.refused {
            #expect(throws: reason, "\(typed)") { try ComposerConstraint.range(typed.bytes) }
        }
        #expect(Self.refused.count == 82)
        #expect(Set(Self.refused.map { [UInt8]($0.1.reason) }).count == ComposerConstraintError.allCases.count)
    }

    @Test func `every hint shows a range that can be taken`() throws {
        var shown = 0
        for error in ComposerConstraintError.allCases {
            let parts = [UInt8](error.hint).string.split(separator: "'", omittingEmptySubsequences: false)
            for index in stride(from: 1, to: parts.count, by: 2) {
                _ = try ComposerConstraint.range(String(parts[index]).bytes)
                shown += 1
            }
        }
        #expect(shown == 12)
    }
}
