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
