import Fixtures
import LicenseFormat
import SignedNote
import Testing

/// For every document: what is written is read, and what is accepted is written as it was.
@Suite("Documents come back byte for byte")
struct RoundTripTests {
    /// A document type: how to make one, and how to read and write one, nil when it is refused.
    struct Kind: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let make: @Sendable (inout DocumentGenerator) throws -> [UInt8]
        let roundTrip: @Sendable (Bytes) -> [UInt8]?
    }

    static let kinds = [
        Kind(
            testDescription: "license", make: { try $0.license().text },
            roundTrip: { try? License(parsing: $0).text }),
        Kind(
            testDescription: "activation request", make: { try $0.request().text },
            roundTrip: { try? ActivationRequest(parsing: $0).text }),
        Kind(
            testDescription: "keyring", make: { try $0.keyring().text },
            roundTrip: { try? Keyring(parsing: $0).text }),
        Kind(
            testDescription: "list of revoked licenses", make: { try $0.revocations().text },
            roundTrip: { try? RevocationList(parsing: $0).text }),
        Kind(
            testDescription: "clock repair", make: { try $0.clockRepair().text },
            roundTrip: { try? ClockRepair(parsing: $0).text }),
        Kind(
            testDescription: "return receipt", make: { try $0.receipt().text },
            roundTrip: { try? ReturnReceipt(parsing: $0).text }),
        Kind(
            testDescription: "log proof", make: { try $0.logProof().bytes },
            roundTrip: { try? LogProof(parsing: $0).bytes }),
        Kind(
            testDescription: "product file", make: { try $0.product().bytes },
            roundTrip: { try? Product(parsing: $0).bytes }),
    ]

    @Test("two thousand generated documents of each type are read, and written as they were", arguments: kinds)
    func generated(kind: Kind) throws {
        var generator = DocumentGenerator(7)
        var texts: Set<[UInt8]> = []
        var wrong: [String] = []
        for _ in 0..<2000 {
            let text = try kind.make(&generator)
            texts.insert(text)
            if kind.roundTrip(text[...]) != text { wrong.append(text.string) }
        }
        #expect(texts.count == 2000)
        #expect(wrong == [])
    }

    @Test("a changed document is refused, or is another one that comes back byte for byte", arguments: kinds)
    func mutated(kind: Kind) throws {
        var generator = DocumentGenerator(8)
        var numbers = SeededGenerator(9)
        var refused = 0
        var accepted = 0
        var wrong: [String] = []
        var other = try kind.make(&generator)
        for _ in 0..<400 {
            let text = try kind.make(&generator)
            for mutation in Mutation.allCases {
                var changed = mutation.apply(to: text, other: other, &numbers)
                if numbers.once(in: 4) {
                    changed = numbers.pick(Mutation.allCases).apply(to: changed, other: other, &numbers)
                }
                guard let written = kind.roundTrip(changed[...]) else {
                    refused += 1
                    continue
                }
                accepted += 1
                if written != changed { wrong.append(changed.string) }
            }
            other = text
        }
        #expect(wrong == [])
        #expect(refused + accepted == 400 * 9)
        #expect(refused > 1000)
        #expect(accepted > 100)
    }

    @Test("no document is read as one of another type", arguments: kinds)
    func otherTypes(kind: Kind) throws {
        var generator = DocumentGenerator(10)
        var refused = 0
        for other in Self.kinds where other.testDescription != kind.testDescription {
            for _ in 0..<20 where try kind.roundTrip(other.make(&generator)[...]) == nil { refused += 1 }
        }
        #expect(refused == 140)
    }
}
