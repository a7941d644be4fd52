internal import LicenseFormat
public import SignedNote

/// The state as a caller found it.
public enum StateBlob: Sendable {
    /// There is none.
    case absent
    /// There is one that could not be read, and why.
    case unreadable([UInt8])
    /// The blob.
    case blob(Bytes)
}

/// Answers what the software may do right now. Never throws, opens nothing, and always answers.
///
/// - Parameters:
///   - product: the product file's bytes, the only trust anchor.
///   - state: the installation's state blob.
///   - context: the present, as the caller knows it.
public func verify(product: Bytes, state: StateBlob, context: Context) -> Verdict {
    let trusted: TrustedProduct
    do throws(Finding) { trusted = try TrustedProduct(trusting: product) } catch {
        return Verdict(.off, at: context.now, [error])
    }
    let file = trusted.product
    let installed: InstallationState
    do throws(Finding) {
        installed = try InstallationState(state, of: file)
    } catch {
        return Verdict(Mode(file.unlicensed), product: file.product, at: max(context.now, file.built), [error])
    }
    return verify(installed, product: file, keys: trusted.keys, context: context)
}

/// Answers for a state that was read.
func verify(
    _ state: InstallationState, product: Product, keys: TrustedKeys, context: Context,
    installation: InstallationID? = nil
) -> Verdict {
    let installation = installation ?? state.installation
    let circumstances = Circumstances(product: product, installation: installation, context: context)
    let keys = keys.adopting(allOf: state.keyrings)
    var findings: [Finding] = []
    if state.rootsDigest != product.roots.digest, state.rootsDigest != keys.keyring.roots.digest {
        findings.append(.otherKeys)
    }
    // The order of candidates rests on claims; what grants is verified before its terms reach the verdict.
    var refusals: [Finding] = []
    let candidates = Candidate.bestFirst(state.licenses, in: circumstances)
    for candidate in candidates {
        do throws(Finding) {
            let verified = try keys.verify(candidate.license)
            let verdict = candidate.verdict(
                for: verified.terms, in: circumstances, feature: context.feature, findings)
            let isRenewed = verdict.warnsOfExpiry && candidates.contains { $0.succeeds(candidate, keys) }
            return isRenewed ? verdict.withoutExpiryWarning : verdict
        } catch {
            if refusals.isEmpty { refusals.append(error) }
        }
    }
    if refusals.isEmpty { refusals = [Finding(.nothingInstalled, ("vendor", product.vendor.text))] }
    return Verdict(
        Mode(product.unlicensed), product: product.product, installation: installation, at: circumstances.now,
        refusals + findings)
}

extension InstallationState {
    /// Reads the state that a caller found, and that it belongs to this product.
    init(_ state: StateBlob, of product: Product) throws(Finding) {
        switch state {
        case .absent: throw Finding(.nothingInstalled, ("vendor", product.vendor.text))
        case .unreadable(let reason): throw Finding(.stateUnreadable, ("reason", reason))
        case .blob(let blob): try self.init(parsing: blob)
        }
        guard isFor(product) else {
            let slash = [UInt8(ascii: "/")]
            throw Finding(
                .stateForOtherProduct, ("found", vendor.text + slash + self.product.text),
                ("expected", product.vendor.text + slash + product.product.text))
        }
    }
}

extension Finding {
    /// The state was last used with other root keys.
    public static var otherKeys: Finding { Finding(.stateForOtherKeys) }
}
