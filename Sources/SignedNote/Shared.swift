/// A value behind a reference: handing it on costs one count instead of one for everything in it.
package final class Shared<Value: Sendable>: Sendable {
    /// The value.
    package let value: Value

    /// Puts a value behind a reference.
    package init(_ value: Value) { self.value = value }
}
