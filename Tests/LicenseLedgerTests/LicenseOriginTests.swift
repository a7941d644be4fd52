import Fixtures
import LicenseFormat
import Testing

@testable import LicenseLedger

@Suite struct LicenseOriginTests {
    @Test func `an origin comes back from its lines`() throws {
        let (first, second): (LicenseID, LicenseID) = try (
            .of("01M7YQ1WE0MNGMA9RCWTSVXF8X"), .of("01M7YQ1WE0MNGMA9RCWTSVXF8Y")
        )
        var seen: Set<String> = []
        for order in [nil, "4711", "x y", "order 7"] {
            for request in [nil, 1, Int64.max] as [Int64?] {
                for renews in [nil, first] {
                    for moves in [nil, second] {
                        let origin = LicenseOrigin(
                            order: order, digest: "00ff", request: request, renews: renews, moves: moves)
                        #expect(LicenseOrigin(detail: origin.detail) == origin)
                        seen.insert(origin.detail)
                    }
                }
            }
        }
        #expect(seen.count == 4 * 3 * 2 * 2)
        #expect(
            LicenseOrigin(order: "7", digest: "00", request: 3, renews: first, moves: second).detail == """
                order 7
                digest 00
                request 3
                renews 01M7YQ1WE0MNGMA9RCWTSVXF8X
                moves 01M7YQ1WE0MNGMA9RCWTSVXF8Y
                """)
    }

    @Test func `every other text is refused`() {
        let table = [
            "", "digest", "digest ", "order 7", "digest 00\norder 7", "digest 00\n", "\ndigest 00",
            "digest 00\ndigest 00",
            "digest 00\nrequest x", "digest 00\nrequest 01", "digest 00\nrequest +1", "digest 00\nrenews 7",
            "digest 00\nmoves 01m7yq1we0mngma9rcwtsvxf8x", "digest 00\nother 1", "digest  00\nrequest",
            "order \ndigest 00",
            "digest 00\nmoves 01M7YQ1WE0MNGMA9RCWTSVXF8X\nrenews 01M7YQ1WE0MNGMA9RCWTSVXF8X",
        ]
        for text in table { #expect(LicenseOrigin(detail: text) == nil, "\(text)") }
        #expect(table.count == 17 && LicenseOrigin(detail: "digest 00") == LicenseOrigin(digest: "00"))
    }
}
