/// A good license file and what it is imported with, for tests that damage it themselves.
package struct Specimen: Sendable {
    package let file: String
    package let product: String
    package let installationKey: [UInt8]
    package let time: String
}

/// One license by the license key, for the installation that most vectors are about.
package let specimen = Specimen(
    file: Document.license.signed(.license), product: productFile, installationKey: TestKey.here.publicKey,
    time: Scene.defaultTime)
