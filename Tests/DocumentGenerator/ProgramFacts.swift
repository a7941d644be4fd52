/// What a program's page tells beyond its definition.
struct ProgramFacts: Sendable {
    let name: String
    /// When somebody last looked the page over; changed by hand.
    let revised = "2026-11-22"
    let description: [String]
    let exitStatus: [(String, String)]
    let environment: [(String, String)]
    let files: [(String, String)]
    let seeAlso: [String]

    static let all = [latchkey, vendor, tokens]

    private static let opening =
        "Results go to standard output, talk to standard error; - is standard input or output. An error is one line, and mostly a second with the next step. A run that fails leaves no output file, and no file is overwritten without --force."
    private static let done = [
        ("0", "done"), ("1", "refused"), ("2", "no answer: something could not be read or written"),
        ("64", "the command was not understood"),
    ]
    private static let looks = [
        ("NO_COLOR", "Any value turns color off on a terminal."),
        ("TERM", "The value dumb, or none, turns color off on a terminal."),
    ]

    private static let latchkey = ProgramFacts(
        name: "latchkey",
        description: [
            opening,
            "Where neither --product nor --state is given, the only installation of this machine or user is meant.",
        ],
        exitStatus: [
            ("0", "done; the mode is full or trial"),
            ("1", "the mode is read-only or off, a file was refused, or the feature asked for is not licensed"),
            ("2", "no answer: something could not be read or written"), ("64", "the command was not understood"),
        ],
        environment: [
            ("XDG_STATE_HOME, HOME", "Where the states of this user's installations are, as under FILES."),
            (
                "LC_ALL, LC_MESSAGES, LANG",
                "The first that is set decides: findings are told in French where it begins with fr."
            ),
        ] + looks,
        files: [
            ("/var/lib/latchkey/PRODUCT", "The state of an installation, where this folder exists."),
            ("$XDG_STATE_HOME/latchkey/PRODUCT, ~/.local/state/latchkey/PRODUCT", "The state otherwise. In it:"),
            ("state", "licenses, keyrings and the last imports; replaced whole"),
            ("state.previous", "the state before the last change"),
            ("installation.key", "the installation's secret key; keep a backup"),
            ("product-path", "where the product file lies"),
            ("lock", "held while the state changes"),
            ("typed-lines", "lines of a file that is being typed"),
        ],
        seeAlso: ["latchkey-findings(7)", "latchkey-vendor(1)", "latchkey-verify(1)"])

    private static let vendor = ProgramFacts(
        name: "latchkey-vendor",
        description: [
            opening,
            "Dates are days in UTC, and a license's last day ends everywhere on Earth. Passphrases come from the terminal, a file or a descriptor, never from the command line.",
        ],
        exitStatus: done,
        environment: [
            ("LOGNAME, USER", "Who works, for the ledger, where --by says nothing.")
        ] + looks,
        files: [
            ("vendor", "the vendor's name; this and the following lie in the workspace"),
            ("keys/ROLE-LABEL.key", "secret keys, mode 0600; keep a backup"),
            (
                "ledger.sqlite",
                "products, keyrings, requests, licenses, lists, repairs and receipts, and who did what; keep a backup"
            ),
            ("log/checkpoint, log/tile/", "the issuance log as others may read it"),
            ("typed-lines", "lines of a file that is being typed"),
        ],
        seeAlso: ["latchkey(1)", "latchkey-pkcs11(1)", "latchkey-findings(7)"])

    private static let tokens = ProgramFacts(
        name: "latchkey-pkcs11", description: [opening],
        exitStatus: done, environment: [],
        files: [
            (
                "FILE",
                "The module of --module is a shared library; a name without a slash is looked for as dlopen(3) does."
            )
        ],
        seeAlso: ["latchkey-vendor(1)", "p11tool(1)"])
}
