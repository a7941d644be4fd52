internal import ArgumentParser
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// The terms of a license on the command line.
struct TermOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Whom the license is for.", valueName: "name"))
    var customer: String

    @Option(name: .long, help: ArgumentHelp("The product; else the request's.", valueName: "id"))
    var product: ValueArgument<Token>?

    @Option(name: .long, help: ArgumentHelp("How long it runs: 1y, 18m, 30d.", valueName: "term"))
    var term: ValueArgument<Term>?

    @Option(name: .long, help: ArgumentHelp("The last day, everywhere on Earth.", valueName: "date"))
    var expires: ValueArgument<CivilDate>?

    @Flag(name: .long, help: "For ever, for the covered releases.")
    var perpetual = false

    @Option(
        name: .long, help: ArgumentHelp("With --perpetual: the last build day, or never.", valueName: "date")
    )
    var maintenanceUntil: String?

    @Option(name: .long, help: ArgumentHelp("A trial of this length.", valueName: "term"))
    var trial: ValueArgument<Term>?

    @Option(name: .long, help: ArgumentHelp("The first day; else today.", valueName: "date"))
    var starts: ValueArgument<CivilDate>?

    @Option(name: .long, help: ArgumentHelp("An installation ID, or any; may be repeated.", valueName: "id"))
    var installation: [String] = []

    @Option(name: .long, help: ArgumentHelp("A production URL, or any; may be repeated.", valueName: "url"))
    var url: [String] = []

    @Option(name: .long, help: ArgumentHelp("The URL of a copy for tests; may be repeated.", valueName: "url"))
    var stagingUrl: [String] = []

    @Option(name: .long, help: ArgumentHelp("The URL of a stand-in; may be repeated.", valueName: "url"))
    var recoveryUrl: [String] = []

    @Option(name: .long, help: ArgumentHelp("Covered releases: any, '>=2.0 <3.0', '^2.1'.", valueName: "range"))
    var versions: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Covered host releases: 'glpi >=10.0 <12.0'.", valueName: "name range"))
    var host: String?

    @Option(name: .long, help: ArgumentHelp("A granted feature; may be repeated.", valueName: "name"))
    var feature: [ValueArgument<Token>] = []

    @Option(name: .long, help: ArgumentHelp("A granted number: 'seats 50'; may be repeated.", valueName: "name number"))
    var limit: [ValueArgument<Limit>] = []

    @Option(name: .long, help: ArgumentHelp("Days of full function after the end.", valueName: "days"))
    var graceDays: ValueArgument<DayCount>?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Days of full function elsewhere, from first sight.", valueName: "days")
    )
    var mismatchDays: ValueArgument<DayCount>?

    @Option(
        name: .long, help: ArgumentHelp("What is left then: read-only or off.", valueName: "mode"),
        completion: .reducedModes)
    var onExpiry: ValueArgument<ReducedMode>?

    @Option(
        name: .long, help: ArgumentHelp("What is left after a revocation: trial or off.", valueName: "mode"),
        completion: .revokedModes)
    var onRevocation: ValueArgument<RevokedMode>?

    @Option(name: .long, help: ArgumentHelp("A remark, readable by the customer.", valueName: "text"))
    var note: String?

    @Option(name: .long, help: ArgumentHelp("Your own line: 'x-order 4711'; may be repeated.", valueName: "line"))
    var extra: [String] = []

    func validate() throws {
        if [term != nil, expires != nil, perpetual, trial != nil].count(where: { $0 }) > 1 {
            throw ValidationError("--term, --expires, --perpetual and --trial exclude each other")
        }
        if perpetual != (maintenanceUntil != nil) {
            throw ValidationError("--perpetual and --maintenance-until DATE (or never) belong together")
        }
    }

    /// The order that the options make.
    func order() throws(Failure) -> LicenseOrder {
        var order = LicenseOrder(customer: try TypedTerms.displayName(customer, "customer"))
        order.length = try length()
        order.firstDay = starts?.value
        order.installations = try TypedTerms.installations(installation)
        order.urls = try TypedTerms.urls(url, staging: stagingUrl, recovery: recoveryUrl)
        order.versions = try versions.map(TypedRange.versions)
        order.host = try host.map(TypedRange.host)
        order.features = feature.map(\.value)
        order.limits = limit.map(\.value)
        order.graceDays = graceDays?.value
        // A license spells no such days by leaving the line out.
        order.mismatchDays = mismatchDays.flatMap { $0.value.value > 0 ? $0.value : nil }
        order.onExpiry = onExpiry?.value
        order.onRevocation = onRevocation?.value
        if let note { order.note = try TypedTerms.displayName(note, "note") }
        for line in extra { order.extensions.append(try TypedTerms.extensionLine(line)) }
        return order
    }

    private func length() throws(Failure) -> LicenseOrder.Length {
        if let term { return .term(term.value) }
        if let expires { return .lastDay(expires.value) }
        if let trial { return .trial(trial.value) }
        guard perpetual, let maintenanceUntil else { return .catalogTerm }
        return .perpetual(maintenance: try TypedTerms.maintenance(maintenanceUntil))
    }
}

extension CompletionKind {
    /// The values of a `ReducedMode`.
    static var reducedModes: CompletionKind { .list(["read-only", "off"]) }
    /// The values of a `RevokedMode`.
    static var revokedModes: CompletionKind { .list(["trial", "off"]) }
}
