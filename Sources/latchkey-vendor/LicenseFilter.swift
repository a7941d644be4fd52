internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import Terminal

/// Which licenses a command is about.
struct LicenseFilter: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("A part of the customer's name.", valueName: "text"))
    var customer: String?

    @Option(name: .long, help: ArgumentHelp("A part of a URL.", valueName: "text"))
    var url: String?

    @Option(name: .long, help: ArgumentHelp("An installation ID.", valueName: "id"))
    var installation: String?

    @Option(name: .long, help: ArgumentHelp("A product.", valueName: "id"))
    var product: ValueArgument<Token>?

    @Option(name: .long, help: ArgumentHelp("Your number of the order.", valueName: "number"))
    var order: String?

    @Option(name: .long, help: ArgumentHelp("Ending from today on, within this time: 60d, 2m, 1y.", valueName: "term"))
    var expiring: ValueArgument<Term>?

    @Option(name: .long, help: ArgumentHelp("With a last day from this one on.", valueName: "date"))
    var endsFrom: ValueArgument<CivilDate>?

    @Option(name: .long, help: ArgumentHelp("With a last day up to this one.", valueName: "date"))
    var endsTo: ValueArgument<CivilDate>?

    func validate() throws {
        if expiring != nil, endsFrom != nil || endsTo != nil {
            throw ValidationError("--expiring excludes --ends-from and --ends-to")
        }
    }

    /// The licenses that the options ask for.
    func query(now: Timestamp) throws(Failure) -> LicenseQuery {
        var query = LicenseQuery()
        query.customer = customer.map(TypedTerms.part(ofName:))
        query.url = url
        query.installation = try installation.map { text throws(Failure) in try InstallationID.typed(text) }
        query.product = product?.value
        query.order = order
        if let expiring {
            guard let last = expiring.value.lastDay(from: now.date) else {
                throw Failure("the term ends after the year 9999", hint: "name a shorter one", status: .usage)
            }
            query.endsFrom = .end(ofLastDay: now.date)
            query.endsBefore = Timestamp.end(ofLastDay: last).adding(days: 1)
            query.sorted = .expiry
        }
        if let endsFrom { query.endsFrom = .end(ofLastDay: endsFrom.value) }
        if let endsTo { query.endsBefore = Timestamp.end(ofLastDay: endsTo.value).adding(days: 1) }
        if endsFrom != nil || endsTo != nil { query.sorted = .expiry }
        return query
    }
}
