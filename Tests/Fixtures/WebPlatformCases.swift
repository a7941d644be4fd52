internal import Foundation
package import LicenseFormat

/// The WHATWG URL standard's own test data, in the folder that `LATCHKEY_VECTORS` names.
package enum WebPlatformCases {
    package static let folder = ProcessInfo.processInfo.environment["LATCHKEY_VECTORS"]

    /// What a reader of URLs made of the cases.
    package struct Report: Equatable, CustomStringConvertible {
        package var cases = 0
        package var mustFail = 0
        /// Those that must fail and begin with http.
        package var mustFailOfHTTP = 0
        package var accepted = 0
        /// Inputs that must fail and were read.
        package var wronglyAccepted: Set<String> = []
        /// Inputs that were read with another host, port or path than the standard's.
        package var different: Set<String> = []

        package var description: String { "\(cases) cases, \(mustFail) must fail, \(accepted) accepted" }
    }

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
        let path = URL(filePath: try folder.orFail("folder")).appending(path: "wpt-url").appending(path: file)
        return try JSONDecoder().decode([Element<Value>].self, from: Data(contentsOf: path)).compactMap(\.value)
    }

    /// Reads every input of urltestdata.json.
    package static func urls(read: (String) -> SiteURL?) throws -> Report {
        var report = Report()
        for test in try decode(Case.self, "urltestdata.json") {
            report.cases += 1
            let url = read(test.input)
            if test.failure == true {
                report.mustFail += 1
                if test.input.lowercased().hasPrefix("http") { report.mustFailOfHTTP += 1 }
                if url != nil { report.wronglyAccepted.insert(test.input) }
            } else if let url {
                report.accepted += 1
                // The dot at the end of a host and the slash at the end of a path are the two things that we drop.
                let host = try test.hostname.orFail("hostname")
                let path = try test.pathname.orFail("pathname")
                let isSame =
                    String(decoding: url.host, as: UTF8.self) == (host.hasSuffix(".") ? String(host.dropLast()) : host)
                    && (url.port.map(String.init) ?? "") == test.port
                    && String(decoding: url.path, as: UTF8.self)
                        == (path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)
                if !isSame { report.different.insert(test.input) }
            }
        }
        return report
    }

    /// Reads every input of toascii.json as the host of a URL.
    package static func domains(read: (String) -> SiteURL?) throws -> Report {
        var report = Report()
        for test in try decode(ASCIICase.self, "toascii.json") {
            report.cases += 1
            if test.output == nil { report.mustFail += 1 }
            guard let url = read("https://\(test.input)/") else { continue }
            guard let output = test.output else {
                report.wronglyAccepted.insert(test.input)
                continue
            }
            report.accepted += 1
            if String(decoding: url.host, as: UTF8.self) != output { report.different.insert(test.input) }
        }
        return report
    }
}
