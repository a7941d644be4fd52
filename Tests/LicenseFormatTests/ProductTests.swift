import Fixtures
import LicenseFormat
import SignedNote
import Testing

/// What a product file is, whether it is read in full or trusted as it is (docs/spec/product.md).
@Suite("A product file")
struct ProductTests {
    @Test("says whether a license needs a log proof, and says so again where it is read")
    func logProof() throws {
        for (isRequired, line) in [(true, "\nlog-proof required\n"), (false, "\nlog-proof optional\n")] {
            let product = try TestVendor().product { $0.requiresLogProof = isRequired }
            #expect(product.bytes.string.contains(line))
            #expect(try Product(parsing: product.bytes[...]) == product)
        }
    }

    @Test("is equal to another of the same bytes, and to no other")
    func equality() throws {
        let (one, same) = (try TestVendor().product(), try TestVendor().product())
        let other = try TestVendor().product { $0.requiresLogProof = true }
        #expect(one == same && one == one && one != other)
    }

    @Test("is refused where its keyring is no note, but trusted as it is at a load")
    func trusted() throws {
        let vendor = try TestVendor()
        let text = try vendor.keyring().text
        let product = try vendor.product()
        let file = (product.bytes.dropLast(product.keyringNote.count) + text + "\n— k\n".bytes)[...]
        #expect(throws: FormatError(.note(.notANote), line: 14)) { try Product(parsing: file) }
        #expect(try Product(trusting: file).bytes[...] == file)
        #expect(try Product(trusting: file).keyringText == text[...])
    }

    @Test("is trusted with a root line that is no key, which counts as none")
    func rootLines() throws {
        let product = try TestVendor().product()
        let root = "root \(try TestVendor().roots[0].key.text.string)\n"
        let text = try product.bytes.string.replacingOnce(root, "root none\n\(root)")
        #expect { try Product(parsing: text.bytes) } throws: { ($0 as? FormatError)?.reason == .invalidValue }
        let trusted = try Product(trusting: text.bytes)
        #expect(trusted.roots.keys == product.roots.keys)
        #expect(trusted.bytes[...] == text.bytes)
    }

    /// A product file of so many bytes, by as many of the vendor's own lines as that takes.
    static func product(bytes count: Int) throws -> [UInt8] {
        let product = try TestVendor().product()
        let rest = count - product.bytes.count
        let lines = (rest + 265) / 266
        return try TestVendor().product {
            $0.extensions = try (0..<lines).map { index in
                let length = rest / lines + (index < rest % lines ? 1 : 0)
                let digits = "\(index)"
                let key = "x-" + String(repeating: "0", count: 62 - digits.utf8.count) + digits
                let value = String(repeating: "a", count: length - 66)
                return try ExtensionLine(key: key.bytes, value: value.bytes).orFail()
            }
        }.bytes
    }

    @Test("of 262144 bytes is read, of one more it is not")
    func bounds() throws {
        let largest = try Self.product(bytes: 262_144)
        #expect(largest.count == 262_144)
        #expect(try Product(parsing: largest[...]).bytes == largest)
        let larger = try Self.product(bytes: 262_145)
        #expect(larger.count == 262_145)
        #expect(throws: FormatError(.note(.tooLarge(limit: 262_144)), line: 1)) { try Product(parsing: larger[...]) }
    }
}
