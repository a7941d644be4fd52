internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote

let bodyTargets = [
    body("license", .license) { try License(parsing: $0).text },
    body("request", .request) { try ActivationRequest(parsing: $0).text },
    body("keyring", .keyring) { try Keyring(parsing: $0).text },
    body("revocations", .revocations) { try RevocationList(parsing: $0).text },
    body("clock-repair", .clockRepair) { try ClockRepair(parsing: $0).text },
    body("return", .receipt) { try ReturnReceipt(parsing: $0).text },
    Target("product") { holdProduct($0) },
    Target("log-proof") { holdLogProof($0) },
    Target("bundle") { holdBundle($0) },
]

/// A document that is signed: what is accepted is written as it was, and can be nothing but this document.
private func body(
    _ name: StaticString, _ type: DocumentType, _ roundTrip: @escaping @Sendable (Bytes) throws -> [UInt8]
) -> Target {
    Target(name) { text in
        guard let written = try? roundTrip(text) else { return }
        hold(written[...] == text, "a body is written as it was read")
        hold(DocumentType(of: text) == type, "the first line tells the type")
        let lines = text.dropLast().lines
        hold(text.last == newline && !lines.contains { $0.isEmpty }, "a body has no empty line")
        hold(!lines.contains { $0.hasPrefix("— ") }, "a body has no signature line")
        let note = SignedNote(text: written, signatures: [signature(of: text)]).bytes
        hold((try? SignedNote(parsing: note[...]))?.unverifiedText == text, "a signed body is a note of this text")
        hold((try? LicenseFile(parsing: note[...]))?.items == [note[...]], "a signed body is one item of a file")
    }
}

private func holdProduct(_ file: Bytes) {
    let trusting = try? Product(trusting: file)
    // A trusted file is not asked whether a keyring is there at all.
    if let trusting, !trusting.keyringNote.isEmpty {
        hold(trusting.bytes[...] == file, "a trusted product file is written as it was read")
    }
    guard let product = try? Product(parsing: file) else { return }
    hold(product.bytes[...] == file, "a product file is written as it was read")
    hold(trusting?.bytes == product.bytes, "what is accepted is accepted when trusted")
    hold((try? SignedNote(parsing: product.keyringNote))?.unverifiedText == product.keyringText, "it ends in a note")
}

private func holdLogProof(_ item: Bytes) {
    guard let proof = try? LogProof(parsing: item) else { return }
    hold(proof.bytes[...] == item, "a proof is written as it was read")
    hold(proof.head.text[...] == proof.checkpoint.unverifiedText, "a checkpoint is written as it was read")
    hold((try? LicenseFile(parsing: item))?.items == [item], "a proof is one item of a file")
    if let root = proof.root(of: [UInt8](repeating: 1, count: 32)) { hold(root.count == 32, "a root is a hash") }
}

private func holdBundle(_ file: Bytes) {
    guard let bundle = try? SupportBundle(parsing: file) else { return }
    hold(bundle.bytes[...] == file, "a bundle is written as it was read")
}
