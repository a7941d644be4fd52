import Testing

@testable import SignedNote

@Suite struct ByteSetTests {
    @Test func `every set holds exactly its characters`() {
        let sets: [(ByteSet, (Unicode.Scalar) -> Bool)] = [
            (.digits, { ("0"..."9").contains($0) }),
            (.lowerCase, { ("a"..."z").contains($0) }),
            (.letters, { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }),
            (.hexadecimal, { ("0"..."9").contains($0) || ("a"..."f").contains($0) }),
            (.printable, { $0.value >= 0x20 && $0.value < 0x7F }),
            ("-", { $0 == "-" }),
            ("_", { $0 == "_" }),
            ("?", { $0 == "?" }),
            ("@", { $0 == "@" }),
            ("\u{7F}", { $0.value == 0x7F }),
            ("\u{80}", { _ in false }),
            ("é", { _ in false }),
            (.digits + "." + "A", { ("0"..."9").contains($0) || $0 == "." || $0 == "A" }),
            (.printable - " " - "\\", { $0.value > 0x20 && $0.value < 0x7F && $0 != "\\" }),
        ]
        for (index, (set, isIn)) in sets.enumerated() {
            for byte in UInt8.min...UInt8.max {
                #expect(set.contains(byte) == (byte < 128 && isIn(Unicode.Scalar(byte))), "set \(index), byte \(byte)")
            }
        }
    }

    @Test func `the first byte outside a set is found wherever it stands`() {
        #expect([UInt8]()[...].first(outside: .digits) == nil)
        #expect(Array("0123".utf8)[...].first(outside: .digits) == nil)
        #expect(Array("x0123".utf8)[1...].first(outside: .digits) == nil)
        #expect(Array("01x3".utf8)[...].first(outside: .digits) == UInt8(ascii: "x"))
        #expect(Array("012é".utf8)[...].first(outside: .printable) == 0xC3)
    }
}
