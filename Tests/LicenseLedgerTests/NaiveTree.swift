import SignedNote

/// RFC 6962, section 2.1, written down as it stands there, over the hashes of leaves; only what was worked out is kept.
final class NaiveTree {
    let leaves: [[UInt8]]
    private var known: [Range<Int>: [UInt8]] = [:]

    init(_ leaves: [[UInt8]]) { self.leaves = leaves }

    /// A tree whose leaves are their own numbers.
    convenience init(count: Int) {
        self.init((0..<count).map { Digest.sha256(([0x00] + "leaf \($0)".utf8)[...]) })
    }

    /// MTH(D[0:n]).
    func root(_ size: Int) -> [UInt8] { hash(0..<size) }

    /// MTH(D[range]).
    func hash(_ range: Range<Int>) -> [UInt8] {
        if range.isEmpty { return Digest.sha256([]) }
        if range.count == 1 { return leaves[range.lowerBound] }
        if let hash = known[range] { return hash }
        let middle = range.lowerBound + Self.split(range.count)
        let hash = Self.node(hash(range.lowerBound..<middle), hash(middle..<range.upperBound))
        known[range] = hash
        return hash
    }

    /// PATH(m, D[0:n]).
    func path(_ leaf: Int, _ size: Int) -> [[UInt8]] { path(leaf, 0..<size) }

    private func path(_ leaf: Int, _ range: Range<Int>) -> [[UInt8]] {
        if range.count == 1 { return [] }
        let middle = range.lowerBound + Self.split(range.count)
        return leaf < middle
            ? path(leaf, range.lowerBound..<middle) + [hash(middle..<range.upperBound)]
            : path(leaf, middle..<range.upperBound) + [hash(range.lowerBound..<middle)]
    }

    /// PROOF(m, D[0:n]).
    func proof(_ old: Int, _ new: Int) -> [[UInt8]] { subproof(old, 0..<new, true) }

    private func subproof(_ old: Int, _ range: Range<Int>, _ isWhole: Bool) -> [[UInt8]] {
        if old == range.count { return isWhole ? [] : [hash(range)] }
        let split = Self.split(range.count)
        let middle = range.lowerBound + split
        return old <= split
            ? subproof(old, range.lowerBound..<middle, isWhole) + [hash(middle..<range.upperBound)]
            : subproof(old - split, middle..<range.upperBound, false) + [hash(range.lowerBound..<middle)]
    }

    /// The largest power of two below a count of two or more.
    private static func split(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }

    static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { Digest.sha256(([0x01] + left + right)[...]) }

    /// Whether a path shows that the tree of `old` leaves begins that of `new` leaves (RFC 9162, section 2.1.4.2).
    static func isConsistent(
        _ old: Int, _ oldRoot: [UInt8], _ new: Int, _ newRoot: [UInt8], path: [[UInt8]]
    ) -> Bool {
        guard old > 0, old <= new else { return false }
        if old == new { return path.isEmpty && oldRoot == newRoot }
        guard !path.isEmpty else { return false }
        var rest = old & (old - 1) == 0 ? [oldRoot] + path : path
        var (first, second) = (old - 1, new - 1)
        while first & 1 == 1 { (first, second) = (first >> 1, second >> 1) }
        let start = rest.removeFirst()
        var (firstRoot, secondRoot) = (start, start)
        for hash in rest {
            if second == 0 { return false }
            if first & 1 == 1 || first == second {
                firstRoot = node(hash, firstRoot)
                secondRoot = node(hash, secondRoot)
                while first & 1 == 0, first > 0 { (first, second) = (first >> 1, second >> 1) }
            } else {
                secondRoot = node(secondRoot, hash)
            }
            (first, second) = (first >> 1, second >> 1)
        }
        return firstRoot == oldRoot && secondRoot == newRoot && second == 0
    }
}
