internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor product`: what is sold.
struct ProductCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "product", abstract: "Add a product, and write the file that ships with its releases.",
        discussion: """
            Example:

              latchkey-vendor product add my-plugin --title "My plugin"
              latchkey-vendor product export my-plugin -o latchkey.product
            """,
        subcommands: [ProductAdd.self, ProductExport.self, ProductScaffold.self])
}

/// `latchkey-vendor product add`.
struct ProductAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a product, and the terms that its licenses have by default.",
        discussion: """
            Example:

              latchkey-vendor product add my-plugin --title "My plugin" \\
                --feature reports --term 1y
            """)

    @Argument(help: ArgumentHelp("The product's name for programs.", valueName: "id"))
    var product: ValueArgument<Token>

    @Option(name: .long, help: ArgumentHelp("The product's name for people.", valueName: "text"))
    var title: String

    @Option(name: .long, help: ArgumentHelp("A feature that can be licensed; may be repeated.", valueName: "name"))
    var feature: [ValueArgument<Token>] = []

    @Option(name: .long, help: ArgumentHelp("How long a license runs: 1y, 18m, 30d.", valueName: "term"))
    var term: ValueArgument<Term>?

    @Option(
        name: .long,
        help: ArgumentHelp("Covered releases: any, '>=2.0 <3.0', '^2.1'.", valueName: "range"))
    var versions: String?

    @Option(name: .long, help: ArgumentHelp("Days of full function after the end; else 7.", valueName: "days"))
    var graceDays: ValueArgument<DayCount>?

    @Option(
        name: .long, help: ArgumentHelp("What is left then: read-only or off.", valueName: "mode"),
        completion: .reducedModes)
    var onExpiry: ValueArgument<ReducedMode>?

    @Option(
        name: .long, help: ArgumentHelp("What is left after a revocation: trial or off.", valueName: "mode"),
        completion: .revokedModes)
    var onRevocation: ValueArgument<RevokedMode>?

    @Option(
        name: .long, help: ArgumentHelp("What an unlicensed copy may do: read-only or off.", valueName: "mode"),
        completion: .reducedModes)
    var unlicensed: ValueArgument<ReducedMode>?

    @Option(name: .long, help: ArgumentHelp("Days that a copy may be tried without a license.", valueName: "days"))
    var trialDays: ValueArgument<DayCount>?

    @Option(name: .long, help: ArgumentHelp("A feature of that trial; may be repeated.", valueName: "name"))
    var trialFeature: [ValueArgument<Token>] = []

    @Flag(name: .long, help: "Releases take licenses only with a log proof.")
    var requireLogProof = false

    @Option(name: .long, help: ArgumentHelp("How often a license may move; else 2.", valueName: "number"))
    var moves: ValueArgument<Decimal>?

    @OptionGroup var workspace: WorkspaceOptions

    func validate() throws {
        if !trialFeature.isEmpty, trialDays.map({ $0.value == .zero }) ?? true {
            throw ValidationError("--trial-feature needs --trial-days")
        }
    }

    func run() throws {
        let workspace = try workspace.open()
        guard let title = DisplayName(typed: title) else {
            throw Failure(SignerError.invalidValue(title, of: "title"))
        }
        guard let year = Term(Array("1y".utf8)[...]), let week = DayCount(7) else { return }
        let entry = CatalogEntry(
            product: product.value, title: title, features: feature.map(\.value), term: term?.value ?? year,
            versions: try versions.map(TypedRange.versions) ?? .any, graceDays: graceDays?.value ?? week,
            onExpiry: onExpiry?.value ?? .readOnly, onRevocation: onRevocation?.value ?? .trial,
            unlicensed: unlicensed?.value ?? .off, trialDays: trialDays?.value ?? .zero,
            trialFeatures: trialFeature.map(\.value), requiresLogProof: requireLogProof,
            moves: moves?.value ?? CatalogEntry.usualMoves)
        do throws(LedgerError) { try workspace.add(entry, now: Machine.now()) } catch { throw Failure(error) }
        Console.talk("added \(product.value.text.string); ship its product file: latchkey-vendor product export")
    }
}

/// `latchkey-vendor product export`.
struct ProductExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the product file that ships inside a release: the customer's trust anchor.",
        discussion: """
            Example:

              latchkey-vendor product export my-plugin --app-version 2.1.0 \\
                -o latchkey.product
            """)

    @Argument(help: ArgumentHelp("The product.", valueName: "id"))
    var product: ValueArgument<Token>

    @Option(name: .long, help: ArgumentHelp("The release; else 1.0.0.", valueName: "version"))
    var appVersion: ValueArgument<Version>?

    @Option(name: .long, help: ArgumentHelp("When the release was built; else today.", valueName: "date"))
    var buildDate: ValueArgument<CivilDate>?

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the product file.", valueName: "file"))
    var output = FileArgument(argument: "-")

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
        let workspace = try workspace.open()
        let file = try ProductFile.make(
            product.value, in: workspace, version: appVersion?.value, built: buildDate?.value, now: Machine.now())
        try output.write(file.bytes, force: force)
        if output.path != "-" { Console.talk("wrote \(output.name); ship it inside \(file.version.text.string)") }
    }
}

/// Product files as this command line makes them.
enum ProductFile {
    /// The product file of a release; by default of release 1.0.0, built today.
    static func make(
        _ product: Token, in workspace: Workspace, version: Version?, built: CivilDate?, now: Timestamp
    ) throws(Failure) -> Product {
        guard let version = version ?? Version(Array("1.0.0".utf8)[...]) else {
            throw Failure("there is no version", status: .usage)
        }
        do throws(LedgerError) {
            return try workspace.productFile(
                try workspace.entry(product), version: version, built: (built ?? now.date).midnight)
        } catch {
            throw Failure(error)
        }
    }
}
