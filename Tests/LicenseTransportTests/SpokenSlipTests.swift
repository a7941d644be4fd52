internal import Fixtures
internal import LicenseTransport
internal import Testing

/// Slips in a line: each is noticed, and named as far as can be.
extension SpokenTests {
    @Test func everySingleWrongSymbolIsNamed() throws {
        let words = Self.words(try Self.form(400).lines[20])
        var count = 0
        for group in 1...5 {
            for place in 0..<5 {
                for symbol in Self.symbols where symbol != words[group][place] {
                    var typed = words
                    typed[group][place] = symbol
                    let outcome = Self.judged(typed)
                    #expect(outcome == .wrong(21, .groups([.init(number: group, typed: typed[group])])))
                    count += 1
                }
            }
        }
        for symbol in Self.symbols where symbol != words[6][0] {
            #expect(Self.judged(words.dropLast() + [[symbol]]) == .wrong(21, .lineCheck))
            count += 1
        }
        #expect(count == 26 * 31)
    }

    @Test func everyTwoWrongSymbolsOfAGroupAreNoticed() throws {
        let words = Self.words(try Self.form(400).lines[3])
        var (named, count) = (0, 0)
        for (one, other) in (0..<5).flatMap({ one in (one + 1..<5).map { (one, $0) } }) {
            for first in Self.symbols where first != words[2][one] {
                for second in Self.symbols where second != words[2][other] {
                    var typed = words
                    (typed[2][one], typed[2][other]) = (first, second)
                    let outcome = Self.judged(typed)
                    #expect(Self.groups(outcome) == [2] || outcome == .wrong(4, .lineCheck))
                    named += Self.groups(outcome) == [2] ? 1 : 0
                    count += 1
                }
            }
        }
        // One in 31 is left to the check of the line.
        #expect(count == 10 * 31 * 31 && named == 10 * 31 * 30)
    }

    @Test func everyExchangeOfTwoSymbolsIsNoticedAndInAGroupItIsNamed() throws {
        for line in try Self.form(400).lines {
            let symbols = Self.words(line).dropFirst().flatMap { $0 }
            for (one, other) in (0..<26).flatMap({ one in (one + 1..<26).map { (one, $0) } })
            where symbols[one] != symbols[other] {
                var typed = symbols
                typed.swapAt(one, other)
                let outcome = Self.judged([Self.words(line)[0], typed])
                if one / 5 == other / 5 {
                    #expect(Self.groups(outcome) == [one / 5 + 1])
                } else {
                    #expect(Self.groups(outcome).contains(one / 5 + 1))
                }
            }
        }
    }

    @Test func everyTwoExchangedGroupsAreNamedInALineAndAcrossLines() throws {
        let lines = try Self.form(500).lines
        #expect(lines.count == 41)
        var count = 0
        for line in lines {
            for (one, other) in (1...5).flatMap({ one in (one + 1..<6).map { (one, $0) } }) {
                var typed = Self.words(line)
                typed.swapAt(one, other)
                let outcome = Self.judged(typed)
                guard case .wrong(_, .exchanged(one, other)) = outcome else {
                    Issue.record("\(outcome)")
                    continue
                }
                count += 1
            }
        }
        #expect(count == 41 * 10)
        for (place, line) in lines.enumerated() {
            for (otherPlace, otherLine) in lines.enumerated() where place != otherPlace {
                for (one, other) in (1...5).flatMap({ one in (1...5).map { (one, $0) } }) {
                    var typed = Self.words(line)
                    typed[one] = Self.words(otherLine)[other]
                    if (place * 5 + one - otherPlace * 5 - other) % 32 == 0 {
                        // Left to the check of the line, which finds all but one in 32.
                        let outcome = Self.judged(typed)
                        #expect(outcome == .wrong(place + 1, .lineCheck) || outcome == .taken(place + 1))
                    } else {
                        #expect(Self.groups(Self.judged(typed)) == [one])
                    }
                    count += 1
                }
            }
        }
        #expect(count == 41 * 10 + 41 * 40 * 25)
    }

