internal import DurableFile

/// A passphrase in guarded memory, never empty.
public struct Passphrase: ~Copyable {
    /// The most bytes of a passphrase.
    public static let byteLimit = 1024

    private let memory: GuardedBytes
    private let count: Int

    /// Takes bytes; the caller's copy is the caller's to erase.
    ///
    /// - Throws: ``KeyError/emptyPassphrase(source:)``, ``KeyError/passphraseTooLong(source:limit:)``.
    public init(_ bytes: borrowing [UInt8]) throws(KeyError) {
        guard bytes.count > 0 else { throw .emptyPassphrase(source: "the program") }
        guard bytes.count <= Self.byteLimit else {
            throw .passphraseTooLong(source: "the program", limit: Self.byteLimit)
        }
        memory = try GuardedBytes(count: bytes.count)
        count = bytes.count
        memory.write { target in bytes.withUnsafeBytes { target.copyMemory(from: $0) } }
    }

    private init(memory: consuming GuardedBytes, count: Int) {
        self.memory = memory
        self.count = count
    }

    /// The first line of a regular file, without its line end.
    public static func file(_ path: String) throws(KeyError) -> Passphrase {
        let file: OpenFile
        do throws(FileError) {
            file = try OpenFile.regular(path)
        } catch {
            throw .file(error)
        }
        return try line(of: file.descriptor, source: "'\(path)'")
    }

    /// The next line of an open descriptor, without its line end; not a byte behind that line is read.
    public static func descriptor(_ descriptor: Int32) throws(KeyError) -> Passphrase {
        try line(of: descriptor, source: "descriptor \(descriptor)")
    }

    /// Reads up to a newline or the end. A carriage return before the newline belongs to the line end.
    ///
    /// - Parameter ready: called before each byte; may wait, and may give up.
    static func line(
        of descriptor: Int32, source: String, ready: () throws(KeyError) -> Void = {}
    ) throws(KeyError) -> Passphrase {
        let memory = try GuardedBytes(count: byteLimit + 2)
        var count = 0
        try memory.write { bytes throws(KeyError) in
            while count < bytes.count {
                try ready()
                let next = UnsafeMutableRawBufferPointer(rebasing: bytes[count..<(count + 1)])
                guard try read(descriptor, source: source, into: next) > 0 else { return }
                if bytes[count] == UInt8(ascii: "\n") {
                    if count > 0, bytes[count - 1] == UInt8(ascii: "\r") { count -= 1 }
                    return
                }
                count += 1
            }
        }
        guard count > 0 else { throw .emptyPassphrase(source: source) }
        guard count <= byteLimit else { throw .passphraseTooLong(source: source, limit: byteLimit) }
        return Passphrase(memory: memory, count: count)
    }

    private static func read(
        _ descriptor: Int32, source: String, into buffer: UnsafeMutableRawBufferPointer
    ) throws(KeyError) -> Int {
        do throws(FileError) {
            return try OpenFile.read(descriptor, path: source, into: buffer)
        } catch {
            throw .file(error)
        }
    }

    /// The same passphrase once more, for another key.
    public borrowing func copy() throws(KeyError) -> Passphrase {
        let twin = try GuardedBytes(count: count)
        read { bytes in twin.write { $0.copyMemory(from: bytes) } }
        return Passphrase(memory: twin, count: count)
    }

    /// Lends the bytes.
    package borrowing func read<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try memory.read { bytes throws(Failure) in try body(UnsafeRawBufferPointer(rebasing: bytes[..<count])) }
    }
}
