import Fixtures
import SignedNote
import Testing

@Suite("Bytes")
struct BytesTests {
    @Test("decimal digits are those of the standard library")
    func decimals() {
        for value in [0, 1, 9, 10, 99, 100, 1_234_567_890, -1, -10, Int64.max, .min, .min + 1] {
            #expect([UInt8](decimal: value).string == String(value))
        }
        #expect([UInt8]("larger than ", 262_144, " bytes").string == "larger than 262144 bytes")
        #expect([UInt8]("line ", 7).string == "line 7")
    }

    @Test("joining and appending keep every byte, also of slices and of nothing")
    func joining() {
        let (left, right) = ("ab".bytes, "xcdx".bytes.dropFirst().dropLast())
        #expect((Array(left) + right).string == "abcd")
        #expect((Array(left) + Array(right)).string == "abcd")
        #expect((Array(left) + [UInt8]()).string == "ab")
        #expect(([UInt8]() + right).string == "cd")
        var text = Array(left)
        text += right
        text += Array(left)
        text.append("é")
        text.append(contentsOf: [UInt8]())
        #expect(text.string == "abcdabé")
    }

    @Test("what stands behind a slice is not part of it")
    func bounds() {
        let text = "ab c\nx".bytes
        #expect(!text.prefix(2).hasPrefix("ab c"))
        #expect(!text.prefix(2).hasPrefix(text))
        #expect(!text.prefix(1).equals("ab"))
        #expect(text.prefix(2) != text.prefix(3) && text.prefix(2) == "ab".bytes)
        #expect(text.valueOfLine("ab", at: 0) == 3..<4)
        #expect(text.prefix(4).valueOfLine("ab", at: 0) == nil, "no end")
        #expect(text.prefix(2).valueOfLine("ab", at: 0) == nil, "no value")
        #expect(text.prefix(1).valueOfLine("ab", at: 0) == nil, "no key")
        #expect(text.dropFirst(2).valueOfLine("ab", at: 0) == nil, "before the slice")
        #expect(text.dropFirst(2).valueOfLine("", at: 2) == 3..<4)
        for start in [6, 7, 100, Int.max] { #expect(text.valueOfLine("ab", at: start) == nil, "\(start)") }
        #expect("ab \n".bytes.valueOfLine("ab", at: 0) == nil, "an empty value")
        #expect("ab\n c\n".bytes.valueOfLine("ab", at: 0) == nil, "no space")
        #expect("ax c\n".bytes.valueOfLine("ab", at: 0) == nil, "another key")
    }

    @Test("order is bytewise, and a prefix comes first")
    func order() {
        let sorted = ["", "a", "aa", "ab", "b", "é"].map(\.bytes)
        for (first, left) in sorted.enumerated() {
            for (second, right) in sorted.enumerated() {
                #expect(left.precedes(right) == (first < second), "\(first) \(second)")
            }
        }
        #expect([3, 1, 2].ordered { $0 < $1 } == [1, 2, 3])
        // Equal ones keep their order.
        let pairs = [("b", 1), ("a", 2), ("b", 3), ("a", 4)].ordered { $0.0 < $1.0 }
        #expect(pairs.map(\.1) == [2, 4, 1, 3])
        #expect([Int]().ordered { $0 < $1 } == [])
    }
}
