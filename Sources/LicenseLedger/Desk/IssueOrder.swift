public import LicenseFormat
public import LicenseSigner
internal import SignedNote

/// An order as it reaches the desk: what was ordered, and what it is about.
public struct IssueOrder: Sendable {
    /// What was ordered.
    public var order: LicenseOrder
    /// The product.
    public var product: Token
    /// The request that it answers.
    public var request: IncomingRequest?
    /// The vendor's own number of the order: the same number is never issued twice.
    public var number: String?
    /// Why, for the ledger.
    public var reason = ""
    /// The license that it continues.
    public var renews: LicenseID?
    /// The license that it moves to another installation.
    public var moves: LicenseID?
    /// Whether an installation may have a trial although it had one.
    public var allowsSecondTrial = false

    /// Puts an order together.
    public init(_ order: LicenseOrder, product: Token, request: IncomingRequest? = nil, number: String? = nil) {
        self.order = order
        self.product = product
        self.request = request
        self.number = number
    }

    /// Whether a text can be an order's number: 1 to 100 visible ASCII characters.
    public static func isNumber(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// What makes two orders the same: all that was ordered, and the request.
    func digest() -> String {
        var body = BodyWriter(type: "latchkey/order@v1")
        body.line("product", product.text)
        body.line("request", request.map { Digest.hex(Digest.sha256($0.note.bytes[...])) })
        body.line("renews", renews?.text)
        body.line("moves", moves?.text)
        order.write(to: &body)
        return Digest.hex(Digest.blake2b(body.text[...], length: 16)).string
    }
}

extension LicenseOrder {
    /// Everything that was ordered, each in its one spelling.
    fileprivate func write(to body: inout BodyWriter) {
        body.line("customer", customer.text)
        switch length {
        case .catalogTerm: body.line("length", [UInt8]("usual"))
        case .term(let term): body.line("term", term.text)
        case .lastDay(let day): body.line("last-day", day.text)
        case .perpetual(let day): body.line("perpetual", day?.text ?? [UInt8]("never"))
        case .trial(let term): body.line("trial", term.text)
        }
        body.line("first-day", firstDay?.text)
        if let installations {
            body.lines("installation", installations.isEmpty ? [[UInt8]("any")] : installations.map(\.text))
        }
        if let urls { body.lines("url", urls.isEmpty ? [[UInt8]("any")] : urls.map(\.text)) }
        body.line("versions", versions?.text)
        body.line("host", host?.text)
        body.lines("feature", features)
        body.lines("limit", limits)
        body.line("grace-days", graceDays?.text)
        body.line("mismatch-days", mismatchDays?.text)
        body.line("on-expiry", onExpiry?.text)
        body.line("on-revocation", onRevocation?.text)
        body.line("note", note?.text)
        body.extensions(extensions)
    }
}
