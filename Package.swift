// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target: warnings are errors, imports are internal and say what they use.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]


let package = Package(
    name: "latchkey",
    products: [
        .library(name: "LicenseVerifier", targets: ["SignedNote", "LicenseFormat", "LicenseVerifier"]),
    ],
    dependencies: [
    ],
    targets: [
        // The client core: no Foundation, no existentials, no traps; also compiled as Embedded Swift.
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(name: "SignedNote", dependencies: ["CSodium"], swiftSettings: strict),
        .target(name: "LicenseFormat", dependencies: ["SignedNote"], swiftSettings: strict),
        .target(name: "LicenseVerifier", dependencies: ["LicenseFormat", "SignedNote"], swiftSettings: strict),

        // Tests.
        .target(
            name: "Fixtures", dependencies: ["LicenseFormat", "SignedNote"], path: "Tests/Fixtures",
            swiftSettings: strict),
        .testTarget(name: "SignedNoteTests", dependencies: ["SignedNote", "Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "LicenseFormatTests", dependencies: ["LicenseFormat", "SignedNote", "Fixtures"], swiftSettings: strict
        ),
        .testTarget(
            name: "LicenseVerifierTests", dependencies: ["LicenseVerifier", "LicenseFormat", "SignedNote", "Fixtures"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
