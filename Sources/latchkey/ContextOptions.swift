internal import ArgumentParser
internal import HostNames
internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote
internal import Terminal

/// The present, as far as the command line knows it better than the machine.
struct ContextOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The configured URL; else the last request's.", valueName: "url"))
    var url: String?

    @Option(name: .long, help: ArgumentHelp("The running release; else the product file's.", valueName: "version"))
    var appVersion: String?

    @Option(
        name: .long, help: ArgumentHelp("The host application; else the last request's.", valueName: "name version"))
    var host: String?

    @Option(name: .long, help: ArgumentHelp("A feature to ask for; may be repeated.", valueName: "feature"))
    var feature: [String] = []

    @Option(
        name: .long, help: ArgumentHelp("When the host application last recorded anything (UTC).", valueName: "instant")
    )
    var evidence: ValueArgument<Timestamp>?

    @OptionGroup var machine: MachineOptions

    /// The context at an instant.
    func context(at now: Timestamp) throws(Failure) -> Context {
        Context(
            now: now, url: url.map(TypedURL.configured), version: appVersion.map { Array($0.utf8) },
            host: try Self.host(host), features: try Self.features(feature), evidence: evidence?.value)
    }

    /// Each feature once, sorted, so that the same question has one answer.
    private static func features(_ texts: [String]) throws(Failure) -> [Token] {
        var features: [Token] = []
        for text in texts {
            let feature = try Self.feature(text)
            if !features.contains(feature) { features.append(feature) }
        }
        return features.sorted { $0.text.precedes($1.text) }
    }

    private static func feature(_ text: String) throws(Failure) -> Token {
        guard let token = Token(string: text) else {
            throw Failure(
                "'\(text)' is not the name of a feature", hint: "use lower-case letters, digits, '-', '.' and '_'",
                status: .usage)
        }
        return token
    }

    /// Reads `glpi 10.0.18`.
    static func host(_ text: String?) throws(Failure) -> HostRelease? {
        guard let text else { return nil }
        guard let host = HostRelease(Array(text.utf8)[...]) else {
            throw Failure(
                "'\(text)' is not a host application and its release", hint: "write it as 'glpi 10.0.18'",
                status: .usage)
        }
        return host
    }
}
