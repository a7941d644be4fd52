public import SignedNote

/// Bytes in the 45 characters that QR codes hold most of (RFC 9285).
public enum Base45 {
    private static var characters: StaticString { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" }

    /// The characters for bytes: three for two, two for a last one.
    public static func encode(_ bytes: Bytes) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 1) / 2 * 3)
        var rest = bytes
        while let first = rest.popFirst() {
            let second = rest.popFirst()
            var value = second.map { Int(first) << 8 | Int($0) } ?? Int(first)
            for _ in 0..<(second == nil ? 2 : 3) {
                text.append(characters.utf8Start[value % 45])
                value /= 45
            }
        }
        return text
    }

    /// The bytes of a text; nil when it is none that ``encode(_:)`` writes.
    public static func decode(_ text: Bytes) -> [UInt8]? {
        guard text.count % 3 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 3 * 2 + 1)
        var rest = text
        while !rest.isEmpty {
            let group = rest.prefix(3)
            rest = rest.dropFirst(3)
            var value = 0
            for character in group.reversed() {
                guard let digit = Self.value(character) else { return nil }
                value = value * 45 + digit
            }
            guard value < (group.count == 3 ? 65536 : 256) else { return nil }
            if group.count == 3 { bytes.append(UInt8(value >> 8)) }
            bytes.append(UInt8(value & 255))
        }
        return bytes
    }

    private static func value(_ character: UInt8) -> Int? {
        (0..<45).first { characters.utf8Start[$0] == character }
    }
}
