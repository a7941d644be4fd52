public import LicenseFormat
public import SignedNote

/// Imports a file into a state: whole or not at all (docs/spec/import.md).
///
/// - Parameters:
///   - file: the file as it came.
///   - state: the state so far. One that is unreadable or of a newer release is begun anew under the installation's
///     key; one of another product is left alone.
///   - product: the product file's bytes.
///   - key: the installation's public key.
///   - now: the system clock, read once by the caller.
/// - Returns: the state to keep, nil when it stays as it was, and the report.
public func importFile(
    _ file: Bytes, into state: StateBlob, product: Bytes, key: Ed25519PublicKey, now: Timestamp
) -> (state: InstallationState?, report: ImportReport) {
    let trusted: TrustedProduct
    do throws(Finding) { trusted = try TrustedProduct(checking: product) } catch { return (nil, .refusal(error)) }
    var held = InstallationState(for: trusted.product, key: key, created: max(now, trusted.product.built))
    var notices: [Finding] = []
    do throws(Finding) { held = try InstallationState(state, of: trusted.product) } catch {
        if error.code == .stateForOtherProduct { return (nil, .refusal(error)) }
        if error.code != .nothingInstalled { notices.append(error) }
    }
    do throws(Finding) {
        let keys = trusted.keys.adopting(allOf: held.keyrings)
        let (reading, repairs) = try FileReading.best(of: file, keys: keys)
        if held.history == nil { notices.append(Finding(.historyUnreadable)) }
        let importer = Importer(reading, state: held, product: trusted.product, clock: now)
        try importer.take(reading, productKeys: trusted.keys)
        var report = importer.report(repairs)
        report.findings += notices
        guard report.outcome == .imported else { return (nil, report) }
        let record = Token(string: "imported").map { ImportRecord(time: now, outcome: $0, file: file) }
        return (importer.state(recording: record), report)
    } catch {
        return (nil, .refusal(error))
    }
}

extension ImportReport {
    /// The report on a file of which nothing is installed.
    static func refusal(_ finding: Finding) -> ImportReport {
        ImportReport(outcome: .refused, items: [], findings: [finding])
    }
}

extension Finding {
    /// What was undone to read a file.
    static func repaired(_ repairs: [Repair]) -> Finding {
        let names = repairs.map { [UInt8]($0.name) }
        return Finding(.repaired, ("repairs", Array(names.joined(separator: [UInt8](", ")))))
    }
}
