import LicenseFormat
import SignedNote

/// A log of a vendor's, by the definitions of RFC 6962 section 2.1: other people's leaves, and some documents'.
struct Log: Sendable {
    private let leaves: [[UInt8]]

    /// - Parameter texts: documents at their places.
    init(size: Int, _ texts: [Int: [UInt8]]) {
        leaves = (0..<size).map { index in
            guard let text = texts[index] else { return Array("leaf \(index)\n".utf8) }
            let type = String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
            return Array("latchkey/leaf@v1\n\(type)\n\(Digest.hex(Digest.sha256(text[...])).string)\n".utf8)
        }
    }

    /// The root of the first leaves in Base64.
    func root(of size: Int) -> String { Base64.encode(Self.root(leaves[..<size])[...]).string }

    /// A leaf's proof in the tree of the first leaves, all unless told, signed by the log key.
    func proof(_ index: Int, in size: Int? = nil) -> Proof {
        let size = size ?? leaves.count
        return Proof(
            index: "\(index)",
            path: Self.path(index, leaves[..<size]).map { Base64.encode($0[...]).string },
            checkpoint: [TestKey.log.name, "\(size)", root(of: size)], signers: [.log])
    }

    private static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard let first = leaves.first else { return Digest.sha256([]) }
        if leaves.count == 1 { return Digest.sha256(([0] + first)[...]) }
        let split = leaves.startIndex + half(leaves.count)
        return Digest.sha256(([1] + root(leaves[..<split]) + root(leaves[split...]))[...])
    }

    private static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        if leaves.count < 2 { return [] }
        let half = half(leaves.count)
        let split = leaves.startIndex + half
        return index < half
            ? path(index, leaves[..<split]) + [root(leaves[split...])]
            : path(index - half, leaves[split...]) + [root(leaves[..<split])]
    }

    /// The largest power of two below a count of two or more.
    private static func half(_ count: Int) -> Int {
        var half = 1
        while half * 2 < count { half *= 2 }
        return half
    }
}

/// The lines of a log proof, to be changed one by one.
struct Proof: Sendable {
    /// What stands between the type line and the index.
    var extra: [String] = []
    var index: String
    var path: [String]
    var checkpoint: [String]
    var signers: [TestKey]

    /// The item.
    var string: String {
        Document(["c2sp.org/tlog-proof@v1"] + extra + ["index \(index)"] + path + [""]).string
            + Document(checkpoint).signed(by: signers)
    }

    /// This proof with changes.
    func with(_ change: (inout Proof) -> Void) -> Proof {
        var proof = self
        change(&proof)
        return proof
    }

    /// This proof with its checkpoint signed by other keys, under the name of the first.
    func signed(by keys: TestKey...) -> Proof {
        with {
            $0.signers = keys
            if let first = keys.first { $0.checkpoint[0] = first.name }
        }
    }
}
