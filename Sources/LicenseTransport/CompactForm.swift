internal import CZlib
internal import LicenseFormat
public import SignedNote

/// A file in few bytes, and what proves that it came out the same (docs/spec/transport.md).
public struct CompactForm: Equatable, Sendable {
    /// Bytes in the check.
    public static let checkLength = 4

    /// The first bytes of the file's SHA-256.
    public let check: [UInt8]
    /// The file, deflated.
    public let bytes: [UInt8]

    /// Takes what was received.
    public init(check: [UInt8], bytes: [UInt8]) {
        self.check = check
        self.bytes = bytes
    }

    /// Packs a file.
    ///
    /// - Parameter context: what the reader knows already, byte for byte; it need not be carried.
    public init(packing file: Bytes, knowing context: Bytes = []) {
        check = Self.check(of: file)
        bytes = Deflate.packed(file, after: CompactDictionary.text(knowing: context))
    }

    /// The file, as it was packed.
    ///
    /// - Parameter context: the one it was packed with.
    public func unpacked(knowing context: Bytes = []) throws(TransportError) -> [UInt8] {
        let dictionary = CompactDictionary.text(knowing: context)
        let file = try Deflate.unpacked(bytes[...], after: dictionary, limit: Limits.fileBytes)
        guard Self.check(of: file[...]) == check else { throw .damaged }
        return file
    }

    private static func check(of file: Bytes) -> [UInt8] { Array(Digest.sha256(file).prefix(checkLength)) }
}

/// Deflate without a header (RFC 1951), in a window that begins with a dictionary.
private enum Deflate {
    static func packed(_ bytes: Bytes, after dictionary: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        // Only memory can be missing.
        precondition(latchkey_deflate_start(&stream) == Z_OK, "out of memory")
        defer { deflateEnd(&stream) }
        deflateSetDictionary(&stream, dictionary, UInt32(dictionary.count))
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        return run(&stream, over: bytes, room: bound) { deflate($0, Z_FINISH) }.bytes
    }

    static func unpacked(_ bytes: Bytes, after dictionary: [UInt8], limit: Int) throws(TransportError) -> [UInt8] {
        var stream = z_stream()
        precondition(latchkey_inflate_start(&stream) == Z_OK, "out of memory")
        defer { inflateEnd(&stream) }
        inflateSetDictionary(&stream, dictionary, UInt32(dictionary.count))
        // One byte more tells a file that is too large from one that is damaged.
        let (file, status) = run(&stream, over: bytes, room: limit + 1) { inflate($0, Z_FINISH) }
        if file.count > limit { throw .tooLarge }
        guard status == Z_STREAM_END, stream.avail_in == 0 else { throw .damaged }
        return file
    }

    /// One call over all bytes; what it wrote, and what it answered.
    private static func run(
        _ stream: inout z_stream, over bytes: Bytes, room: Int, _ call: (UnsafeMutablePointer<z_stream>) -> Int32
    ) -> (bytes: [UInt8], status: Int32) {
        var status = Z_OK
        var input = Array(bytes)
        let output = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(room)
                status = call(&stream)
                count = room - Int(stream.avail_out)
            }
        }
        return (output, status)
    }
}
