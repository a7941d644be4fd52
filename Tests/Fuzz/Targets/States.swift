internal import LicenseFormat
internal import SignedNote

@testable internal import LicenseVerifier

let stateTargets = [
    Target("state") { holdState($0) },
    Target("history") { holdHistory($0) },
]

/// A state as it lies there; and what stands behind the checksum, under a checksum of its own.
private func holdState(_ input: Bytes) {
    holdWritten(input)
    let checksum = Digest.hex(Digest.checksum(input))
    let length = [UInt8](decimal: Int64(input.count))
    holdWritten(([UInt8]("latchkey/state@v1\nchecksum ") + checksum + [UInt8](" ") + length + [newline] + input)[...])
}

private func holdWritten(_ blob: Bytes) {
    guard let state = try? InstallationState(parsing: blob) else { return }
    let written = state.bytes
    hold(blob.hasPrefix(written[...]), "a state is written as it was read")
    let isAnnounced = state.history?.isEmpty != true
    hold(written.count == blob.count || !isAnnounced, "but for a history that no line announces")
    hold((try? InstallationState(parsing: written[...])) == state, "a state is read as it was written")
    var changed = state
    changed.keep(History())
    hold((try? InstallationState(parsing: changed.bytes[...])) == changed, "a state without a history is read")
}

private func holdHistory(_ text: Bytes) {
    guard let history = History(text) else { return }
    hold(history.bytes[...] == text, "a history is written as it was read")
    hold(StoredHistory(history).history == history, "a history that is kept is read")
}
