internal import LicenseFormat

/// A tile of the issuance log: up to 256 hashes that stand side by side at one height of the tree (c2sp.org/tlog-tiles).
package struct Tile: Hashable, Sendable {
    /// Bytes in a hash.
    package static let hashBytes = MerkleHash.byteCount
    /// Hashes in a full tile.
    package static let width: Int64 = 256
    /// Powers of two that a level stands above the one below.
    package static let height: Int64 = 8

    /// The level; the hashes of level 0 are the leaves'.
    package let level: Int64
    /// The place in its level, from 0.
    package let place: Int64

    /// Names a tile.
    package init(level: Int64, place: Int64) {
        self.level = level
        self.place = place
    }

    /// `0/x001/x234/067`, and `.p/17` where it is partial.
    package func path(hashes: Int64) -> String { Self.path("\(level)", place, hashes: hashes) }

    /// `entries/x001/x234/067`: where the leaves under a tile of level 0 lie.
    package static func entriesPath(place: Int64, hashes: Int64) -> String { path("entries", place, hashes: hashes) }

    private static func path(_ level: String, _ place: Int64, hashes: Int64) -> String {
        var parts: [String] = []
        var rest = place
        repeat {
            let digits = String(rest % 1000)
            let padded = String(repeating: "0", count: 3 - digits.count) + digits
            parts.insert(parts.isEmpty ? padded : "x" + padded, at: 0)
            rest /= 1000
        } while rest > 0
        let whole = "tile/\(level)/" + parts.joined(separator: "/")
        return hashes < width ? "\(whole).p/\(hashes)" : whole
    }

    /// How many hashes the level has in a tree with so many leaves.
    package static func hashes(ofLevel level: Int64, leaves: Int64) -> Int64 {
        let shift = level * height
        return shift < 63 ? leaves >> shift : 0
    }

    /// The tiles that differ between two sizes of a tree, each with the hashes that it has at the later one.
    package static func changed(from old: Int64, to new: Int64) -> [(tile: Tile, hashes: Int64)] {
        var tiles: [(tile: Tile, hashes: Int64)] = []
        var level: Int64 = 0
        while hashes(ofLevel: level, leaves: new) > 0 {
            let (before, after) = (hashes(ofLevel: level, leaves: old), hashes(ofLevel: level, leaves: new))
            if after > before {
                for place in (before / width)...((after - 1) / width) {
                    tiles.append((Tile(level: level, place: place), min(width, after - place * width)))
                }
            }
            level += 1
        }
        return tiles
    }
}
