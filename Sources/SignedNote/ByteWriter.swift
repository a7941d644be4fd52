/// Bytes that grow at their end, for writers that append a little at a time. Never inlined: a writer calls it in every line.
package struct ByteWriter: Sendable {
    /// Room that is written to up to `count`, so that appending is one copy.
    private var room: [UInt8]
    /// How many bytes were written.
    package private(set) var count = 0

    /// Begins with room for so many bytes.
    package init(room: Int) { self.room = [UInt8](repeating: 0, count: room) }

    /// What was written.
    package var bytes: [UInt8] { [UInt8](room.prefix(count)) }

    /// Appends a byte.
    @inline(never)
    package mutating func append(_ byte: UInt8) {
        makeRoom(for: 1)
        room[count] = byte
        count += 1
    }

    /// Appends bytes.
    package mutating func append(_ bytes: Bytes) {
        bytes.withUnsafeBytes { append($0) }
    }

    /// Appends the UTF-8 of `literal`.
    @inline(never)
    package mutating func append(_ literal: StaticString) { append(literal.rawBytes) }

    @inline(never)
    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        makeRoom(for: bytes.count)
        room.withUnsafeMutableBytes { room in
            UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: bytes)
        }
        count += bytes.count
    }

    /// Appends bytes between two quotation marks, with a character before and behind them where one is given.
    package mutating func append(
        quoted bytes: UnsafeRawBufferPointer, after head: UInt8? = nil, before tail: UInt8? = nil
    ) {
        makeRoom(for: bytes.count + 4)
        var end = count
        room.withUnsafeMutableBytes { room in
            func put(_ byte: UInt8) {
                room[end] = byte
                end += 1
            }
            if let head { put(head) }
            put(UInt8(ascii: "\""))
            UnsafeMutableRawBufferPointer(rebasing: room[end...]).copyMemory(from: bytes)
            end += bytes.count
            put(UInt8(ascii: "\""))
            if let tail { put(tail) }
        }
        count = end
    }

    private mutating func makeRoom(for more: Int) {
        if room.count - count >= more { return }
        room += [UInt8](repeating: 0, count: count + more)
    }
}
