public import LicenseFormat
public import SignedNote

/// Everything an installation remembers, as one blob that is replaced whole (docs/spec/state.md).
///
/// What grants in it are signed notes, verified at every load; the rest only tells or takes away, apart from days of
/// trial and tolerance that the vendor set. The installation's secret key is not part of it.
public struct InstallationState: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/state@v1"

    /// Whose product it is about.
    public var vendor: Token
    /// The product it is about.
    public var product: Token
    /// The digest of the root keys it was last used with, `RootKeys.digest`.
    public var rootsDigest: [UInt8]
    /// The installation's public key.
    public let key: Ed25519PublicKey
    /// The installation's ID, the hash of its key.
    public let installation: InstallationID
    /// When it was begun; a trial without a license runs from here.
    public var created: Timestamp
    /// Grows with every change.
    public var revision: Decimal
    /// The configured sites that the last request named, sorted. A load rarely asks, so they are kept as they are written.
    public var urls: [LicensedURL] {
        get { urlLines.compactMap { LicensedURL($0) } }
        set { urlLines = newValue.map { $0.text[...] } }
    }
    private var urlLines: [Bytes]
    /// How the last request's sites were typed, where that was not ASCII.
    public var aliases: [SiteAlias]
    /// The host application that the last request named.
    public var host: HostRelease?
    /// The facts about the machine that the last request named, hashed, sorted; kept as they are written.
    public var facts: [HostFact] {
        get { factLines.compactMap { HostFact($0) } }
        set { factLines = newValue.map { $0.text[...] } }
    }
    private var factLines: [Bytes]
    /// What is known about the time; nil until the clock was looked at.
    public var clock: ClockRecord?
    /// When the last clock repair that was used had been issued.
    public var repaired: Timestamp?
    /// First sights of licenses that are another installation's or site's.
    public var sights: [FirstSight]
    /// The newest lists of revoked licenses.
    public var epochs: [RevocationEpoch]
    /// Which installed licenses those lists name.
    public var hits: [RevocationHit]
    /// The keyrings adopted since the product file, oldest first, and the licenses in the order of their import, each with
    /// its log proof behind it where it has one.
    public var items: [StateItem]
    /// What a load does not read.
    private var stored: StoredHistory?

    /// A state with nothing installed.
    public init(for product: Product, key: Ed25519PublicKey, created: Timestamp) {
        vendor = product.vendor
        self.product = product.product
        rootsDigest = product.roots.digest
        self.key = key
        installation = InstallationID(of: key)
        self.created = created
        revision = .zero
        urlLines = []
        aliases = []
        factLines = []
        sights = []
        epochs = []
        hits = []
        items = []
    }

    /// What a load does not read; nil when it is damaged.
    public var history: History? {
        guard let stored else { return History() }
        return stored.history
    }

    /// Keeps a history in place of the one before.
    mutating func keep(_ history: History) {
        stored = history.isEmpty ? nil : StoredHistory(history)
    }

    init(head body: Bytes, items: [StateItem], history: Bytes) throws(FormatError) {
        // The type line and the line with the checksum stand before it.
        var body = BodyReader(body, line: 3)
        vendor = try body.required("vendor")
        product = try body.required("product")
        guard let roots = try body.text("roots"), roots.count == 64, let digest = Digest.decodeHex(roots) else {
            throw body.inconsistent("roots")
        }
        rootsDigest = digest
        guard let key = try body.text("key").flatMap({ Base64.decode($0) }).flatMap({ Ed25519PublicKey($0) }) else {
            throw body.inconsistent("key")
        }
        self.key = key
        installation = InstallationID(of: key)
        created = try body.required("created")
        revision = try body.required("revision")
        urlLines = try body.texts("url", atMost: Limits.licenseURLs)
        aliases = try body.repeated("alias", atMost: Limits.licenseURLs)
        host = try body.optional("host")
        factLines = try body.texts("fact", atMost: Limits.hostFacts)
        clock = try ClockRecord.reading(&body)
        repaired = try body.optional("repaired")
        sights = try body.repeated("sight", atMost: Limits.stateLicenses)
        epochs = try body.repeated("epoch", atMost: Limits.stateRevocationLists)
        hits = try body.repeated("hit", atMost: Limits.stateLicenses * Limits.stateRevocationLists)
        if let checksum = try body.text("history") {
            guard checksum.count == 16, checksum.first(outside: .hexadecimal) == nil else {
                throw body.inconsistent("history")
            }
            stored = StoredHistory(bytes: history, checksum: checksum)
        }
        guard try body.extensions().isEmpty else { throw body.inconsistent("x-") }
        self.items = items
    }

    /// The blob.
    public var bytes: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("vendor", vendor.text)
        body.line("product", product.text)
        body.line("roots", Digest.hex(rootsDigest))
        body.line("key", Base64.encode(key.bytes[...]))
        body.line("created", created.text)
        body.line("revision", revision.text)
        body.lines("url", urlLines.map { [UInt8]($0) })
        body.lines("alias", aliases)
        body.line("host", host?.text)
        body.lines("fact", factLines.map { [UInt8]($0) })
        clock?.write(to: &body)
        body.line("repaired", repaired?.text)
        body.lines("sight", sights)
        body.lines("epoch", epochs)
        body.lines("hit", hits)
        body.line("history", stored.map { [UInt8]($0.checksum) })
        return StateBlobLayout(head: body.text, items: items, history: stored?.bytes ?? []).bytes
    }

    /// Equal blobs.
    public static func == (left: InstallationState, right: InstallationState) -> Bool { left.bytes == right.bytes }

    /// Whether it is about this product.
    public func isFor(_ product: Product) -> Bool {
        vendor == product.vendor && self.product == product.product
    }

    /// Whether it was last used with this product file's root keys, or with keys that these vouch for.
    public func trustsRoots(of product: Product) -> Bool {
        if rootsDigest == product.roots.digest { return true }
        guard let keys = try? TrustedKeys(product) else { return false }
        return keys.adopting(keyringsOf: self).keyring.roots.digest == rootsDigest
    }
}
