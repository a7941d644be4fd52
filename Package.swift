// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target: warnings are errors, imports are internal and say what they use.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

let package = Package(
    name: "latchkey",
    products: [
        .library(name: "LicenseVerifier", targets: ["SignedNote", "LicenseFormat", "LicenseVerifier"]),
        .executable(name: "latchkey", targets: ["latchkey"]),
        .executable(name: "latchkey-vendor", targets: ["latchkey-vendor"]),
        .executable(name: "latchkey-pkcs11", targets: ["latchkey-pkcs11"]),
        .executable(name: "vector-generator", targets: ["VectorGenerator"]),
        .executable(name: "document-generator", targets: ["DocumentGenerator"]),
        .executable(name: "vector-server", targets: ["VectorServer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // The client core: no Foundation, no existentials, no traps; also compiled as Embedded Swift.
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(name: "SignedNote", dependencies: ["CSodium"], swiftSettings: strict),
        .target(name: "LicenseFormat", dependencies: ["SignedNote"], swiftSettings: strict),
        .target(name: "LicenseVerifier", dependencies: ["LicenseFormat", "SignedNote"], swiftSettings: strict),

        // The client core behind a C interface; the Makefile builds the library and the static program from it.
        .systemLibrary(name: "CLatchkey"),
        .systemLibrary(name: "CCallMemory"),
        .target(
            name: "LatchkeyABI",
            dependencies: ["CLatchkey", "CCallMemory", "LicenseVerifier", "LicenseFormat", "SignedNote"],
            exclude: ["runtime.c", "support.c", "exports.map", "latchkey.pc.in"], swiftSettings: strict),

        // Leaves that both sides use: files that survive a power cut, what a terminal shows, names beyond ASCII.
        .systemLibrary(name: "CPosix"),
        .target(name: "DurableFile", dependencies: ["CPosix", system], swiftSettings: strict),
        .target(
            name: "Terminal", dependencies: ["LicenseFormat", "SignedNote", "DurableFile", argumentParser],
            swiftSettings: strict),
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
        .target(name: "HostNames", dependencies: ["CIDN2", "LicenseFormat", "SignedNote"], swiftSettings: strict),

        // Files in few bytes, for pictures and for voices.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "LicenseTransport", dependencies: ["CZlib", "LicenseFormat", "SignedNote"], swiftSettings: strict),

        // QR codes, written and read.
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
        .target(name: "CZXing", linkerSettings: [.linkedLibrary("ZXing")]),
        .target(
            name: "Pictures", dependencies: ["CQRencode", "CPNG", "CTurboJPEG", "CZXing", "SignedNote"],
            swiftSettings: strict),
        // What both sides say and ask when a file crosses otherwise than as a file.
        .target(
            name: "Couriers",
            dependencies: [
                "Pictures", "LicenseTransport", "Terminal", "DurableFile", "LicenseFormat", "SignedNote",
                argumentParser,
            ],
            swiftSettings: strict),

        // What both sides say about a verdict.
        .target(
            name: "VerdictText", dependencies: ["LicenseVerifier", "LicenseFormat", "SignedNote", "Terminal"],
            swiftSettings: strict),

        // The administrator's side.
        .target(
            name: "LicenseStore",
            dependencies: ["LicenseVerifier", "SignedNote", "DurableFile"],
            swiftSettings: strict),
        .executableTarget(
            name: "latchkey",
            dependencies: [
                "LicenseStore", "LicenseVerifier", "LicenseFormat", "SignedNote", "DurableFile", "Terminal",
                "HostNames", "VerdictText", "LicenseTransport", "Couriers", argumentParser,
            ],
            swiftSettings: strict),

        // The vendor's side.
        .systemLibrary(name: "CPublicSuffix", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
        .target(
            name: "LicenseSigner",
            dependencies: ["LicenseFormat", "SignedNote", "CSodium", "CPublicSuffix", "CPosix", "DurableFile"],
            swiftSettings: strict),
        .target(
            name: "LicenseLedger",
            dependencies: [
                "LicenseSigner", "LicenseFormat", "SignedNote", "DurableFile",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "latchkey-vendor",
            dependencies: [
                "LicenseLedger", "LicenseSigner", "LicenseVerifier", "LicenseFormat", "SignedNote", "DurableFile",
                "Terminal",
                "HostNames", "VerdictText", "LicenseTransport", "Couriers", argumentParser,
            ],
            swiftSettings: strict),
        // Keys in hardware: the module is loaded when the program runs, so that only its header is needed here.
        .systemLibrary(name: "CPKCS11", providers: [.apt(["libp11-kit-dev"])]),
        .executableTarget(
            name: "latchkey-pkcs11",
            dependencies: [
                "CPKCS11", "LicenseSigner", "LicenseFormat", "SignedNote", "Terminal", argumentParser,
            ],
            swiftSettings: strict),

        // Tests.
        .target(
            name: "Fixtures", dependencies: ["LicenseFormat", "SignedNote"], path: "Tests/Fixtures",
            swiftSettings: strict),
        .testTarget(name: "SignedNoteTests", dependencies: ["SignedNote", "Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "LicenseFormatTests", dependencies: ["LicenseFormat", "SignedNote", "Fixtures"], swiftSettings: strict
        ),
        .testTarget(
            name: "HostNamesTests", dependencies: ["HostNames", "LicenseFormat", "SignedNote", "Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "LicenseVerifierTests", dependencies: ["LicenseVerifier", "LicenseFormat", "SignedNote", "Fixtures"],
            swiftSettings: strict),
        // Installations that live for years; scripts and records are read as files.
        .testTarget(
            name: "LifeTests", dependencies: ["LicenseVerifier", "LicenseFormat", "SignedNote", "Fixtures"],
            exclude: ["scripts", "lives"], swiftSettings: strict),
        .testTarget(
            name: "LicenseTransportTests",
            dependencies: ["LicenseTransport", "LicenseFormat", "SignedNote", "Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "PicturesTests", dependencies: ["Pictures", "LicenseTransport", "SignedNote"], swiftSettings: strict),
        .testTarget(name: "DurableFileTests", dependencies: ["DurableFile", "Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "LicenseSignerTests",
            dependencies: ["LicenseSigner", "LicenseFormat", "SignedNote", "DurableFile", "Fixtures"],
            swiftSettings: strict),
        // They look into the ledger's rows, and change them, behind its back.
        .testTarget(
            name: "LicenseLedgerTests",
            dependencies: [
                "LicenseLedger", "LicenseSigner", "LicenseFormat", "SignedNote", "DurableFile", "Fixtures",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "latchkey-bench", dependencies: ["LicenseVerifier", "LicenseFormat", "SignedNote", "CSodium"],
            path: "Tests/Benchmarks", exclude: ["run.sh"], swiftSettings: strict),
        // Conformance vectors: what runs one, what writes them, and the test that holds both together.
        .target(
            name: "VectorRunner", dependencies: ["LicenseVerifier", "LicenseFormat", "SignedNote"],
            path: "Tests/VectorRunner", swiftSettings: strict),
        .executableTarget(
            name: "VectorGenerator", dependencies: ["LicenseFormat", "SignedNote"], path: "Tests/VectorGenerator",
            swiftSettings: strict),
        // Writes the tables of findings in the documents, and the manual pages.
        .executableTarget(
            name: "DocumentGenerator", dependencies: ["LicenseVerifier", "Terminal"], path: "Tests/DocumentGenerator",
            swiftSettings: strict),
        .executableTarget(
            name: "VectorServer", dependencies: ["VectorRunner"], path: "Tests/VectorServer", swiftSettings: strict),
        .testTarget(
            name: "VectorTests",
            dependencies: [
                "VectorRunner", "VectorGenerator", "LicenseVerifier", "LicenseFormat", "SignedNote", "Fixtures",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
