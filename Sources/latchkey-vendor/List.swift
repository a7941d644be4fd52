internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import Terminal

/// `latchkey-vendor list`: the licenses of the ledger.
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List licenses: number, last day, state, product, customer.",
        discussion: """
            All of them, or those that the options ask for together. Example:

              latchkey-vendor list --expiring 60d --csv > renewals.csv
            """)

    @OptionGroup(title: "Which") var filter: LicenseFilter
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var table: TableOptions

    func run() throws {
        let now = Machine.now()
        try LicenseTable(options: table).write(try filter.query(now: now), in: try workspace.open(), now: now)
    }
}

/// `latchkey-vendor search`: the licenses that something is about.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find licenses by what you have at hand.",
        discussion: """
            That is the number of a license or an order, an installation ID, or a part of a customer's name or of a
            URL. Example:

              latchkey-vendor search acme
            """)

    @Argument(help: "What to look for.")
    var text: String

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var table: TableOptions

    func validate() throws {
        if text.isEmpty { throw ValidationError("say what to look for") }
    }

    func run() throws {
        let workspace = try workspace.open()
        let now = Machine.now()
        for query in try Self.queries(text, in: workspace)
        where try LicenseTable(options: table).write(query, in: workspace, now: now, evenEmpty: false) > 0 { return }
        throw Failure(
            "nothing is known of '\(text)'", hint: "try a shorter part of the name; see 'latchkey-vendor list'")
    }

    /// The questions that the text can be meant as; the first one with an answer counts.
    private static func queries(_ text: String, in workspace: Workspace) throws(Failure) -> [LicenseQuery] {
        let bytes = Array(text.utf8)[...]
        var queries: [LicenseQuery] = []
        func add(_ edit: (inout LicenseQuery) -> Void) {
            var query = LicenseQuery()
            edit(&query)
            queries.append(query)
        }
        if let id = LicenseID(bytes) { add { $0.id = id } }
        if let id = InstallationID(forgiving: bytes) { add { $0.installation = id } }
        add { $0.order = text }
        add { $0.customer = TypedTerms.part(ofName: text) }
        add { $0.url = text }
        return queries
    }
}
