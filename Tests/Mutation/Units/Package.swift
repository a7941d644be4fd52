// swift-tools-version: 6.2
import PackageDescription

// The unit tests of the client core over mutated sources. `make mutants` puts this file, the sources and a link to the
// tests into a folder of their own and builds it there. LATCHKEY_MUTATED names the modules of which the tests are built.
let mutated = Context.environment["LATCHKEY_MUTATED", default: ""].split(separator: " ").map { "\($0)Tests" }
let upcoming: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "latchkey",
    targets: [
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium"),
        .target(name: "CMutant", publicHeadersPath: "."),
        .target(name: "SignedNote", dependencies: ["CSodium", "CMutant"], swiftSettings: upcoming),
        .target(name: "LicenseFormat", dependencies: ["SignedNote", "CMutant"], swiftSettings: upcoming),
        .target(
            name: "LicenseVerifier", dependencies: ["LicenseFormat", "SignedNote", "CMutant"], swiftSettings: upcoming),
        .target(
            name: "Fixtures", dependencies: ["LicenseFormat", "SignedNote"], path: "Tests/Fixtures",
            swiftSettings: upcoming),
        .testTarget(name: "SignedNoteTests", dependencies: ["SignedNote", "Fixtures"], swiftSettings: upcoming),
        .testTarget(
            name: "LicenseFormatTests", dependencies: ["LicenseFormat", "SignedNote", "Fixtures"],
            swiftSettings: upcoming),
        .testTarget(
            name: "LicenseVerifierTests", dependencies: ["LicenseVerifier", "LicenseFormat", "SignedNote", "Fixtures"],
            swiftSettings: upcoming),
    ],
    swiftLanguageModes: [.v6]
)
package.targets.removeAll { $0.type == .test && !mutated.contains($0.name) }
