/// Why what crossed the gap is not the file that was sent.
public enum TransportError: Error, Equatable {
    /// Symbols, lengths or checks are wrong: something was changed on its way.
    case damaged
    /// What came is whole, but was packed for another installation or product.
    case otherContext
    /// Longer than a file may be.
    case tooLarge
    /// More codes or lines than there may be.
    case tooManyParts(Int)
    /// Codes or lines are missing; their numbers from 1.
    case missing([Int], of: Int)
}
