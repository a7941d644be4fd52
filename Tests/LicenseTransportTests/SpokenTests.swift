internal import Fixtures
internal import LicenseFormat
internal import LicenseTransport
internal import SignedNote
internal import Testing

struct SpokenTests {
    static let symbols = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// A file that hardly packs, and the lines that it takes.
    static func form(_ count: Int, seed: UInt64 = 1) throws -> (file: [UInt8], lines: [[UInt8]]) {
        var numbers = SeededGenerator(seed)
        let file = numbers.bytes(count)
        return (file, try SpokenForm(of: file[...], knowing: .nothing).lines)
    }

    /// The number, the groups and the check of a line.
    static func words(_ line: [UInt8]) -> [[UInt8]] { line.split(separator: 0x20).map(Array.init) }

    static func number(_ line: [UInt8]) -> Int { Int(words(line)[0].string) ?? 0 }

    static func judged(_ words: [[UInt8]]) -> LineCollector.Outcome {
        var collector = LineCollector()
        return collector.take(Array(words.joined(separator: [0x20]))[...], expecting: nil)
    }

    private static func collected(
        _ lines: [[UInt8]], knowing context: ReaderContext = .nothing
    ) throws -> [UInt8] {
        var collector = LineCollector()
        for line in lines { _ = collector.take(line[...], expecting: collector.next) }
        return try collector.file(knowing: context)
    }

    /// The numbers of the groups that a fault names.
    static func groups(_ outcome: LineCollector.Outcome) -> [Int] {
        guard case .wrong(_, let fault) = outcome else { return [] }
        return switch fault {
        case .groups(let groups): groups.map(\.number)
        case .exchanged(let one, let other): [one, other]
        case .missingGroup(let number), .extraGroup(let number): [number]
        case .run(let range, _): Array(range)
        case .lineCheck, .otherLine, .length: []
        }
    }

    @Test func aLineLooksAsTheSpecificationShows() throws {
        let lines = try SpokenForm(of: "latchkey\n".bytes, knowing: .nothing).lines
        #expect(lines.map(\.string) == Self.example)
    }