    @Test func blanksSayWhichDigitsAreTheNumber() throws {
        // 3 and 35 have the same places, and the first group is one of line 3 behind a 5.
        let text = "35 508MS 2DMKC AW674 6FMS3 SN3VA M"
        var collector = LineCollector()
        #expect(collector.take(text.bytes, expecting: nil) == .wrong(35, .exchanged(1, 2)))
        #expect(collector.take(text.bytes, expecting: 3) == .wrong(35, .exchanged(1, 2)))
        let dense = text.utf8.filter { $0 != 0x20 }
        #expect(collector.take(dense[...], expecting: 35) == .wrong(35, .exchanged(1, 2)))
    }

    @Test func everyMissingAndEveryDoubledGroupIsNamed() throws {
        for line in try Self.form(400).lines {
            for group in 1...5 {
                let words = Self.words(line)
                let missing = Array(words[..<group] + words[(group + 1)...])
                #expect(Self.groups(Self.judged(missing)) == [group])
                let doubled = Array(words[...group] + words[group...])
                #expect(Self.groups(Self.judged(doubled)) == [group + 1])
            }
        }
    }

    @Test func aMissingOrDoubledSymbolIsNamedByBlanksAndWithoutThemAsFarAsCanBe() throws {
        var (exact, count) = (0, 0)
        for line in try Self.form(400).lines {
            for (group, place) in (1...5).flatMap({ group in (0..<5).map { (group, $0) } }) {
                var (short, long) = (Self.words(line), Self.words(line))
                short[group].remove(at: place)
                long[group].insert(long[group][place], at: place)
                for typed in [short, long] {
                    #expect(Self.groups(Self.judged(typed)) == [group])
                    let outcome = Self.judged([typed[0], Array(typed[1...].joined())])
                    // A symbol that is doubled at the end of a group may be one too many of the next group as well.
                    #expect(Self.groups(outcome).contains(group) || outcome == .wrong(Self.number(line), .lineCheck))
                    exact += Self.groups(outcome) == [group] ? 1 : 0
                    count += 1
                }
            }
        }
        #expect(count == 33 * 50 && exact * 4 > count * 3)
    }

    @Test func aWrongGroupMayBeTypedAgainAlone() throws {
        let line = try Self.form(100).lines[2]
        for group in 1...5 {
            for wrong in ["UUUUU", "0000", "000000"] {
                var words = Self.words(line)
                words[group] = Array(wrong.utf8)
                var collector = LineCollector()
                let typed = Array(words.joined(separator: [0x20] as [UInt8]))
                #expect(Self.groups(collector.take(typed[...], expecting: 1)) == [group])
                #expect(collector.wrongGroup == .some(.init(line: 3, group: group)))
                let other = Self.words(line)[group % 5 + 1]
                #expect(Self.groups(collector.take(other[...], expecting: 1)) == [group])
                #expect(collector.take(Self.words(line)[group][...], expecting: 1) == .taken(3))
                #expect(collector.wrongGroup == nil)
                #expect(collector.take(Self.words(line)[group][...], expecting: nil) != .taken(3))
            }
        }
    }

    @Test func aLineUnderTheNumberOfAnotherIsNamed() throws {
        let lines = try Self.form(12_000).lines
        #expect(lines.count == 961)
        for number in stride(from: 1, through: 961, by: 7) {
            for other in [1, 2, 31, 32, 33, 64, 320, 640, 960] where other != number {
                let typed = [Array("\(number)".utf8)] + Self.words(lines[other - 1]).dropFirst()
                let fault: LineFault = (number - other) % 32 == 0 ? .lineCheck : .otherLine(other)
                #expect(Self.judged(typed) == .wrong(number, fault))
                var collector = LineCollector()
                let bare = Array(typed.dropFirst().joined())
                #expect(collector.take(bare[...], expecting: number) == .wrong(number, fault))
                #expect(collector.take(bare[...], expecting: other) == .taken(other))
            }
        }
    }

    @Test func whatCannotBeASymbolIsInTheGroupThatIsNamed() throws {
        let line = try Self.form(100).lines[1]
        for letter in "Uu#?".utf8 {
            var typed = line
            typed[11] = letter
            #expect(Self.groups(Self.judged([typed])) == [2])
        }
    }
}
