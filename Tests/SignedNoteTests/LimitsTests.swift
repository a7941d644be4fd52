import SignedNote
import Testing

@Suite("Limits")
struct LimitsTests {
    /// The pages under docs/spec that name the number.
    static let stated: [(limit: Int, number: Int, page: String)] = [
        (Limits.fileBytes, 262_144, "README"), (Limits.fileItems, 32, "README"), (Limits.noteBytes, 65_536, "README"),
        (Limits.noteSignatures, 16, "README"), (Limits.bodyLines, 1024, "README"),
        (Limits.stateBytes, 8_388_608, "README"),
        (Limits.keyNameBytes, 255, "README"), (Limits.urlBytes, 2048, "README"), (Limits.displayNameBytes, 200, "body"),
        (Limits.versionBytes, 64, "body"), (Limits.logProofBytes, 16_384, "log"), (Limits.keyringChain, 16, "keyring"),
        (Limits.contextBytes, 65_536, "context"), (Limits.bundleBytes, 12_582_912, "bundle"),
        (Limits.bundleFindings, 128, "bundle"),
        (Limits.stateLicenses, 64, "state"), (Limits.stateRevocationLists, 16, "state"),
        (Limits.stateReceipts, 64, "state"),
        (Limits.stateImports, 50, "state"), (Limits.hostFacts, 16, "context"), (Limits.repairCandidates, 16, "import"),
    ]

    @Test("the bounds are those that the specification states")
    func numbers() {
        for (limit, number, page) in Self.stated { #expect(limit == number, "docs/spec/\(page).md") }
    }
}
