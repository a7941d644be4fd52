import Fixtures
import Foundation
import LicenseFormat
import SignedNote
import Testing

/// The WHATWG URL standard's own test data, read from the folder that `LATCHKEY_VECTORS` names.
@Suite("Site URLs and the web platform")
struct WebPlatformURLTests {
    private static let folder = ProcessInfo.processInfo.environment["LATCHKEY_VECTORS"]

    private struct Case: Decodable {
        let input: String
        let failure: Bool?
        let hostname: String?
        let port: String?
        let pathname: String?
    }

    private struct ASCIICase: Decodable {
        let input: String
        let output: String?
    }

    /// An element of an array in which strings are remarks.
    private struct Element<Value: Decodable>: Decodable {
        let value: Value?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            value = (try? container.decode(String.self)) == nil ? try container.decode(Value.self) : nil
        }
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ file: String) throws -> [Value] {
        let data = try Data(
            contentsOf: URL(filePath: #require(folder)).appending(path: "wpt-url").appending(path: file))
        return try JSONDecoder().decode([Element<Value>].self, from: data).compactMap(\.value)
    }

    /// Skipped without LATCHKEY_VECTORS: urltestdata.json of the web platform tests.
    @Test(
        "every URL that must fail is refused, and every accepted one has the standard's host, port and path",
        .enabled(if: folder != nil, "urltestdata.json needs LATCHKEY_VECTORS"))
    func urls() throws {
        let cases = try Self.decode(Case.self, "urltestdata.json")
        var mustFail = 0
        var httpMustFail = 0
        var accepted = 0
        var wronglyAccepted: Set<String> = []
        for test in cases {
            let isHTTP = test.input.lowercased().hasPrefix("http")
            let url = try? SiteURL(canonicalizing: test.input.bytes)
            if test.failure == true {
                mustFail += 1
                if isHTTP { httpMustFail += 1 }
                if url != nil { wronglyAccepted.insert(test.input) }
            } else if let url {
                accepted += 1
                var hostname = try #require(test.hostname)
                // The trailing dot is the one thing in which we name a host otherwise.
                if hostname.hasSuffix(".") { hostname.removeLast() }
                #expect(url.host.string == hostname, "\(test.input)")
                #expect(url.port.map(String.init) ?? "" == test.port, "\(test.input)")
                var pathname = try #require(test.pathname)
                if pathname.count > 1, pathname.hasSuffix("/") { pathname.removeLast() }
                #expect(url.path.string == pathname, "\(test.input)")
            }
        }
        print(
            "urltestdata.json: \(cases.count) cases, \(mustFail) must fail (\(httpMustFail) of http), \(accepted) accepted"
        )
        #expect(wronglyAccepted == [])
        #expect(cases.count == 891)
        #expect(mustFail == 267)
        #expect(httpMustFail == 198)
        #expect(accepted == 49)
    }

    /// Skipped without LATCHKEY_VECTORS: toascii.json of the web platform tests.
    @Test(
        "every domain that must fail is refused, and every accepted one is the standard's",
        .enabled(if: folder != nil, "toascii.json needs LATCHKEY_VECTORS"))
    func domains() throws {
        let cases = try Self.decode(ASCIICase.self, "toascii.json")
        var accepted = 0
        var wronglyAccepted: Set<String> = []
        for test in cases {
            guard let url = try? SiteURL(canonicalizing: "https://\(test.input)/".bytes) else { continue }
            if let output = test.output {
                accepted += 1
                #expect(url.host.string == output, "\(test.input)")
            } else {
                wronglyAccepted.insert(test.input)
            }
        }
        print("toascii.json: \(cases.count) cases, \(accepted) accepted")
        #expect(wronglyAccepted == [])
        #expect(cases.count == 87)
        #expect(accepted == 17)
    }
}
