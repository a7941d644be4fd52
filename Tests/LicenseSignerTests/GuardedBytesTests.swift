import DurableFile
import Fixtures
import LicenseSigner
import Testing

@Suite("Guarded memory")
struct GuardedBytesTests {
    /// The line `VmFlags` and the access rights of the mapping that holds an address, from /proc/self/smaps.
    private func mapping(of address: UInt) throws -> (rights: Substring, flags: [Substring]) {
        let smaps = try BoundedRead.file("/proc/self/smaps", limit: 16 << 20)
        let lines = String(decoding: smaps, as: UTF8.self).split(separator: "\n")
        var rights: Substring?
        for line in lines {
            let words = line.split(separator: " ")
            let bounds = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            if bounds.count == 2 {
                rights = (bounds[0]..<bounds[1]).contains(address) ? words[1] : nil
            } else if words[0] == "VmFlags:", let rights {
                return (rights, Array(words.dropFirst()))
            }
        }
        throw KeyError.noGuardedMemory
    }

    @Test("a secret's memory is left out of core dumps and cannot be read while nobody uses it")
    func flags() throws {
        let bytes = try GuardedBytes(count: 32)
        var address: UInt = 0
        try bytes.write { memory in
            memory.copyBytes(from: Array("a seed of thirty-two bytes, here".utf8))
            address = UInt(bitPattern: memory.baseAddress)
            let mapping = try mapping(of: address)
            #expect(mapping.rights.hasPrefix("rw"))
            #expect(mapping.flags.contains("dd"), "left out of core dumps (MADV_DONTDUMP)")
        }
        let idle = try mapping(of: address)
        #expect(idle.rights.hasPrefix("---"))
        #expect(idle.flags.contains("dd"))
        let text = bytes.read { String(decoding: $0, as: UTF8.self) }
        #expect(text == "a seed of thirty-two bytes, here")
        assure("S19", tried: 2, "states of a secret's memory, in use and idle")
    }

    @Test("whoever reads first does not take the memory away from the others when done")
    func readers() throws {
        let bytes = try GuardedBytes(count: 32)
        var address: UInt = 0
        try bytes.read { memory in
            address = UInt(bitPattern: memory.baseAddress)
            bytes.read { _ in }
            let mapping = try mapping(of: address)
            #expect(mapping.rights.hasPrefix("r--"))
        }
        let idle = try mapping(of: address)
        #expect(idle.rights.hasPrefix("---"))
    }
}
