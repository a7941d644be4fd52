internal import LicenseFormat
internal import LicenseTransport
internal import SignedNote
internal import Testing

struct PictureTests {
    /// A file that hardly packs.
    private static func file(_ count: Int, seed: UInt32 = 1) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }

    private static func taken(_ series: CodeSeries, _ order: [Int]) throws -> [UInt8] {
        var collector = CodeCollector()
        for index in order { #expect(collector.take(series.texts[index][...]) == .taken) }
        return try collector.file()
    }

    /// RFC 9285, section 4.3 and 4.4.
    @Test(arguments: [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("ietf!", "QED8WEX0")])
    func base45WritesWhatTheRFCWrites(bytes: String, text: String) {
        #expect(Base45.encode(Array(bytes.utf8)[...]) == Array(text.utf8))
        #expect(Base45.decode(Array(text.utf8)[...]) == Array(bytes.utf8))
    }

    @Test(arguments: ["A", "GGW", ":::", "::", "bb8", "BB8A", "BÄ"])
    func base45RefusesWhatItNeverWrites(text: String) {
        #expect(Base45.decode(Array(text.utf8)[...]) == nil)
    }

    @Test(arguments: [1, 2, 3, 100, 4000])
    func aFileComesBackFromItsCodesInAnyOrder(count: Int) throws {
        let file = Self.file(count)
        for capacity in [64, 100, 1451] where count < 4000 || capacity > 64 {
            let series = try CodeSeries(of: file[...], capacity: capacity)
            #expect(series.texts.allSatisfy { $0.count <= capacity })
            let order = Array(series.texts.indices)
            #expect(try Self.taken(series, order) == file)
            #expect(try Self.taken(series, order.reversed()) == file)
        }
    }

    @Test func everyMissingCodeIsNamed() throws {
        let series = try CodeSeries(of: Self.file(300)[...], capacity: 64)
        #expect(series.texts.count == 12)
        for missing in series.texts.indices {
            var collector = CodeCollector()
            for index in series.texts.indices where index != missing { _ = collector.take(series.texts[index][...]) }
            #expect(collector.missing == [missing + 1])
            #expect(throws: TransportError.missing([missing + 1], of: 12)) { try collector.file() }
        }
    }

    @Test func codesOfTwoFilesAreNotMixed() throws {
        let first = try CodeSeries(of: Self.file(100)[...], capacity: 64)
        let second = try CodeSeries(of: Self.file(100, seed: 2)[...], capacity: 64)
        var collector = CodeCollector()
        #expect(collector.take(first.texts[0][...]) == .taken)
        #expect(collector.take(second.texts[1][...]) == .otherSeries)
        #expect(collector.take(first.texts[0][...]) == .known)
        #expect(collector.missing == Array(2...first.texts.count))
    }

    @Test(arguments: [
        ("LATCHKEY2:1/1:00000000:BB8", CodeCollector.Outcome.newer), ("LATCHKEY12:x", .newer),
        ("LATCHKEY", .foreign), ("LATCHKEY:1/1:00000000:BB8", .foreign), ("https://example.org/", .foreign),
        ("", .foreign),
        ("LATCHKEY1:", .damaged), ("LATCHKEY1:0/1:00000000:BB8", .damaged), ("LATCHKEY1:2/1:00000000:BB8", .damaged),
        ("LATCHKEY1:01/1:00000000:BB8", .damaged), ("LATCHKEY1:1/100:00000000:BB8", .damaged),
        ("LATCHKEY1:1/1:0000000a:BB8", .damaged), ("LATCHKEY1:1/1:0000000:BB8", .damaged),
        ("LATCHKEY1:1/1:00000000:", .damaged), ("LATCHKEY1:1/1:00000000:GGW", .damaged),
        ("LATCHKEY1:1/1:00000000:BB8", .taken), ("LATCHKEY1:1/1:00000000:BB8 ", .damaged),
    ])
    func theTextOfACodeIsJudged(text: String, outcome: CodeCollector.Outcome) {
        var collector = CodeCollector()
        #expect(collector.take(Array(text.utf8)[...]) == outcome)
    }

    @Test func everyChangedBitOfAPackedFileIsFound() {
        let compact = CompactForm(packing: Array("latchkey/license@v1\nid 01\n".utf8)[...])
        #expect(throws: Never.self) { try compact.unpacked() }
        for place in 0..<(compact.check.count + compact.bytes.count) * 8 {
            var all = compact.check + compact.bytes
            all[place / 8] ^= 1 << (place % 8)
            let changed = CompactForm(
                check: Array(all.prefix(CompactForm.checkLength)), bytes: Array(all.dropFirst(CompactForm.checkLength)))
            // The last byte has bits behind the end.
            if let file = try? changed.unpacked() { #expect(file == (try? compact.unpacked())) }
        }
        #expect(throws: TransportError.damaged) {
            try CompactForm(check: compact.check, bytes: compact.bytes + [0]).unpacked()
        }
    }

    @Test func aFileThatWouldGrowBeyondItsLimitIsStopped() {
        let large = [UInt8](repeating: 0x61, count: Limits.fileBytes + 1)
        #expect(throws: TransportError.tooLarge) { try CompactForm(packing: large[...]).unpacked() }
        let whole = [UInt8](repeating: 0x61, count: Limits.fileBytes)
        #expect((try? CompactForm(packing: whole[...]).unpacked()) == whole)
    }

    @Test func aFileForMoreThan99CodesIsRefused() {
        #expect(throws: TransportError.tooManyParts(116)) { try CodeSeries(of: Self.file(3000)[...], capacity: 64) }
    }

    @Test func aContextShortensAndIsNeededAgain() throws {
        let context = Array("installation 1J85-1X5W-AXWD-HAGS-QC30-HTW9-ZWYJ\n".utf8)
        let file = Array("latchkey/license@v1\n".utf8) + context
        let packed = CompactForm(packing: file[...], knowing: context[...])
        #expect(packed.bytes.count < CompactForm(packing: file[...]).bytes.count - 20)
        #expect(try packed.unpacked(knowing: context[...]) == file)
        #expect(throws: TransportError.damaged) { try packed.unpacked() }
    }
}
