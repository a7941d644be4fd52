internal import DurableFile
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// Which column of a table of orders says what: the names of `issue`'s options, without their dashes.
struct BatchColumns {
    /// Every column there is; those that may hold several values take them separated by spaces, limits by semicolons.
    static let known = [
        "order", "customer", "request", "product", "installation", "url", "staging-url", "recovery-url", "versions",
        "host", "term", "expires", "maintenance-until", "trial", "starts", "feature", "limit", "grace-days",
        "mismatch-days", "on-expiry", "on-revocation", "note", "reason",
    ]

    private let places: [String: Int]
    private let count: Int

    /// Reads the first row.
    init(_ header: CSVRows.Row?) throws(Failure) {
        guard let header else {
            throw Failure(
                "the table of orders is empty", hint: "its first row names the columns: order, customer, …")
        }
        var places: [String: Int] = [:]
        for (place, name) in header.fields.enumerated() {
            guard Self.known.contains(name) else {
                throw Failure(
                    "'\(name)' is no column of a table of orders",
                    hint: "known are: \(Self.known.joined(separator: ", "))")
            }
            guard places.updateValue(place, forKey: name) == nil else {
                throw Failure("the column '\(name)' stands twice", hint: "name every column once")
            }
        }
        for name in ["order", "customer"] where places[name] == nil {
            throw Failure(
                "the table of orders has no column '\(name)'",
                hint: "every order needs a number of its own and a customer")
        }
        self.places = places
        count = header.fields.count
    }

    /// The fields of a row by column; empty ones are left out.
    func fields(of row: CSVRows.Row) throws(Failure) -> BatchRow {
        guard row.fields.count == count else {
            throw Failure(
                "\(row.fields.count) fields where the first row has \(count)", hint: "quote fields that hold commas")
        }
        return BatchRow(
            line: row.line, values: places.compactMapValues { row.fields[$0].isEmpty ? nil : row.fields[$0] })
    }
}

/// An order in a table.
struct BatchRow {
    /// The row's first line in the table.
    let line: Int
    fileprivate let values: [String: String]

    /// The order's number, as far as there is one; for the report.
    var number: String { values["order"] ?? "" }

    /// Reads the order.
    ///
    /// - Parameters:
    ///   - folder: the folder that requests are named from.
    ///   - product: the product where the row and its request name none.
    func order(in folder: String, product usual: Token?) throws(Failure) -> IssueOrder {
        guard let number = values["order"] else { throw Failure("the order has no number", hint: "number it") }
        guard let customer = values["customer"] else { throw Failure("the order has no customer", hint: "name one") }
        var terms = LicenseOrder(customer: try TypedTerms.displayName(customer, "customer"))
        terms.length = try length()
        terms.firstDay = try value("starts")
        terms.installations = try TypedTerms.installations(list("installation"))
        terms.urls = try TypedTerms.urls(list("url"), staging: list("staging-url"), recovery: list("recovery-url"))
        terms.versions = try values["versions"].map(TypedRange.versions)
        terms.host = try values["host"].map(TypedRange.host)
        terms.features = try list("feature").map { text throws(Failure) in try Self.value(text, "feature") }
        terms.limits = try (values["limit"] ?? "").split(separator: ";").map { text throws(Failure) in
            try Self.value(Self.trimmed(text), "limit")
        }
        terms.graceDays = try value("grace-days")
        let mismatch: DayCount? = try value("mismatch-days")
        terms.mismatchDays = mismatch.flatMap { $0.value > 0 ? $0 : nil }
        terms.onExpiry = try value("on-expiry")
        terms.onRevocation = try value("on-revocation")
        terms.note = try values["note"].map { text throws(Failure) in try TypedTerms.displayName(text, "note") }
        let request = try values["request"].map { path throws(Failure) in
            try IncomingRequest.read([FileArgument(argument: path.hasPrefix("/") ? path : "\(folder)/\(path)")])
        }
        let named: Token? = try value("product")
        guard let product = named ?? request?.request.product ?? usual else {
            throw Failure("no product is named", hint: "fill the column 'product', or name --product ID")
        }
        if request == nil, terms.installations == nil {
            throw Failure(
                "no installation is named", hint: "fill the column 'request', or 'installation' (an ID, or any)")
        }
        var order = IssueOrder(terms, product: product, request: request, number: try OrderNumber.read(number))
        order.reason = values["reason"] ?? ""
        return order
    }

    private func length() throws(Failure) -> LicenseOrder.Length {
        let term: Term? = try value("term")
        let expires: CivilDate? = try value("expires")
        let trial: Term? = try value("trial")
        let maintenance = values["maintenance-until"]
        if [term != nil, expires != nil, trial != nil, maintenance != nil].count(where: { $0 }) > 1 {
            throw Failure(
                "term, expires, maintenance-until and trial exclude each other", hint: "fill one of them")
        }
        if let term { return .term(term) }
        if let expires { return .lastDay(expires) }
        if let trial { return .trial(trial) }
        return try maintenance.map { text throws(Failure) in .perpetual(maintenance: try TypedTerms.maintenance(text)) }
            ?? .catalogTerm
    }

    private func list(_ column: String) -> [String] {
        (values[column] ?? "").split(separator: " ").map(String.init)
    }

    private func value<Value: CanonicalValue>(_ column: String) throws(Failure) -> Value? {
        try values[column].map { text throws(Failure) in try Self.value(text, column) }
    }

    private static func value<Value: CanonicalValue>(_ text: String, _ column: String) throws(Failure) -> Value {
        guard let value = Value(Array(text.utf8)[...]) else {
            throw Failure("'\(text)' cannot be the \(column)", hint: "write it as 'issue' takes --\(column)")
        }
        return value
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " })
    }
}
