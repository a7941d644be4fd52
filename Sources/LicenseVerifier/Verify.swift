internal import LicenseFormat
public import SignedNote

/// The state as a caller found it.
public enum StateBlob: Equatable, Sendable {
    /// There is none.
    case absent
    /// There is one that could not be read, and why.
    case unreadable([UInt8])
    /// The blob.
    case blob(Bytes)
}

/// Answers what the software may do right now. Never throws, opens nothing, and always answers.
///
/// What is to be remembered, at most hourly, comes with the answer: ``Verdict/state``.
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
    let installed: Shared<InstallationState>
    do throws(Finding) {
        installed = Shared(try InstallationState(state, of: trusted.product))
    } catch {
        return Verdict(
            Mode(trusted.product.unlicensed), product: trusted.product.product,
            at: max(context.now, trusted.product.built), [error])
    }
    return Verification(of: installed, trusting: trusted, context: context).verdict
}

/// Answers as the next load will, once what this one has to remember is stored; and the state that is stored then.
///
/// - Parameters: as of ``verify(product:state:context:)``.
public func settledVerdict(product: Bytes, state: StateBlob, context: Context) -> (verdict: Verdict, state: StateBlob) {
    let seen = verify(product: product, state: state, context: context)
    guard let next = seen.state else { return (seen, state) }
    let stored = StateBlob.blob(next.bytes[...])
    return (verify(product: product, state: stored, context: context), stored)
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

extension Verdict {
    /// Whether it says that there is no answer, rather than a bad one.
    public var isUndecided: Bool { findings.contains { $0.isUndecided } }
}

extension Finding {
    /// Whether it says that there is no answer, rather than a bad one.
    public var isUndecided: Bool {
        code == .productFileUnreadable || code == .stateUnreadable || code == .stateNewer
    }

    /// What the caller said cannot be read, and why; for the library's edges.
    public static func contextUnreadable(_ reason: [UInt8]) -> Finding {
        Finding(.contextUnreadable, ("reason", reason))
    }

    /// A request cannot be made, and why; for the library's edges.
    public static func requestNotPossible(_ reason: [UInt8]) -> Finding {
        Finding(.requestNotPossible, ("reason", reason))
    }

    /// The file holds nothing that can be shown.
    public static var notInspectable: Finding { Finding(.damaged, ("reason", [UInt8]("it holds no document"))) }

    /// What had to be remembered could not be stored, and why; for the caller to tell.
    public static func stateNotWritten(_ reason: [UInt8]) -> Finding { Finding(.stateNotWritten, ("reason", reason)) }

    /// The state was last used with other root keys.
    public static var otherKeys: Finding { Finding(.stateForOtherKeys) }
}
