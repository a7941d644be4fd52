package import LicenseFormat
package import SignedNote

/// A log over leaves, written from RFC 6962 section 2.1 by its definitions: slow, and nothing that a verifier shares.
package struct TestLog: Sendable {
    /// What the leaves hold.
    package var leaves: [[UInt8]]

    package init(_ leaves: [[UInt8]]) {
        self.leaves = leaves
    }

    /// A log of other people's leaves and, at one place, a document's.
    package init(size: Int, holding noteText: Bytes, at index: Int) {
        leaves = (0..<size).map { [UInt8]("leaf \($0)".utf8) }
        if leaves.indices.contains(index) { leaves[index] = LogLeaf.data(of: noteText) }
    }

    /// The root of the first leaves, all unless told (section 2.1).
    package func root(of size: Int? = nil) -> [UInt8] { Self.root(leaves[..<(size ?? leaves.count)]) }

    /// The path of a leaf in the tree of the first leaves (section 2.1.1).
    package func path(of index: Int, in size: Int? = nil) -> [[UInt8]] {
        Self.path(index, leaves[..<(size ?? leaves.count)])
    }

    /// The checkpoint of the first leaves, signed by a key whose name is the origin unless another is told.
    package func checkpoint(of size: Int? = nil, origin: String? = nil, by key: TestKey) throws -> SignedNote {
        let count = try Decimal(Int64(size ?? leaves.count)).orFail()
        let origin = origin.map { [UInt8]($0.utf8) } ?? key.key.name
        return try key.sign(Checkpoint(origin: origin, size: count, root: root(of: size)).text)
    }

    /// The proof of a leaf under the checkpoint of the first leaves.
    package func proof(of index: Int, in size: Int? = nil, by key: TestKey) throws -> LogProof {
        try LogProof(
            index: Decimal(Int64(index)).orFail(), path: path(of: index, in: size),
            checkpoint: checkpoint(of: size, by: key))
    }

    private static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard let first = leaves.first else { return Digest.sha256([]) }
        if leaves.count == 1 { return Digest.sha256(([0] + first)[...]) }
        let split = leaves.startIndex + half(leaves.count)
        return Digest.sha256(([1] + root(leaves[..<split]) + root(leaves[split...]))[...])
    }

    private static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        if leaves.count < 2 { return [] }
        let split = leaves.startIndex + half(leaves.count)
        return index < half(leaves.count)
            ? path(index, leaves[..<split]) + [root(leaves[split...])]
            : path(index - half(leaves.count), leaves[split...]) + [root(leaves[..<split])]
    }

    /// The largest power of two that is smaller than a count of two or more.
    private static func half(_ count: Int) -> Int {
        var half = 1
        while half * 2 < count { half *= 2 }
        return half
    }
}
