public import LicenseFormat
public import SignedNote

/// Makes an activation request, and the state that remembers its URLs and host application.
///
/// - Parameters:
///   - product: the product file's bytes.
///   - state: the state so far; an unreadable one is begun anew.
///   - seed: the installation's key.
///   - context: the present; its URL is not looked at.
///   - urls: the sites to ask for.
///   - aliases: how those were typed, where that was not ASCII.
///   - nonce: 16 random bytes.
/// - Throws: the finding that stands in the way.
public func makeRequest(
    product: Bytes, state: StateBlob, seed: Ed25519Seed, context: Context, urls: [LicensedURL],
    aliases: [SiteAlias] = [], nonce: [UInt8]
) throws(Finding) -> (request: SignedNote, state: InstallationState) {
    let trusted = try TrustedProduct(checking: product)
    var next = InstallationState(
        for: trusted.product, key: seed.publicKey, created: max(context.now, trusted.product.built))
    do throws(Finding) { next = try InstallationState(state, of: trusted.product) } catch {
        if error.code == .stateForOtherProduct || error.code == .stateNewer { throw error }
    }
    guard next.key == seed.publicKey else {
        throw Finding(.stateUnreadable, ("reason", [UInt8]("it belongs to another installation key")))
    }
    let facts = context.facts(hashedFor: next.installation)
    let version = context.version.map { Version(forgiving: $0[...]) } ?? trusted.product.version
    guard let version else {
        throw Finding(.versionUnreadable, ("found", context.version ?? []), ("covered", [UInt8]("any")))
    }
    let request = ActivationRequest(
        installation: next.installation, key: seed.publicKey, vendor: trusted.product.vendor,
        product: trusted.product.product, version: version, host: context.host, urls: urls,
        facts: facts, formerFacts: next.changedFacts(facts), accepts: DocumentTypeName.importable,
        keyring: trusted.keys.adopting(allOf: next.keyrings).keyring.version, nonce: nonce, time: context.now)
    do throws(FormatError) { _ = try ActivationRequest(parsing: request.text[...]) } catch {
        throw Finding(.requestNotPossible, ("reason", error.text))
    }
    guard let note = seed.sign(request.text, as: next.installation.keyName) else {
        throw Finding(.requestNotPossible, ("reason", [UInt8]("the installation's key cannot sign")))
    }
    next.urls = urls
    next.aliases = aliases
    next.host = context.host
    next.facts = facts + next.facts.filter { known in !facts.contains { $0.name == known.name } }
    next.revision = next.revision.next
    return (note, next)
}

extension DocumentTypeName {
    /// What this version can import.
    static var importable: [DocumentTypeName] {
        (["latchkey/clock-repair@v1", "latchkey/keyring@v1", "latchkey/license@v1", "latchkey/revocations@v1"]
            as [StaticString]).compactMap { DocumentTypeName([UInt8]($0)[...]) }
    }
}
