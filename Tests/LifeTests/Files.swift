import Fixtures
import LicenseFormat
import SignedNote

extension Documents {
    /// A file with documents in it, each by its name, and some that are no good:
    ///
    /// - `altered:NAME` is a license in which somebody changed the customer,
    /// - `cut:NAME` is the first half of a document,
    /// - `mailed:NAME` is what mail makes of one, which an import can undo,
    /// - `stranger` is another vendor's license, and `request` the last activation request.
    func file(_ names: [String], request: SignedNote?) throws -> [UInt8] {
        LicenseFile.bytes(of: try names.map { try item($0, request) })
    }

    /// A name without what happened to the document.
    static func plainName(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? name
    }

    private func item(_ name: String, _ request: SignedNote?) throws -> [UInt8] {
        if name == "stranger" { return try TestVendor("other.example").signed().bytes }
        if name == "request" { return try request.orFail("request").bytes }
        let plain = Self.plainName(name)
        let bytes = try notes[plain].orFail("document \(plain)").bytes
        if name == plain { return bytes }
        switch name.dropLast(plain.count + 1) {
        case "altered": return Array(try bytes.string.replacingOnce("ACME SA", "ACME SB").utf8)
        case "cut": return Array(bytes.prefix(bytes.count / 2))
        case "mailed":
            let lines = bytes.string.split(separator: "\n", omittingEmptySubsequences: false)
            return Array(("Good morning,\r\n\r\n" + lines.map { "> \($0)" }.joined(separator: "\r\n")).utf8)
        default: throw FixtureFailure("way of spoiling: \(name)")
        }
    }
}
