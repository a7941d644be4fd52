public import SignedNote

/// The hash tree of a log (RFC 6962 section 2.1), with SHA-256.
public enum MerkleHash {
    /// Bytes in a hash.
    public static let byteCount = 32

    /// The hash of a leaf that holds `data`.
    public static func leaf(_ data: Bytes) -> [UInt8] { Digest.sha256(([0x00] + data)[...]) }

    /// The hash of a node over two hashes.
    public static func node(_ left: Bytes, _ right: Bytes) -> [UInt8] { Digest.sha256(([0x01] + left + right)[...]) }

    /// The root that an inclusion proof leads to (RFC 9162 section 2.1.3.2).
    ///
    /// - Parameters:
    ///   - leaf: the leaf's hash.
    ///   - index: the leaf's number, counted from 0.
    ///   - size: how many leaves the tree has.
    ///   - path: the hashes beside the way up, from the leaf's sibling on.
    /// - Returns: nil where the tree has no such leaf, or the way up is longer or shorter than the path.
    public static func root(leaf: [UInt8], index: Int64, size: Int64, path: [[UInt8]]) -> [UInt8]? {
        guard 0 <= index, index < size else { return nil }
        // The node on the way up, and the last one of its level.
        var (node, last) = (index, size - 1)
        var hash = leaf
        for sibling in path {
            guard last > 0, sibling.count == byteCount else { return nil }
            if node & 1 == 1 || node == last {
                hash = Self.node(sibling[...], hash[...])
                // A node without a sibling to its right stands on the next level as it is.
                while node & 1 == 0, node > 0 { (node, last) = (node &>> 1, last &>> 1) }
            } else {
                hash = Self.node(hash[...], sibling[...])
            }
            (node, last) = (node &>> 1, last &>> 1)
        }
        return last == 0 ? hash : nil
    }
}