    @Test func everyMissingLineIsNamedAndLinesComeInAnyOrder() throws {
        let (file, lines) = try Self.form(400)
        for missing in lines.indices {
            var collector = LineCollector()
            for place in lines.indices.reversed() where place != missing {
                #expect(collector.take(lines[place][...], expecting: nil) == .taken(place + 1))
            }
            #expect(!collector.isWhole && collector.next == missing + 1)
            if missing > 0 { #expect(collector.missing == [missing + 1] && collector.count == lines.count) }
            #expect(throws: TransportError.self) { try collector.file(knowing: .nothing) }
            #expect(collector.take(lines[missing][...], expecting: nil) == .taken(missing + 1))
            #expect(collector.take(lines[missing][...], expecting: nil) == .known(missing + 1))
            #expect(try collector.isWhole && collector.file(knowing: .nothing) == file)
            #expect(collector.texts == lines)
        }
    }

    @Test(arguments: [
        "03{}", "3 {}", "3.{}", "O3: {}", "03-{}", "003 {}", " \t03  {} \r",
    ])
    func aNumberIsReadAsPeopleWriteIt(pattern: String) throws {
        let line = try Self.form(100).lines[2]
        let symbols = Self.words(line).dropFirst().joined()
        let typed = pattern.split(separator: "{}", omittingEmptySubsequences: false).map { Array($0.utf8) }
        let hyphenated = Array(Self.words(line).dropFirst().joined(separator: [0x2D] as [UInt8]))
        for text: [UInt8] in [Array(symbols), hyphenated, Array(line[4...])] {
            for text: [UInt8] in [text, text.map(ASCII.lowered), text.flatMap { [$0, 0x20] as [UInt8] }] {
                var collector = LineCollector()
                #expect(collector.take(Array(typed.joined(separator: text))[...], expecting: nil) == .taken(3))
                #expect(collector.texts == [line])
            }
        }
    }

    @Test func lookAlikesAreForgiven() throws {
        var count = 0
        for line in try Self.form(400).lines {
            for letters in [["O", "I"], ["o", "l"], ["O", "L"], ["o", "i"]] {
                let typed = line.flatMap { byte in
                    byte == 0x30 ? Array(letters[0].utf8) : byte == 0x31 ? Array(letters[1].utf8) : [byte]
                }
                var collector = LineCollector()
                guard case .taken = collector.take(typed[...], expecting: nil) else {
                    Issue.record("\(typed.string)")
                    continue
                }
                count += 1
            }
        }
        #expect(count == 33 * 4)
    }

    @Test(arguments: [
        ("", LineCollector.Outcome.foreign), ("?!", .foreign), ("12", .wrong(12, .length(0))),
        ("Dear customer", .foreign), (String(repeating: "7", count: 65), .foreign),
    ])
    func whatIsNoLineIsSaid(text: String, outcome: LineCollector.Outcome) {
        var collector = LineCollector()
        #expect(collector.take(text.bytes, expecting: nil) == outcome)
    }

    @Test func filesAreNotMixed() throws {
        let (first, second) = (try Self.form(400).lines, try Self.form(300, seed: 2).lines)
        var collector = LineCollector()
        #expect(collector.take(first[0][...], expecting: 1) == .taken(1))
        #expect(collector.take(first[1][...], expecting: 2) == .taken(2))
        #expect(collector.take(second[0][...], expecting: 1) == .otherFile)
        #expect(collector.take(second[1][...], expecting: 2) == .differs(2))
        #expect(collector.texts == Array(first[..<2]))
        collector.takeContested()
        #expect(collector.texts == [first[0], second[1]] && collector.count == first.count)
        #expect(collector.take(second[0][...], expecting: 1) == .otherFile)
        collector.takeContested()
        #expect(collector.texts == [second[0]] && collector.count == second.count)
        collector.takeContested()
        #expect(collector.texts == [second[0]])
        var shorter = LineCollector()
        #expect(shorter.take(first[32][...], expecting: nil) == .taken(33))
        #expect(shorter.take(second[0][...], expecting: nil) == .otherFile)
        var other = LineCollector()
        #expect(other.take(second[0][...], expecting: nil) == .taken(1))
        #expect(other.take(first[32][...], expecting: nil) == .beyond(33))
        #expect(throws: TransportError.damaged) {
            try Self.collected(Array(second[..<2] + first[2..<second.count]))
        }
    }

    @Test func aFormOfALaterReleaseIsSaidToBeOne() throws {
        // The first symbol holds the high bits of the version: 1 is 00010.
        for (data, outcome) in [
            ("200000", LineCollector.Outcome.taken(1)), ("3", .newer), ("4", .newer), ("2R", .newer),
        ] {
            var collector = LineCollector()
            let line = SpokenLineWriter.line(1, data)
            #expect(collector.take(line[...], expecting: 1) == outcome, "\(data)")
        }
    }

    @Test func aFileForMoreThan999LinesIsRefused() throws {
        #expect(try Self.form(12_475).lines.count == 999)
        #expect(throws: TransportError.tooManyParts(1000)) { try Self.form(12_476) }
    }

    @Test func aContextIsNeededAgainAndAWiderOneWillDo() throws {
        var generator = DocumentGenerator(7)
        let (vendor, product) = (try generator.token(), try generator.token())
        let (own, other) = (try generator.installation(), try generator.installation())
        let installation = ReaderContext.installation(own, product: product, of: vendor)
        let file =
            [UInt8]("x ") + vendor.text + [UInt8]("\nvendor ") + vendor.text + [UInt8]("\nproduct ") + product.text
            + [UInt8]("\ninstallation ") + own.text + [UInt8]("\n")
        let lines = try SpokenForm(of: file[...], knowing: installation).lines
        #expect(lines.count < (try SpokenForm(of: file[...], knowing: .nothing).lines.count))
        #expect(try Self.collected(lines, knowing: installation) == file)
        for context in [
            ReaderContext.nothing, .product(product, of: vendor), .installation(other, product: product, of: vendor),
            .installation(own, product: vendor, of: product),
        ] {
            #expect(throws: TransportError.otherContext) { try Self.collected(lines, knowing: context) }
        }
        let wider = try SpokenForm(of: file[...], knowing: .product(product, of: vendor)).lines
        #expect(try Self.collected(wider, knowing: .installation(other, product: product, of: vendor)) == file)
        let bare = try SpokenForm(of: file[...], knowing: .nothing).lines
        #expect(try Self.collected(bare, knowing: .installation(other, product: product, of: vendor)) == file)
    }

