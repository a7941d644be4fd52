public import ArgumentParser
public import LicenseFormat
internal import SignedNote

/// An option's value that has one spelling in documents: `--expires 2027-11-21`, `--versions ">=2.0 <3.0"`.
public struct ValueArgument<Value: CanonicalValue>: ExpressibleByArgument, Sendable {
    /// The value.
    public let value: Value

    /// Nil when the text is not the value's spelling; the parser then says which option was wrong.
    public init?(argument: String) {
        guard let value = Value(Array(argument.utf8)[...]) else { return nil }
        self.value = value
    }
}
