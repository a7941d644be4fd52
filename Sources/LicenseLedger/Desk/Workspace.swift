internal import DurableFile
public import LicenseFormat
internal import LicenseSigner
internal import SignedNote

/// A vendor's folder: keys, the ledger, and the issuance log as others may read it.
///
/// | path | what |
/// | --- | --- |
/// | `vendor` | a `latchkey/vendor@v1` body: the vendor's name |
/// | `keys/ROLE-LABEL.key` | secret key files, mode 0600 |
/// | `ledger.sqlite` | the ledger: every product, keyring, request, license, list and receipt |
/// | `log/checkpoint`, `log/tile/…` | the issuance log (c2sp.org/tlog-tiles), made from the ledger |
public struct Workspace: Sendable {
    static let markerType: StaticString = "latchkey/vendor@v1"

    /// The folder.
    public let folder: String
    /// The vendor's name, the prefix of every key name.
    public let vendor: Token
    /// Who works here, as the ledger will tell.
    public let actor: String
    let storage: any LedgerStorage

    init(folder: String, vendor: Token, actor: String, storage: any LedgerStorage) {
        self.folder = folder
        self.vendor = vendor
        self.actor = actor
        self.storage = storage
    }

    /// Opens a workspace.
    ///
    /// - Parameter actor: who works here; control characters are left out.
    public init(folder: String, actor: String) throws(LedgerError) {
        vendor = try Self.vendor(of: folder)
        self.folder = folder
        self.actor = Self.displayed(actor)
        do throws(LedgerError) { storage = try SQLiteStorage(folder: folder) } catch {
            guard case .file(.notFound(let path)) = error else { throw error }
            throw .storage(path: path, reason: "it does not exist")
        }
    }

    /// The name in a workspace's marker.
    static func vendor(of folder: String) throws(LedgerError) -> Token {
        let path = folder + "/vendor"
        let marker: [UInt8]
        do throws(FileError) { marker = try BoundedRead.file(path, limit: 4096) } catch {
            guard case .notFound = error else { throw .file(error) }
            throw .notAWorkspace(folder: folder)
        }
        do throws(FormatError) {
            var body = try BodyReader(marker[...], type: markerType)
            let vendor: Token = try body.required("vendor")
            _ = try body.extensions()
            return vendor
        } catch {
            throw .signer(.damaged(path: path, error))
        }
    }

    static func marker(of vendor: Token) -> [UInt8] {
        var body = BodyWriter(type: markerType)
        body.line("vendor", vendor.text)
        return body.text
    }

    static func displayed(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { DisplayText.isSafe($0.value) }.prefix(200)))
    }

    /// Where the secret half of a key lies, by the key's name `VENDOR/ROLE/LABEL`.
    public func secretKeyPath(of name: [UInt8]) -> String {
        Self.secretKeyPath(of: name, in: folder, vendor: vendor)
    }

    static func secretKeyPath(of name: [UInt8], in folder: String, vendor: Token) -> String {
        let own = name.dropFirst(vendor.text.count + 1).string
        return "\(folder)/keys/\(own.split(separator: "/").joined(separator: "-")).key"
    }

    /// A copy of the ledger in a new file, made while others may go on working.
    public func backUp(to path: String) throws(LedgerError) { try storage.backUp(to: path) }
}
