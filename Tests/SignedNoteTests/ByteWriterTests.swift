import Fixtures
import SignedNote
import Testing

@Suite("Byte writer")
struct ByteWriterTests {
    @Test("what is appended comes back, whatever room there was at first", arguments: [0, 1, 2, 3, 7, 64])
    func growing(room: Int) {
        var writer = ByteWriter(room: room)
        var expected: [UInt8] = []
        #expect(writer.bytes == [] && writer.count == 0)
        for round in 0..<200 {
            let byte = UInt8(round)
            switch round % 5 {
            case 0:
                writer.append(byte)
                expected.append(byte)
            case 1:
                let bytes = [UInt8](repeating: byte, count: round)
                writer.append(bytes[...])
                expected += bytes
            case 2:
                writer.append("literal")
                expected += Array("literal".utf8)
            case 3:
                "value".bytes.withUnsafeBytes { writer.append(quoted: $0) }
                expected += Array("\"value\"".utf8)
            default:
                "v".bytes.withUnsafeBytes { writer.append(quoted: $0, after: UInt8(ascii: "["), before: byte) }
                expected += Array("[\"v\"".utf8) + [byte]
            }
            #expect(writer.bytes == expected && writer.count == expected.count, "round \(round)")
        }
    }

    @Test("nothing at all can be appended")
    func nothing() {
        var writer = ByteWriter(room: 0)
        writer.append([])
        #expect(writer.bytes == [])
        [UInt8]().withUnsafeBytes { writer.append(quoted: $0) }
        #expect(writer.bytes.string == "\"\"")
    }

    @Test("quotation marks and what stands around them have room, however little there was", arguments: 0...12)
    func quoted(room: Int) {
        for (head, tail, expected): (UInt8?, UInt8?, String) in [
            (nil, nil, #""ab""#), (0x7B, nil, #"{"ab""#), (nil, 0x7D, #""ab"}"#), (0x7B, 0x7D, #"{"ab"}"#),
        ] {
            var writer = ByteWriter(room: room)
            "ab".bytes.withUnsafeBytes { writer.append(quoted: $0, after: head, before: tail) }
            #expect(writer.bytes.string == expected, "room \(room)")
        }
    }

    @Test("room that is just enough is enough, and one byte more makes more", arguments: [1, 2, 5, 8])
    func edges(room: Int) {
        var full = ByteWriter(room: room)
        for byte in 0..<UInt8(room) { full.append(byte) }
        #expect(full.bytes == (0..<UInt8(room)).map { $0 })
        full.append(0xFF)
        #expect(full.bytes == (0..<UInt8(room)).map { $0 } + [0xFF])
        var exact = ByteWriter(room: room)
        exact.append(Bytes(repeating: 7, count: room))
        exact.append(Bytes(repeating: 8, count: room * 3))
        #expect(exact.bytes == [UInt8](repeating: 7, count: room) + [UInt8](repeating: 8, count: room * 3))
    }
}
