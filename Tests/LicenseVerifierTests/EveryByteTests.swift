import Fixtures
import Foundation
import LicenseFormat
import LicenseVerifier
import SignedNote
import Testing

/// A license file is refused when any byte of it is another, or repaired to exactly the bytes that were signed.
@Suite("Every byte of a license file")
struct EveryByteTests {
    typealias Pair = (product: [UInt8], file: [UInt8])

    /// A product file and the shortest license there is; a product file that does not know the license's key, and the
    /// shortest license file with the keyring that brings it.
    static func smallest() throws -> (product: [UInt8], license: [UInt8], withKeyring: Pair) {
        let root = try TestKey("v/r")
        let key = try TestKey("v/l")
        let roots = try RootKeys(threshold: 1, keys: [root.key]).orFail()
        func keyring(_ version: String, _ keys: [RoleKey]) throws -> SignedNote {
            try root.sign(
                Keyring(
                    vendor: .of("v"), version: .of(version), issued: .of("2026-01-01T00:00:00Z"), roots: roots,
                    keys: keys
                ).text)
        }
        let signer = RoleKey(
            role: try .of("license"), key: key.key, from: try .of("2026-01-01T00:00:00Z"), until: .never)
        func product(_ keyring: SignedNote) throws -> [UInt8] {
            Product(
                vendor: try .of("v"), product: try .of("p"), title: try .of("P"), version: try .of("1"),
                built: try .of("2026-01-01T00:00:00Z"), requiresLogProof: false, trialDays: .zero, trialFeatures: [],
                unlicensed: .off, roots: roots, keyringNote: keyring
            ).bytes
        }
        let license = License(
            id: try .of("01KAJ0Q6Y4ZC9C4N2B8M4T7X5R"), vendor: try .of("v"), product: try .of("p"), kind: .trial,
            customer: try .of("c"),
            installations: [], urls: [], versions: .any, host: nil, issued: try .of("2026-01-02T00:00:00Z"),
            starts: try .of("2026-01-02T00:00:00Z"), expires: try .of("2026-02-02T00:00:00Z"), maintenanceUntil: nil,
            graceDays: .zero,
            mismatchDays: nil, features: [], limits: [], onExpiry: .off, onRevocation: .off, note: nil, extensions: [])
        let note = try key.sign(license.text).bytes
        let newer = try keyring("2", [signer])
        return (
            try product(newer), note, (try product(keyring("1", [])), LicenseFile.bytes(of: [note, newer.bytes]))
        )
    }

    /// What became of a file's changes.
    struct Tally {
        var refused = 0
        var repaired = 0
        var wrong: [String] = []
    }

    /// Imports `file` with each byte replaced by each of `values(byte)`.
    static func changes(
        of file: [UInt8], into product: [UInt8], values: @escaping @Sendable (UInt8) -> [UInt8]
    ) async throws -> Tally {
        let key = try TestVendor.installationSeed().publicKey
        let now = try Timestamp.of("2026-01-03T00:00:00Z")
        let good = importFile(file[...], into: .absent, product: product[...], key: key, now: now)
        let notes = try good.state.orFail("import of the file as it is").notes
        return await withTaskGroup(of: Tally.self) { group in
            for start in 0..<4 {
                group.addTask {
                    var tally = Tally()
                    for position in stride(from: start, to: file.count, by: 4) {
                        for value in values(file[position]) {
                            var altered = file
                            altered[position] = value
                            let (state, report) = importFile(
                                altered[...], into: .absent, product: product[...], key: key, now: now)
                            if state == nil, report.outcome == .refused, !report.allFindings.isEmpty {
                                tally.refused += 1
                            } else if state?.notes == notes,
                                report.allFindings.contains(where: { $0.code == .repaired })
                            {
                                tally.repaired += 1
                            } else {
                                tally.wrong.append("byte \(position) made \(value): \(report.outcome)")
                            }
                        }
                    }
                    return tally
                }
            }
            return await group.reduce(into: Tally()) { sum, part in
                sum.refused += part.refused
                sum.repaired += part.repaired
                sum.wrong += part.wrong
            }
        }
    }

    @Test("all 255 other values at every position of a license are refused, or repaired to the bytes that were signed")
    func license() async throws {
        let (product, file, _) = try Self.smallest()
        let tally = try await Self.changes(of: file, into: product) { byte in
            (UInt8.min...UInt8.max).filter { $0 != byte }
        }
        #expect(tally.wrong.isEmpty, "\(tally.wrong.count), such as \(tally.wrong.prefix(30))")
        #expect(tally.refused + tally.repaired == 255 * file.count)
        #expect(tally.repaired > 20 && tally.repaired < 300)
        assure("S3", tried: tally.refused + tally.repaired, "changed bytes of a license")
        print("a license of \(file.count) bytes: \(tally.refused) refused, \(tally.repaired) repaired")
    }

    /// Every bit, and what transport makes of bytes. All 255 values take minutes here: they are tried where
    /// LATCHKEY_EXHAUSTIVE is set.
    @Test(
        "every bit of a license file with a keyring is refused when it flips, or repaired to the bytes that were signed"
    )
    func licenseAndKeyring() async throws {
        let (_, _, (product, file)) = try Self.smallest()
        let isExhaustive = ProcessInfo.processInfo.environment["LATCHKEY_EXHAUSTIVE"] != nil
        let tally = try await Self.changes(of: file, into: product) { byte in
            if isExhaustive { return (UInt8.min...UInt8.max).filter { $0 != byte } }
            return (0..<8).map { byte ^ 1 << $0 }
                + " \n\r\t>-".utf8.filter { $0 != byte && ($0 ^ byte).nonzeroBitCount > 1 }
        }
        #expect(tally.wrong.isEmpty, "\(tally.wrong.count), such as \(tally.wrong.prefix(30))")
        #expect(tally.refused + tally.repaired >= 12 * file.count)
        #expect(tally.repaired > 20)
        if !isExhaustive {
            assure("S3", tried: tally.refused + tally.repaired, "changed bytes of a license with a keyring")
        }
        print("a license file of \(file.count) bytes: \(tally.refused) refused, \(tally.repaired) repaired")
    }
}
