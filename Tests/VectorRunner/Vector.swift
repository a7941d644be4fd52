internal import SignedNote

/// One vector file taken apart: lines `key: value`, an empty line, the payload up to the last byte.
struct Vector {
    /// The most bytes that a vector file may have.
    static let largest = 1 << 20

    /// What a vector is made of, in the order of the file.
    private let headers: [(key: Bytes, value: Bytes)]
    /// What follows the empty line, as often as the header `repeat` says.
    let payload: Bytes

    /// Nil when a header line is not one, or its key is none that a vector has.
    init?(parsing file: Bytes) {
        guard file.count <= Self.largest else { return nil }
        var headers: [(key: Bytes, value: Bytes)] = []
        var rest = file
        while true {
            guard let end = rest.firstIndex(of: newline) else { return nil }
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line[colon...].hasPrefix(": "),
                Self.keys.contains(where: { line[..<colon].equals($0) })
            else { return nil }
            headers.append((line[..<colon], line[(colon + 2)...]))
        }
        self.headers = headers
        guard let times = headers.first(where: { $0.key.equals("repeat") })?.value else {
            payload = rest
            return
        }
        guard let count = number(times), count * rest.count <= Self.largest else { return nil }
        payload = Bytes((0..<count).flatMap { _ in rest })
    }

    /// The first value of a key.
    func value(_ key: StaticString) -> Bytes? { values(key).first }

    /// Every value of a key, in order.
    func values(_ key: StaticString) -> [Bytes] {
        headers.filter { $0.key.equals(key) }.map { $0.value }
    }

    /// The words of a key's value, none when the key is not there.
    func words(_ key: StaticString) -> [Bytes] {
        value(key)?.split(separator: UInt8(ascii: " ")) ?? []
    }

    /// The payload of operations on a single value: a final newline does not belong to it.
    var line: Bytes { payload.last == newline ? payload.dropLast() : payload }

    /// Every key that a header line can have; `comment` and `expect` are for readers and for whoever compares.
    private static let keys: [StaticString] = [
        "comment", "operation", "expect", "repeat", "show", "vkey", "type", "wildcard", "range", "version", "left",
        "right", "variant", "key", "message", "signature", "time", "import-time", "url", "host", "feature",
        "installation-key", "product", "state", "file", "fact", "evidence", "visits",
    ]
}

/// A small number in decimal.
func number(_ text: Bytes) -> Int? {
    guard (1...7).contains(text.count) else { return nil }
    var value = 0
    for digit in text {
        guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
        value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
}
