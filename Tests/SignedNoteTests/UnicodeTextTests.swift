import SignedNote
import Testing

@Suite("UTF-8")
struct UnicodeTextTests {
    @Test("the reader of UTF-8 agrees with the standard library on every scalar and every short sequence")
    func utf8() {
        var scalars = 0
        for value in UInt32(0)...0x10_FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var found: [UInt32] = []
            let isText = UnicodeText.allScalars(of: Array(String(scalar).utf8)[...]) {
                found.append($0); return true
            }
            if !isText || found != [value] { Issue.record("U+\(String(value, radix: 16))") }
            scalars += 1
        }
        #expect(scalars == 0x11_0000 - 0x800)
        // Two bytes in all their values; then every lead byte with the continuations at the edges of what is allowed.
        var sequences = 0
        func compare(_ bytes: [UInt8]) {
            let ours = UnicodeText.allScalars(of: bytes[...]) { _ in true }
            if ours != (String(validating: bytes, as: UTF8.self) != nil) { Issue.record("\(bytes)") }
            sequences += 1
        }
        for first in UInt8.min...UInt8.max { for second in UInt8.min...UInt8.max { compare([first, second]) } }
        let edges: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        for first in UInt8(0xC0)...0xFF {
            for second in edges { for third in edges { compare([first, second, third]) } }
            for second in edges {
                for third in edges { for fourth in edges { compare([first, second, third, fourth]) } }
            }
        }
        #expect(sequences == 65_536 + 64 * (100 + 1000))
    }

    @Test("spaces and controls are those of Unicode, and invisible characters are the ones listed")
    func properties() {
        // docs/spec/body.md lists them.
        let ranges: [ClosedRange<UInt32>] = [
            0x200E...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFFF9...0xFFFB, 0xE0000...0xE007F,
        ]
        let single: Set<UInt32> = [
            0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x2800, 0x3164, 0xFEFF, 0xFFA0,
        ]
        var wrong: [UInt32] = []
        for value in UInt32(0)...0x10_FFFF {
            guard let properties = Unicode.Scalar(value)?.properties else { continue }
            let isInvisible = single.contains(value) || ranges.contains { $0.contains(value) }
            let isRight =
                UnicodeText.isSpace(value) == properties.isWhitespace
                && UnicodeText.isControl(value) == (properties.generalCategory == .control)
                && UnicodeText.isInvisible(value) == isInvisible
            if !isRight { wrong.append(value) }
        }
        #expect(wrong == [])
    }
}
