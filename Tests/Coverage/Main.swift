internal import Testing

/// Runs every test that is linked in, as SwiftPM's own runner does.
@main
struct Main {
    static func main() async { await Testing.__swiftPMEntryPoint() as Never }
}
