public import LicenseFormat
public import SignedNote

/// Answers what a license file would do at a customer's, without the customer's state: for the vendor's side.
///
/// - Parameters:
///   - file: the license file.
///   - product: the product file that the customer has.
///   - installation: the customer's installation; nil takes the one that the file's first bound license names.
///   - context: the present at the customer's.
public func preflight(
    _ file: Bytes, product: Bytes, installation: InstallationID?, context: Context
) -> (report: ImportReport, verdict: Verdict) {
    let trusted: TrustedProduct
    do throws(Finding) { trusted = try TrustedProduct(checking: product) } catch {
        return (.refusal(error), Verdict(.off, at: context.now, [error]))
    }
    let now = max(context.now, trusted.product.built)
    do throws(Finding) {
        let (reading, repairs) = try FileReading.best(of: file, keys: trusted.keys)
        let installation = installation ?? reading.firstInstallation ?? .nobody
        // When the customer's trial began is not known here, and a file is not judged by it.
        let begun = InstallationState(for: trusted.product, key: .none, created: .first)
        let importer = Importer(
            reading, state: begun, product: trusted.product, clock: now, installation: installation)
        try importer.take(reading, productKeys: trusted.keys)
        let report = importer.report(repairs)
        func verdict(_ state: InstallationState) -> Verdict {
            Verification(
                of: Shared(state), trusting: trusted, context: context, installation: installation
            ).verdict
        }
        // Asked twice, since what a first sight begins counts once it is stored.
        let first = verdict(importer.state)
        var settled = first.state.map { verdict($0) } ?? first
        settled.state = nil
        return (report, settled)
    } catch {
        return (
            .refusal(error),
            Verdict(Mode(trusted.product.unlicensed), product: trusted.product.product, at: now, [error])
        )
    }
}

extension FileReading {
    /// The installation that the file's first bound license names.
    fileprivate var firstInstallation: InstallationID? {
        for item in items {
            if case .license(let license) = item, let first = license.claims.installations.first { return first }
        }
        return nil
    }
}

extension InstallationID {
    /// The ID of no installation: of a key that nobody can hold.
    fileprivate static var nobody: InstallationID { InstallationID(of: .none) }
}
