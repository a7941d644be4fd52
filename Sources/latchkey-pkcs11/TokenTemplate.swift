internal import CPKCS11

/// Attributes as PKCS #11 takes them: an array in memory that stays where it is.
final class TokenTemplate {
    private static let capacity = 16
    private let attributes = UnsafeMutablePointer<CK_ATTRIBUTE>.allocate(capacity: capacity)
    /// How many attributes there are.
    private(set) var count: CK_ULONG = 0

    /// The first attribute.
    var first: UnsafeMutablePointer<CK_ATTRIBUTE> { attributes }

    deinit {
        for index in 0..<Int(count) { attributes[index].pValue?.deallocate() }
        attributes.deallocate()
    }

    /// Adds an attribute of bytes.
    func add(_ type: CK_ATTRIBUTE_TYPE, _ value: [UInt8]) {
        precondition(count < Self.capacity)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(value.count, 1), alignment: 16)
        value.withUnsafeBytes {
            memory.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(memory), byteCount: $0.count)
        }
        (attributes + Int(count)).initialize(
            to: CK_ATTRIBUTE(type: type, pValue: memory, ulValueLen: CK_ULONG(value.count)))
        count += 1
    }

    /// Adds an attribute that is a number.
    func add(_ type: CK_ATTRIBUTE_TYPE, _ value: CK_ULONG) { add(type, withUnsafeBytes(of: value) { Array($0) }) }

    /// Adds an attribute that is true or false.
    func add(_ type: CK_ATTRIBUTE_TYPE, _ value: Bool) { add(type, [value ? 1 : 0]) }
}
