internal import LicenseFormat
internal import SignedNote

/// The Merkle tree over everything issued (RFC 6962, section 2.1), read from its tiles and grown at its right edge.
///
/// Only tiles that are asked for are read, and each once. A proof costs a number of hashes that grows with the logarithm
/// of the size.
package struct IssuanceTree {
    /// How many leaves there are.
    package private(set) var size: Int64
    /// Reads a tile; nil when there is none.
    private let load: (Tile) throws(LedgerError) -> [UInt8]?
    private var tiles: [Tile: [UInt8]] = [:]
    /// Hashes over ranges of leaves that took more than one step.
    private var known: [Range<Int64>: [UInt8]] = [:]
    /// The tiles that grew.
    package private(set) var changed: Set<Tile> = []
    /// What tiles are damaged in, for messages.
    private let source: String

    /// A tree of a size whose tiles `load` reads.
    package init(size: Int64, source: String, load: @escaping (Tile) throws(LedgerError) -> [UInt8]?) {
        self.size = size
        self.source = source
        self.load = load
    }

    /// Adds a leaf by its hash.
    package mutating func append(_ leaf: [UInt8]) throws(LedgerError) {
        var hash = leaf
        var level: Int64 = 0
        var index = size
        while true {
            let tile = Tile(level: level, place: index / Tile.width)
            let offset = index % Tile.width
            if offset == 0 { tiles[tile] = [] } else { _ = try hashes(of: tile, atLeast: offset) }
            tiles[tile, default: []].append(contentsOf: hash)
            changed.insert(tile)
            guard offset == Tile.width - 1 else { break }
            index /= Tile.width
            level += 1
            hash = try complete(height: level * Tile.height, index: index)
        }
        size += 1
    }

    /// The hashes of a tile as it is now.
    package mutating func hashes(of tile: Tile) throws(LedgerError) -> [UInt8] {
        let there = Tile.hashes(ofLevel: tile.level, leaves: size) - tile.place * Tile.width
        return try hashes(of: tile, atLeast: min(max(there, 0), Tile.width))
    }

    /// Forgets what was read and is not at the right edge, so that memory does not grow with what was appended.
    package mutating func forget() {
        let size = size
        tiles = tiles.filter { tile, _ in
            tile.place == Tile.hashes(ofLevel: tile.level, leaves: size) / Tile.width
        }
        known = [:]
        changed = []
    }

    /// The hash of a leaf.
    package mutating func hash(ofLeaf leaf: Int64) throws(LedgerError) -> [UInt8] {
        try complete(height: 0, index: leaf)
    }

    /// The root over the first leaves. Of an empty tree it is the hash of nothing.
    package mutating func root(of leaves: Int64) throws(LedgerError) -> [UInt8] {
        leaves == 0 ? Digest.sha256([]) : try hash(over: 0..<leaves)
    }

    /// The inclusion proof of a leaf in the tree of the first leaves (RFC 6962, section 2.1.1), from the leaf up.
    package mutating func inclusionPath(of leaf: Int64, in leaves: Int64) throws(LedgerError) -> [[UInt8]] {
        var path: [[UInt8]] = []
        var range = 0..<leaves
        while range.count > 1 {
            let middle = Self.middle(of: range)
            if leaf < middle {
                path.append(try hash(over: middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                path.append(try hash(over: range.lowerBound..<middle))
                range = middle..<range.upperBound
            }
        }
        return path.reversed()
    }

    /// The proof that the tree of `old` leaves begins the one of `new` leaves (RFC 6962, section 2.1.2).
    package mutating func consistencyPath(from old: Int64, to new: Int64) throws(LedgerError) -> [[UInt8]] {
        guard old > 0, old < new else { return [] }
        var path: [[UInt8]] = []
        var range = 0..<new
        var isComplete = true
        while old < range.upperBound {
            let middle = Self.middle(of: range)
            if old <= middle {
                path.append(try hash(over: middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                path.append(try hash(over: range.lowerBound..<middle))
                range = middle..<range.upperBound
                isComplete = false
            }
        }
        if !isComplete { path.append(try hash(over: range)) }
        return path.reversed()
    }

    /// Where RFC 6962 cuts a range: after the largest power of two of leaves that is less than all.
    private static func middle(of range: Range<Int64>) -> Int64 {
        let count = range.upperBound - range.lowerBound
        return range.lowerBound + (1 << (Int64.bitWidth - 1 - (count - 1).leadingZeroBitCount))
    }

    private mutating func hash(over range: Range<Int64>) throws(LedgerError) -> [UInt8] {
        if let hash = known[range] { return hash }
        let count = range.upperBound - range.lowerBound
        if count & (count - 1) == 0, range.lowerBound % count == 0 {
            let height = Int64(count.trailingZeroBitCount)
            return try complete(height: height, index: range.lowerBound >> height)
        }
        let middle = Self.middle(of: range)
        let hash = MerkleHash.node(
            try hash(over: range.lowerBound..<middle)[...], try hash(over: middle..<range.upperBound)[...])
        known[range] = hash
        return hash
    }

    /// The hash over 2^height leaves from index · 2^height on.
    private mutating func complete(height: Int64, index: Int64) throws(LedgerError) -> [UInt8] {
        let above = height % Tile.height
        guard above == 0 else {
            let range = (index << height)..<((index + 1) << height)
            if let hash = known[range] { return hash }
            let hash = MerkleHash.node(
                try complete(height: height - 1, index: index * 2)[...],
                try complete(height: height - 1, index: index * 2 + 1)[...])
            known[range] = hash
            return hash
        }
        let tile = Tile(level: height / Tile.height, place: index / Tile.width)
        let offset = Int(index % Tile.width) * Tile.hashBytes
        if let held = tiles[tile], held.count >= offset + Tile.hashBytes {
            return Array(held[offset..<offset + Tile.hashBytes])
        }
        // The tile below was filled just now, and its hash has not come up yet.
        if height > 0, index >= Tile.hashes(ofLevel: tile.level, leaves: size) {
            return MerkleHash.node(
                try complete(height: height - 1, index: index * 2)[...],
                try complete(height: height - 1, index: index * 2 + 1)[...])
        }
        let hashes = try hashes(of: tile, atLeast: index % Tile.width + 1)
        return Array(hashes[offset..<offset + Tile.hashBytes])
    }

    private mutating func hashes(of tile: Tile, atLeast count: Int64) throws(LedgerError) -> [UInt8] {
        if let held = tiles[tile], held.count >= Int(count) * Tile.hashBytes { return held }
        guard let loaded = try load(tile), loaded.count >= Int(count) * Tile.hashBytes else {
            throw .damagedTiles(path: source)
        }
        // What a crash left behind a shorter tree does not count.
        let there = Tile.hashes(ofLevel: tile.level, leaves: size) - tile.place * Tile.width
        let held = Array(loaded.prefix(Int(min(max(there, count), Tile.width)) * Tile.hashBytes))
        tiles[tile] = held
        return held
    }
}
