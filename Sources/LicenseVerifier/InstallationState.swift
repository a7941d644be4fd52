public import LicenseFormat
public import SignedNote

/// Everything an installation remembers, as one blob that is replaced whole (docs/spec/state.md).
///
/// What grants in it are signed notes, verified at every load; the rest only tells or takes away. The installation's
/// secret key is not part of it.
public struct InstallationState: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/state@v1"

    /// Whose product it is about.
    public var vendor: Token
    /// The product it is about.
    public var product: Token
    /// The digest of the root keys it was last used with, ``RootKeys/digest``.
    public var rootsDigest: [UInt8]
    /// The installation's public key.
    public let key: Ed25519PublicKey
    /// The installation's ID, the hash of its key.
    public let installation: InstallationID
    /// When it was begun.
    public var created: Timestamp
    /// Grows with every change.
    public var revision: Decimal
    /// The configured sites that the last request named, sorted.
    public var urls: [LicensedURL]
    /// The host application that the last request named.
    public var host: HostRelease?
    /// The last imports, oldest first.
    public var imports: [ImportRecord]
    /// The keyrings adopted since the product file, oldest first, and the licenses in the order of their import.
    public var notes: [SignedNote]

    /// A state with nothing installed.
    public init(for product: Product, key: Ed25519PublicKey, created: Timestamp) {
        vendor = product.vendor
        self.product = product.product
        rootsDigest = product.roots.digest
        self.key = key
        installation = InstallationID(of: key)
        self.created = created
        revision = .zero
        urls = []
        host = nil
        imports = []
        notes = []
    }

    /// Reads a blob.
    ///
    /// - Throws: ``FindingCode/stateUnreadable`` with the reason, or ``FindingCode/stateNewer``.
    public init(parsing blob: Bytes) throws(Finding) {
        guard blob.count <= Limits.stateBytes else { throw Self.unreadable("it is larger than 8 MiB") }
        guard blob.hasPrefix("latchkey/state@v1\nchecksum ") else {
            throw Self.isNewer(blob) ? Finding(.stateNewer) : Self.unreadable("it is not a state")
        }
        let checked = blob.dropFirst(Self.checksumLineEnd)
        guard blob.dropFirst(27).prefix(17) == (Digest.hex(Digest.checksum(checked)) + [newline])[...] else {
            throw Self.unreadable("its checksum does not match: it was cut short or changed")
        }
        let (body, items) = Self.split(checked)
        guard items?.isEmpty != true else { throw Self.unreadable("it ends in an empty line") }
        do throws(FormatError) {
            try self.init(body: [UInt8](Self.typeLine) + [newline] + body)
        } catch {
            throw Self.unreadable("a line of it cannot be read")
        }
        notes = try Self.notes(in: items ?? [])
    }

    /// Whether the first line is that of a state, of another version than this one's.
    private static func isNewer(_ blob: Bytes) -> Bool {
        guard blob.hasPrefix("latchkey/state@v"), let (line, _) = blob.cut(at: "\n"), !line.equals(typeLine) else {
            return false
        }
        return Decimal(line.dropFirst(16)) != nil
    }

    private init(body: [UInt8]) throws(FormatError) {
        var body = try BodyReader(body[...], type: Self.typeLine)
        vendor = try body.required("vendor")
        product = try body.required("product")
        rootsDigest = try body.required("roots") { text in text.count == 64 ? Digest.decodeHex(text) : nil }
        key = try body.required("key") { Base64.decode($0).flatMap { Ed25519PublicKey($0) } }
        installation = InstallationID(of: key)
        created = try body.required("created")
        revision = try body.required("revision")
        urls = try body.repeated("url", atMost: Limits.licenseURLs)
        host = try body.optional("host")
        imports = try body.repeated("import", atMost: Limits.stateImports)
        guard try body.extensions().isEmpty else { throw body.inconsistent("x-") }
        notes = []
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
        body.lines("url", urls)
        body.line("host", host?.text)
        body.lines("import", imports)
        var checked = Array(body.text.dropFirst(Self.typeLine.utf8CodeUnitCount + 1))
        for note in notes { checked.append(contentsOf: [newline] + note.bytes) }
        let checksum = Digest.hex(Digest.checksum(checked[...]))
        return [UInt8]("latchkey/state@v1\nchecksum ") + checksum + [newline] + checked
    }

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

    /// Keeps these keyrings, oldest first, in place of those it had.
    mutating func keep(keyrings: [SignedNote]) {
        notes = keyrings + notes.filter { DocumentType(of: $0.unverifiedText) != .keyring }
    }

    /// The installed licenses, unverified.
    public var licenses: [SignedLicense] {
        notes.compactMap { note in
            DocumentType(of: note.unverifiedText) == .license ? try? SignedLicense(note) : nil
        }
    }

    /// The keyrings since the product file, unverified.
    public var keyrings: [SignedNote] {
        notes.filter { DocumentType(of: $0.unverifiedText) == .keyring }
    }

    /// The length of the first two lines: type, and 16 hexadecimal digits.
    private static let checksumLineEnd = 27 + 16 + 1

    private static func unreadable(_ reason: StaticString) -> Finding {
        Finding(.stateUnreadable, ("reason", [UInt8](reason)))
    }

    /// The body's lines, and the items after the first empty line.
    private static func split(_ text: Bytes) -> (body: Bytes, items: Bytes?) {
        var previous: UInt8?
        for index in text.indices {
            if text[index] == newline, previous == newline { return (text[..<index], text[(index + 1)...]) }
            previous = text[index]
        }
        return (text, nil)
    }

    private static func notes(in items: Bytes) throws(Finding) -> [SignedNote] {
        guard !items.isEmpty else { return [] }
        let split: [Bytes]
        do throws(LicenseFile.Malformation) {
            split = try LicenseFile.split(items, atMost: Limits.stateLicenses + Limits.keyringChain)
        } catch {
            throw unreadable("its documents cannot be told apart")
        }
        var notes: [SignedNote] = []
        for item in split {
            do throws(NoteError) { notes.append(try SignedNote(parsing: item)) } catch {
                throw unreadable("a document in it is not a signed note")
            }
        }
        return notes
    }
}
