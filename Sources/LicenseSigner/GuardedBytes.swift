internal import CSodium
internal import Synchronization

/// Bytes in memory of libsodium's own: between guard pages, never swapped where the system allows that, kept out of
/// core dumps, unreadable while unused, zeroed before they are freed. There is no description of them.
///
/// Threads may read them at once. The compiler cannot know that of a pointer: whoever writes is still alone with the
/// bytes, and what their memory allows changes under a lock.
package struct GuardedBytes: ~Copyable, @unchecked Sendable {
    /// How many bytes there are.
    package let count: Int
    private let base: UnsafeMutableRawPointer
    /// How many read at the moment; the first makes the memory readable, and the last ends that.
    private let readers = Mutex(0)

    /// Takes memory; what is in it means nothing yet.
    package init(count: Int) throws(KeyError) {
        guard sodium_init() >= 0, let base = sodium_malloc(count) else { throw .noGuardedMemory }
        self.count = count
        self.base = base
        _ = sodium_mprotect_noaccess(base)
    }

    deinit { sodium_free(base) }

    /// Makes the bytes readable while `body` runs.
    package borrowing func read<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        readers.withLock { readers in
            if readers == 0 { _ = sodium_mprotect_readonly(base) }
            readers += 1
        }
        defer {
            readers.withLock { readers in
                readers -= 1
                if readers == 0 { _ = sodium_mprotect_noaccess(base) }
            }
        }
        return try body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// Makes the bytes writable while `body` runs. Must not be nested on the same bytes, nor run while they are read.
    package borrowing func write<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        _ = sodium_mprotect_readwrite(base)
        defer { _ = sodium_mprotect_noaccess(base) }
        return try body(UnsafeMutableRawBufferPointer(start: base, count: count))
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes as C wants them. Memory of which there is some has an address.
    var pointer: UnsafePointer<UInt8> {
        guard let baseAddress else { preconditionFailure("no memory") }
        return baseAddress.assumingMemoryBound(to: UInt8.self)
    }

    /// The same for C functions that speak of text.
    var characters: UnsafePointer<CChar> { UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self) }
}

extension UnsafeMutableRawBufferPointer {
    /// The bytes as C wants them. Memory of which there is some has an address.
    var pointer: UnsafeMutablePointer<UInt8> {
        guard let baseAddress else { preconditionFailure("no memory") }
        return baseAddress.assumingMemoryBound(to: UInt8.self)
    }

    /// The same for C functions that speak of text.
    var characters: UnsafeMutablePointer<CChar> {
        UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: CChar.self)
    }
}

extension UnsafeRawBufferPointer {
    /// Whether the bytes begin with the UTF-8 of `literal`.
    func hasPrefix(_ literal: StaticString) -> Bool {
        literal.withUTF8Buffer { starts(with: $0) }
    }
}
