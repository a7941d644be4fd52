internal import SignedNote

@testable internal import LicenseSigner

let keyTargets = [Target("paserk") { holdPaserk($0) }]

/// The text of a key file.
private func holdPaserk(_ text: Bytes) {
    if let key = try? Paserk.publicKey(from: text, source: "") {
        hold(Paserk.encode(key)[...] == text, "a public key is written as it was read")
    }
    holdUnprotected(text)
    guard let (bytes, cost) = try? Paserk.wrapping(in: text, source: "") else { return }
    let written = [UInt8]("k4.secret-pw.") + Base64.encode(bytes[...], .urlSafe)
    hold(written[...] == text, "a wrapped key is written as it was read")
    hold(cost.memory <= PassphraseCost.largestMemory && cost.passes <= PassphraseCost.mostPasses, "the cost is bounded")
    // What costs more is not paid here.
    guard cost.memory <= 16 << 10, cost.passes <= 2, let passphrase = try? Passphrase([UInt8]("fuzz")) else { return }
    guard let key = try? Paserk.unwrap(text, passphrase: passphrase, source: "") else { return }
    hold(isWhole(key), "a key that was unwrapped is whole")
}

private func holdUnprotected(_ text: Bytes) {
    text.withUnsafeBytes { bytes in
        guard let key = try? Paserk.unprotectedKey(from: bytes, source: "") else { return }
        hold(isWhole(key), "a key that was read is whole")
        let line = try? Paserk.unprotectedLine(of: key)
        let written = line?.read { Array($0) } ?? []
        hold(written.dropLast() == Array(text)[...], "a secret key is written as it was read")
    }
}

/// Whether what a key signs verifies with its public half.
private func isWhole(_ key: borrowing SecretKey) -> Bool {
    let message = [UInt8]("fuzz")
    guard let signature = try? key.sign(message[...]) else { return false }
    return key.publicKey.isInPrimeOrderSubgroup && key.publicKey.isValidSignature(signature[...], for: message[...])
}
