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
    var held = InstallationState(for: trusted.product, key: key, created: now)
    var notices: [Finding] = []
    do throws(Finding) { held = try InstallationState(state, of: trusted.product) } catch {
        if error.code == .stateForOtherProduct { return (nil, .refusal(error)) }
        if error.code != .nothingInstalled { notices.append(error) }
    }
    do throws(Finding) {
        let keys = trusted.keys.adopting(allOf: held.keyrings)
        let (reading, repairs) = try FileReading.best(of: file, keys: keys)
        var importer = Importer(
            state: held, product: trusted.product, now: max(now, trusted.product.built))
        try importer.take(reading, productKeys: trusted.keys)
        var report = importer.report(repairs)
        report.findings += notices
        guard report.outcome == .imported else { return (nil, report) }
        var next = importer.state
        next.rootsDigest = reading.keys.keyring.roots.digest
        next.record(file, at: now)
        return (next, report)
    } catch {
        var report = ImportReport.refusal(error)
        report.findings += notices
        return (nil, report)
    }
}

extension InstallationState {
    /// Notes an import, and drops the oldest beyond the limit.
    fileprivate mutating func record(_ file: Bytes, at now: Timestamp) {
        revision = revision.next
        guard let outcome = Token(string: "imported") else { return }
        let record = ImportRecord(time: now, outcome: outcome, file: file)
        if !imports.contains(record) { imports.append(record) }
        imports.sort { $0.text.precedes($1.text) }
        imports.removeFirst(max(0, imports.count - Limits.stateImports))
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
