internal import ArgumentParser
internal import Couriers
internal import HostNames
internal import LicenseFormat
internal import LicenseStore
internal import LicenseVerifier
internal import SignedNote
internal import Terminal

/// `latchkey request`: writes an activation request.
struct Request: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write an activation request for the vendor.",
        discussion: """
            The request names this installation, its URLs and its release, and is signed by the installation's own
            key, which is made here the first time. Example:

              latchkey request --product latchkey.product --url https://glpi.example.org \\
                -o mine.request
            """)

    @OptionGroup var installation: InstallationOptions

    @Option(name: .long, help: ArgumentHelp("The URL that people use; may be repeated.", valueName: "url"))
    var url: [String] = []

    @Option(name: .long, help: ArgumentHelp("The URL of a copy for tests; may be repeated.", valueName: "url"))
    var stagingUrl: [String] = []

    @Option(name: .long, help: ArgumentHelp("The URL of a stand-in; may be repeated.", valueName: "url"))
    var recoveryUrl: [String] = []

    @Option(name: .long, help: ArgumentHelp("The host application and its release.", valueName: "name version"))
    var host: String?

    @Option(name: .long, help: ArgumentHelp("The installed release of the software.", valueName: "version"))
    var appVersion: String?

    @OptionGroup var machine: MachineOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the request.", valueName: "file"))
    var output = FileArgument(argument: "-")

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup(title: "Couriers") var couriers: CourierOptions

    func run() throws {
        let installation = try installation.find(machine)
        let context = Context(
            now: Machine.now(), version: appVersion.map { Array($0.utf8) }, host: try ContextOptions.host(host))
        let urls =
            try Self.urls(url, .production) + Self.urls(stagingUrl, .staging)
            + Self.urls(recoveryUrl, .recovery)
        if urls.isEmpty {
            throw Failure("no URL is named", hint: "name the site with --url https://…", status: .usage)
        }
        if urls.count > Limits.licenseURLs {
            throw Failure(
                "\(urls.count) URLs are named, and a request holds \(Limits.licenseURLs)",
                hint: "name the ones that people use", status: .usage)
        }
        // The software has no tables of international names, and is told the site as it was typed.
        let aliases = zip(url + stagingUrl + recoveryUrl, urls).compactMap { typed, url in
            SiteAlias(typed: Array(typed.utf8)[...], url: url.url)
        }
        try couriers.refuseUnwritable(beside: output, force: force)
        let request = try installation.update { (blob, seed) throws(StoreError) in
            var context = context
            context.facts = installation.facts(for: InstallationID(of: seed.publicKey))
            do throws(Finding) {
                let (request, state) = try makeRequest(
                    product: installation.product[...], state: blob, seed: seed, context: context, urls: urls,
                    aliases: aliases, nonce: Machine.randomBytes(16))
                return (state, request)
            } catch {
                throw .finding(error)
            }
        }
        try couriers.write(request.bytes, to: output, force: force, typedInto: "latchkey-vendor issue --typed")
        if output.path != "-" {
            Console.talk("wrote \(output.name); send it to the vendor, and import the file that comes back")
        }
    }

    private static func urls(_ texts: [String], _ use: SiteUse) throws(Failure) -> [LicensedURL] {
        var urls: [LicensedURL] = []
        for text in texts {
            do throws(TypedURLError) {
                urls.append(LicensedURL(try TypedURL.siteURL(text), use: use))
            } catch {
                throw Failure(
                    "the URL '\(text)' cannot be used: \(error.reason)",
                    hint: "write it as in the host application's settings: https://glpi.example.org", status: .usage)
            }
        }
        return urls
    }
}