    @Test func aThousandRequestsAndAThousandLicensesComeBackByteForByte() throws {
        var generator = DocumentGenerator(20)
        var longest = 0
        for number in 0..<2000 {
            let isRequest = number % 2 == 0
            let file: [UInt8]
            let context: ReaderContext
            if isRequest {
                let request = try generator.request()
                file = try TestKey("installation/\(request.installation.text.string)").sign(request.text).bytes
                context = .nothing
            } else {
                let license = try generator.license()
                file = try TestKey("\(license.vendor.text.string)/license/1").sign(license.text).bytes
                context =
                    license.installations.first.map {
                        .installation($0, product: license.product, of: license.vendor)
                    } ?? .product(license.product, of: license.vendor)
            }
            var lines = try SpokenForm(of: file[...], knowing: context).lines
            try Self.expectSlipsToBeNamed(in: generator.numbers.pick(lines), &generator.numbers)
            longest = max(longest, lines.count)
            lines.shuffle(using: &generator.numbers)
            #expect(try Self.collected(lines, knowing: context) == file)
        }
        #expect(longest < 100)
    }

    /// Makes one slip of each kind in a line, at places that `numbers` chooses.
    private static func expectSlipsToBeNamed(in line: [UInt8], _ numbers: inout SeededGenerator) throws {
        let words = words(line)
        let (group, other) = (1 + numbers.below(5), 1 + numbers.below(4))
        let second = other < group ? other : other + 1
        var typed = words
        let place = numbers.below(5)
        typed[group][place] = numbers.pick(symbols.filter { $0 != words[group][place] })
        #expect(groups(judged(typed)) == [group])
        typed = words
        typed.swapAt(group, second)
        #expect(groups(judged(typed)) == [min(group, second), max(group, second)])
        typed = [words[0], Array(typed[1...].joined())]
        #expect(groups(judged(typed)) == [min(group, second), max(group, second)])
        typed = words
        typed.remove(at: group)
        #expect(groups(judged(typed)) == [group])
    }

    /// What docs/spec/transport.md shows.
    private static let example = ["01  2000T BNMYQ H5Z85 76EDP 0M00R  A"]
}

/// Lines made by the specification alone.
private enum SpokenLineWriter {
    private static let symbols = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// α to a power.
    private static func power(_ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { value, _ in value < 16 ? value * 2 : (value * 2) ^ 0x25 }
    }

    private static func product(_ one: Int, _ other: Int) -> Int {
        guard one > 0, other > 0, let log = (0..<31).first(where: { power($0) == one }) else { return 0 }
        return (0..<31).first { power($0) == other }.map { power((log + $0) % 31) } ?? 0
    }

    /// A line whose data begin with these symbols; the rest is zero.
    static func line(_ number: Int, _ data: String) -> [UInt8] {
        var rest = data.utf8.compactMap { symbols.firstIndex(of: $0) }[...]
        var values: [Int] = []
        for group in 0..<5 {
            let own = (0..<4).map { _ in rest.popFirst() ?? 0 }
            values += own
            values.append(
                own.enumerated().reduce(((number - 1) * 5 + group) % 32) { $0 ^ product($1.1, power(8 - 2 * $1.0)) })
        }
        values.append(values.enumerated().reduce((number - 1) / 32) { $0 ^ product($1.1, power(25 - $1.0)) })
        return Array("\(number < 10 ? "0" : "")\(number) ".utf8) + values.map { symbols[$0] }
    }
}
