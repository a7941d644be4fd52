internal import LicenseLedger
internal import Terminal

/// A vendor's own number of an order.
enum OrderNumber {
    /// Reads 1 to 100 visible ASCII characters.
    static func read(_ text: String) throws(Failure) -> String {
        guard IssueOrder.isNumber(text) else {
            throw Failure(
                "'\(text)' cannot be an order number", hint: "use 1 to 100 visible ASCII characters without spaces",
                status: .usage)
        }
        return text
    }
}
