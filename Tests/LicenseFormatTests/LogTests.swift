import Fixtures
import LicenseFormat
import SignedNote
import Testing

/// The hash tree of a log and the proofs in it (docs/spec/log.md).
@Suite("A log proof")
struct LogTests {
    /// The leaves and roots of Certificate Transparency's own tests.
    static let known: [(leaf: String, root: String)] = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (
            "606162636465666768696a6b6c6d6e6f",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        ),
    ]

    @Test("leads to the roots that Certificate Transparency's tests know")
    func knownRoots() throws {
        let log = TestLog(try Self.known.map { try Digest.decodeHex($0.leaf.bytes).orFail() })
        for (count, known) in zip(1..., Self.known) {
            let root = try Digest.decodeHex(known.root.bytes).orFail()
            #expect(log.root(of: count) == root)
            for index in 0..<count {
                #expect(
                    MerkleHash.root(
                        leaf: MerkleHash.leaf(log.leaves[index][...]), index: Int64(index), size: Int64(count),
                        path: log.path(of: index, in: count)) == root)
            }
        }
    }

    @Test("leads from every leaf of every tree of up to seventy leaves to the root, and from its neighbours nowhere")
    func everySmallTree() {
        let log = TestLog((0..<70).map { [UInt8]("\($0)".utf8) })
        var wrong: [String] = []
        for size in 1...70 {
            let root = log.root(of: size)
            for index in 0..<size {
                let path = log.path(of: index, in: size)
                func found(_ index: Int, _ size: Int, _ path: [[UInt8]]) -> [UInt8]? {
                    MerkleHash.root(
                        leaf: MerkleHash.leaf(log.leaves[index % 70][...]), index: Int64(index), size: Int64(size),
                        path: path)
                }
                if found(index, size, path) != root { wrong.append("\(index) of \(size)") }
                let leaf = MerkleHash.leaf(log.leaves[index][...])
                for other in [index - 1, index + 1, size]
                where MerkleHash.root(leaf: leaf, index: Int64(other), size: Int64(size), path: path) == root {
                    wrong.append("\(index) of \(size) as \(other)")
                }
                if found(index, size, path + [root]) != nil { wrong.append("\(index) of \(size), longer") }
                if !path.isEmpty, found(index, size, path.dropLast()) != nil {
                    wrong.append("\(index) of \(size), shorter")
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test("leads nowhere at the ends of the numbers")
    func extremes() {
        let hash = [UInt8](repeating: 7, count: 32)
        for (index, size) in [
            (0, 0), (-1, 1), (1, 1), (.min, .max), (.min, .min), (0, -1), (.max, .max), (0, .min),
        ] as [(Int64, Int64)] {
            for count in [0, 1, 63, 64] {
                #expect(
                    MerkleHash.root(
                        leaf: hash, index: index, size: size, path: [[UInt8]](repeating: hash, count: count)) == nil)
            }
        }
        let path = [[UInt8]](repeating: hash, count: 63)
        #expect(MerkleHash.root(leaf: hash, index: 0, size: .max, path: path) != nil)
        #expect(MerkleHash.root(leaf: hash, index: .max - 1, size: .max, path: path) == nil)
        #expect(MerkleHash.root(leaf: hash, index: 0, size: 2, path: [Array(hash.dropLast())]) == nil)
    }

    @Test("has a leaf that says the document's type and hash, and nothing else")
    func leaf() {
        let text = "latchkey/license@v1\nid 1\n".bytes
        #expect(
            LogLeaf.data(of: text).string
                == "latchkey/leaf@v1\nlatchkey/license@v1\n\(Digest.hex(Digest.sha256(text)).string)\n")
        #expect(LogLeaf.hash(of: text) == Digest.sha256(([0] + LogLeaf.data(of: text))[...]))
    }

    @Test("comes back byte for byte, in trees of every size")
    func roundTrip() throws {
        let key = try TestKey("vendor.example/log/2026")
        var seen = 0
        for size in [1, 2, 3, 7, 8, 255, 256, 1000] {
            let log = TestLog(size: size, holding: "x\n".bytes, at: size / 2)
            for index in [0, size / 2, size - 1] {
                let proof = try log.proof(of: index, by: key)
                let read = try LogProof(parsing: proof.bytes[...])
                #expect(read == proof)
                #expect(read.bytes == proof.bytes)
                #expect(read.leads(from: "x\n".bytes) == (index == size / 2))
                #expect(try LicenseFile(parsing: proof.bytes[...]).items == [proof.bytes[...]])
                seen += 1
            }
        }
        #expect(seen == 24)
    }

    @Test("in any other spelling is refused, and where")
    func otherSpellings() throws {
        let key = try TestKey("vendor.example/log/2026")
        let good = try TestLog(size: 3, holding: "x\n".bytes, at: 1).proof(of: 1, by: key).bytes.string
        let lines = good.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        let tooMany = [String](repeating: lines[2], count: 62)
        let cases: [(String, [String], Int, FormatError.Reason)] = [
            ("another version", ["c2sp.org/tlog-proof@v2"] + lines[1...], 1, .wrongType),
            ("an extra line", [lines[0], "extra AAAA"] + lines[1...], 2, .missingKey),
            ("no index", [lines[0]] + lines[2...], 2, .malformedLine),
            ("a leading zero", [lines[0], "index 01"] + lines[2...], 2, .invalidValue),
            ("a negative index", [lines[0], "index -1"] + lines[2...], 2, .invalidValue),
            ("a huge index", [lines[0], "index 9007199254740992"] + lines[2...], 2, .invalidValue),
            ("a short hash", lines[..<2] + ["AAAA"] + lines[2...], 3, .invalidValue),
            ("another alphabet", lines[..<2] + [lines[2].replacing("=", with: "-")] + lines[3...], 3, .invalidValue),
            ("too many hashes", lines[..<2] + tooMany + lines[2...], 66, .tooMany),
            ("two empty lines", lines[..<4] + [""] + lines[4...], 6, .malformedLine),
            ("a hash without its end", Array(lines[..<3]), 3, .malformedLine),
            ("nothing behind the hashes", lines[..<4] + [""], 5, .malformedLine),
            ("no empty line", Array(lines[..<4] + lines[5...]), 5, .invalidValue),
            ("a size with a zero", lines[..<6] + ["03"] + lines[7...], 7, .invalidValue),
            ("a short root", lines[..<7] + ["AAAA"] + lines[8...], 8, .invalidValue),
            ("an extension line", lines[..<8] + ["more"] + lines[8...], 9, .unexpectedKey),
            ("no signature", Array(lines[..<9]) + [""], 6, .note(.notANote)),
            ("trailing text", lines + ["more", ""], 6, .note(.notANote)),
        ]
        for (name, lines, line, reason) in cases {
            let key = line == 2 && reason != .malformedLine ? [UInt8]("index".utf8) : []
            #expect(throws: FormatError(reason, line: line, key: key), "\(name)") {
                try LogProof(parsing: lines.joined(separator: "\n").bytes)
            }
        }
        for end in good.utf8.indices.dropFirst() {
            #expect(throws: FormatError.self) { try LogProof(parsing: String(good.utf8[..<end])?.bytes ?? []) }
        }
    }

    @Test("of sixty-three hashes is read, the most that there can be")
    func longest() throws {
        let key = try TestKey("vendor.example/log/2026")
        let hash = [UInt8](repeating: 7, count: 32)
        let size = try Decimal(Limits.largestDecimal).orFail()
        let checkpoint = try key.sign(Checkpoint(origin: key.key.name, size: size, root: hash).text)
        let proof = try LogProof(
            index: .zero, path: [[UInt8]](repeating: hash, count: Limits.logProofHashes), checkpoint: checkpoint)
        #expect(try LogProof(parsing: proof.bytes[...]) == proof)
        #expect(proof.root(of: hash) == nil, "a tree of 2^53 − 1 leaves has 53 levels")
    }

    /// A proof of so many bytes, by the length of its checkpoint's signature line.
    static func proof(bytes count: Int) throws -> [UInt8] {
        let head = Checkpoint(origin: Array("k".utf8), size: .zero, root: [UInt8](repeating: 7, count: 32))
        func proof(name: Int, signature: Int) throws -> [UInt8] {
            let signature = SignedNote.Signature(
                name: [UInt8](repeating: UInt8(ascii: "k"), count: name), keyID: 7,
                bytes: [UInt8](repeating: 7, count: signature))
            let checkpoint = SignedNote(text: head.text, signatures: [signature])
            return try LogProof(index: .zero, path: [], checkpoint: checkpoint).bytes
        }
        let rest = try count - proof(name: 1, signature: 2).count
        return try proof(name: 1 + rest % 4, signature: 2 + rest / 4 * 3)
    }

    @Test("of 16384 bytes is read, of one more it is not")
    func bounds() throws {
        let largest = try Self.proof(bytes: 16384)
        #expect(largest.count == 16384)
        #expect(try LogProof(parsing: largest[...]).bytes == largest)
        let larger = try Self.proof(bytes: 16385)
        #expect(larger.count == 16385)
        #expect(throws: FormatError(.note(.tooLarge(limit: 16384)), line: 1)) { try LogProof(parsing: larger[...]) }
    }

    @Test("is told by its first line and that line's end")
    func begins() {
        for text in ["c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\nindex 0\n"] {
            #expect(LogProof.begins(text.bytes), "\(text)")
        }
        for text in [
            "", "\n", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v", "c2sp.org/tlog-proof@v12\n",
            "c2sp.org/tlog-proof@v2\n", "latchkey/license@v1\nid\n", "a longer line than that it is, with an end\n",
        ] {
            #expect(!LogProof.begins(text.bytes), "\(text)")
        }
    }
}
