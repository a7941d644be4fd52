internal import LicenseFormat
internal import SignedNote

/// The reader's own generic functions again, as functions of this module: the compiler then makes one for each type, and a
/// state is read at every load. Errors tell only that a line is wrong, which is all that is told of a state.
extension BodyReader {
    /// The value of a key that must come next.
    mutating func value<Value: CanonicalValue>(_ key: StaticString) throws(FormatError) -> Value {
        guard let value: Value = try valueIfPresent(key) else { throw missing(key) }
        return value
    }

    /// The value of a key that may come next.
    mutating func valueIfPresent<Value: CanonicalValue>(_ key: StaticString) throws(FormatError) -> Value? {
        guard let text = try text(key) else { return nil }
        guard let value = Value(text) else { throw inconsistent(key) }
        return value
    }

    /// The values of a key that may come several times.
    mutating func values<Value: CanonicalValue>(
        _ key: StaticString, atMost limit: Int
    ) throws(FormatError) -> [Value] {
        var values: [Value] = []
        for text in try texts(key, atMost: limit) {
            guard let value = Value(text) else { throw inconsistent(key) }
            values.append(value)
        }
        return values
    }
}
