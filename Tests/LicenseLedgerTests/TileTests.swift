import LicenseLedger
import Testing

@Suite struct TileTests {
    @Test func `a tile lies where C2SP says`() {
        let table: [(level: Int64, place: Int64, hashes: Int64, path: String)] = [
            (0, 0, 1, "tile/0/000.p/1"), (0, 0, 255, "tile/0/000.p/255"), (0, 0, 256, "tile/0/000"),
            (1, 7, 256, "tile/1/007"), (0, 999, 256, "tile/0/999"), (0, 1000, 256, "tile/0/x001/000"),
            (0, 1_234_067, 256, "tile/0/x001/x234/067"), (0, 1_234_067, 17, "tile/0/x001/x234/067.p/17"),
            (3, 1_000_000_000, 9, "tile/3/x001/x000/x000/000.p/9"),
        ]
        for (level, place, hashes, path) in table {
            #expect(Tile(level: level, place: place).path(hashes: hashes) == path)
            let entries = path.replacing("tile/\(level)/", with: "tile/entries/")
            #expect(Tile.entriesPath(place: place, hashes: hashes) == entries)
        }
        #expect(table.count == 9)
    }

    @Test func `a level has a hash for each full tile below`() {
        let table: [(level: Int64, leaves: Int64, hashes: Int64)] = [
            (0, 0, 0), (0, 300, 300), (1, 255, 0), (1, 256, 1), (1, 70_000, 273), (2, 65_535, 0), (2, 65_536, 1),
            (7, .max, 127), (8, .max, 0), (100, .max, 0),
        ]
        for (level, leaves, hashes) in table { #expect(Tile.hashes(ofLevel: level, leaves: leaves) == hashes) }
    }

    @Test func `the tiles that changed between two sizes are those whose hashes differ`() {
        let sizes: [Int64] = [
            0, 1, 2, 255, 256, 257, 511, 512, 513, 1000, 65_279, 65_280, 65_535, 65_536, 65_537, 131_072,
        ]
        var compared = 0
        for (start, old) in sizes.enumerated() {
            for new in sizes[start...] {
                var expected: [Tile: Int64] = [:]
                for level in Int64(0)...3 {
                    for place in 0..<Int64(600) {
                        let held = { (leaves: Int64) in
                            let count = Tile.hashes(ofLevel: level, leaves: leaves) - place * Tile.width
                            return min(max(count, 0), Tile.width)
                        }
                        if held(old) != held(new) { expected[Tile(level: level, place: place)] = held(new) }
                    }
                }
                let changed = Tile.changed(from: old, to: new)
                #expect(
                    Dictionary(changed.map { ($0.tile, $0.hashes) }) { first, _ in first } == expected, "\(old) \(new)")
                #expect(changed.count == expected.count)
                compared += 1
            }
        }
        #expect(compared == sizes.count * (sizes.count + 1) / 2)
    }
}
