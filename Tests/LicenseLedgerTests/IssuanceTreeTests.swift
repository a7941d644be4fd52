import Fixtures
import LicenseFormat
import LicenseLedger
import SignedNote
import Testing

@Suite(.timeLimit(.minutes(10))) struct IssuanceTreeTests {
    /// Tiles as a ledger would keep them.
    private final class Shelf {
        var tiles: [Tile: [UInt8]] = [:]
        var reads = 0

        func tree(_ size: Int) -> IssuanceTree {
            IssuanceTree(size: Int64(size), source: "the shelf") { tile throws(LedgerError) in
                self.reads += 1
                return self.tiles[tile]
            }
        }

        /// Appends leaves, and keeps the tiles that grew.
        func grow(_ tree: inout IssuanceTree, by leaves: some Sequence<[UInt8]>) throws {
            let before = tree.size
            for leaf in leaves { try tree.append(leaf) }
            let changed = Tile.changed(from: before, to: tree.size)
            #expect(Set(changed.map(\.tile)) == tree.changed && changed.count == tree.changed.count)
            for (tile, count) in changed {
                let hashes = try tree.hashes(of: tile)
                #expect(hashes.count == Int(count) * Tile.hashBytes)
                tiles[tile] = hashes
            }
        }
    }

    /// A tree of so many leaves, grown in one piece.
    private func grown(_ naive: NaiveTree, _ size: Int) throws -> Shelf {
        let shelf = Shelf()
        var tree = shelf.tree(0)
        try shelf.grow(&tree, by: naive.leaves[..<size])
        return shelf
    }

    @Test func `the naive tree is Certificate Transparency's`() throws {
        // The eight leaves of its own tests, and their roots.
        let leaves = [
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
        ]
        let naive = NaiveTree(
            try leaves.map { Digest.sha256(([0x00] + (try Digest.decodeHex($0.bytes).orFail()))[...]) })
        let roots = [
            0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ]
        for (size, root) in roots { #expect(Digest.hex(naive.root(size)).string == root) }
    }

    @Test func `every size up to 300 has the root and every inclusion path of RFC 6962`() throws {
        let naive = NaiveTree(count: 300)
        let shelf = try grown(naive, 300)
        var (paths, wrong) = (0, [String]())
        var whole = shelf.tree(300)
        for size in 0...300 {
            // What is on the shelf behind a shorter tree does not count.
            var tree = shelf.tree(size)
            let root = naive.root(size)
            if try tree.root(of: Int64(size)) != root { wrong.append("root of \(size)") }
            if try whole.root(of: Int64(size)) != root { wrong.append("root of \(size) of 300") }
            for leaf in 0..<size {
                let path = naive.path(leaf, size)
                if try tree.inclusionPath(of: Int64(leaf), in: Int64(size)) != path {
                    wrong.append("\(leaf) in \(size)")
                }
                if try whole.inclusionPath(of: Int64(leaf), in: Int64(size)) != path {
                    wrong.append("\(leaf) in \(size) of 300")
                }
                let found = MerkleHash.root(
                    leaf: naive.leaves[leaf], index: Int64(leaf), size: Int64(size), path: path)
                if found != root { wrong.append("the way up from \(leaf) in \(size)") }
                paths += 1
            }
        }
        #expect(wrong == [] && paths == 300 * 301 / 2)
    }

    @Test func `every two sizes up to 300 have the consistency path of RFC 6962, which RFC 9162 accepts`() throws {
        let naive = NaiveTree(count: 300)
        let shelf = try grown(naive, 300)
        var (paths, wrong) = (0, [String]())
        for new in 1...300 {
            var tree = shelf.tree(new)
            for old in 1...new {
                let path = try tree.consistencyPath(from: Int64(old), to: Int64(new))
                if path != naive.proof(old, new) { wrong.append("\(old) to \(new)") }
                if !NaiveTree.isConsistent(old, naive.root(old), new, naive.root(new), path: path) {
                    wrong.append("\(old) to \(new) is not accepted")
                }
                if old < new, NaiveTree.isConsistent(old, naive.root(old - 1), new, naive.root(new), path: path) {
                    wrong.append("\(old) to \(new) is accepted for another tree")
                }
                paths += 1
            }
            #expect(try tree.consistencyPath(from: 0, to: Int64(new)) == [])
        }
        #expect(wrong == [] && paths == 300 * 301 / 2)
    }

    @Test func `trees of two and three levels of tiles are the same`() throws {
        let sizes = [65_535, 65_536, 65_537, 70_000]
        let naive = NaiveTree(count: 70_000)
        let shelf = try grown(naive, 70_000)
        #expect(Set(shelf.tiles.keys.map(\.level)) == [0, 1, 2])
        for size in sizes {
            var tree = shelf.tree(size)
            #expect(try tree.root(of: Int64(size)) == naive.root(size))
            for leaf in [0, 1, 255, 256, 257, 32_767, 32_768, 65_279, 65_280, 65_534, size - 2, size - 1] {
                #expect(
                    try tree.inclusionPath(of: Int64(leaf), in: Int64(size)) == naive.path(leaf, size),
                    "\(leaf) in \(size)")
            }
            for old in [1, 2, 255, 256, 257, 511, 512, 32_768, 40_000, 65_280, 65_535, size - 1, size] where old <= size
            {
                let path = try tree.consistencyPath(from: Int64(old), to: Int64(size))
                #expect(old == size ? path == [] : path == naive.proof(old, size), "\(old) to \(size)")
                #expect(
                    NaiveTree.isConsistent(old, naive.root(old), size, naive.root(size), path: path),
                    "\(old) to \(size)")
            }
        }
    }

    @Test func `a tree that grows in pieces, forgets and is read again is the one that grew at once`() throws {
        let naive = NaiveTree(count: 70_000)
        let whole = try grown(naive, 70_000)
        var generator = SeededGenerator(6962)
        // Pieces that end at and beside the edges of tiles, and any others.
        let edges = [1, 2, 255, 256, 257, 300, 511, 512, 513, 65_279, 65_280, 65_281, 65_535, 65_536, 65_537]
        var ends = Set(edges + [70_000])
        while ends.count < 60 { ends.insert(1 + generator.below(70_000)) }
        let shelf = Shelf()
        var (tree, size, reloads) = (shelf.tree(0), 0, 0)
        for end in ends.sorted() {
            try shelf.grow(&tree, by: naive.leaves[size..<end])
            size = end
            #expect(try tree.root(of: tree.size) == naive.root(size), "\(size)")
            if generator.once(in: 2) {
                tree = shelf.tree(size)
                reloads += 1
            } else {
                tree.forget()
            }
            #expect(tree.changed == [] && tree.size == Int64(size))
            #expect(try tree.root(of: tree.size) == naive.root(size), "\(size) after forgetting")
            let leaf = generator.below(size)
            #expect(
                try tree.inclusionPath(of: Int64(leaf), in: Int64(size)) == naive.path(leaf, size), "\(leaf) in \(size)"
            )
        }
        #expect(shelf.tiles == whole.tiles && reloads >= 10 && ends.count - reloads >= 10)
    }

    @Test func `one leaf after the other makes the same tiles`() throws {
        let naive = NaiveTree(count: 600)
        let shelf = Shelf()
        for size in 0..<600 {
            var tree = shelf.tree(size)
            try shelf.grow(&tree, by: [naive.leaves[size]])
        }
        #expect(try shelf.tiles == grown(naive, 600).tiles)
    }

    @Test func `a proof reads each tile once, and few of them`() throws {
        let naive = NaiveTree(count: 70_000)
        let shelf = try grown(naive, 70_000)
        shelf.reads = 0
        var tree = shelf.tree(70_000)
        _ = try tree.inclusionPath(of: 12_345, in: 70_000)
        let first = shelf.reads
        _ = try tree.inclusionPath(of: 12_345, in: 70_000)
        #expect(first <= 6 && shelf.reads == first)
    }

    @Test func `tiles that are missing or too short are told`() throws {
        let naive = NaiveTree(count: 600)
        let damaged = LedgerError.damagedTiles(path: "the shelf")
        let good = try grown(naive, 600)
        #expect(good.tiles.count == 4)
        for tile in good.tiles.keys {
            for change in [nil, [], Array(repeating: 0, count: 31)] as [[UInt8]?] {
                let shelf = Shelf()
                shelf.tiles = good.tiles
                shelf.tiles[tile] = change
                let asked = { (body: (inout IssuanceTree) throws -> Void) in
                    var tree = shelf.tree(600)
                    return ledgerError { try body(&tree) }
                }
                let leaf = tile.level == 0 ? tile.place * Tile.width : 599
                #expect(asked { _ = try $0.hashes(of: tile) } == damaged, "\(tile)")
                #expect(asked { _ = try $0.inclusionPath(of: leaf ^ 1, in: 600) } == damaged, "\(tile)")
            }
        }
    }
}
