internal import DurableFile
public import LicenseFormat
internal import SignedNote

/// A vendor's folder: keys, keyrings, products, and a copy of everything issued.
///
/// | path | what |
/// | --- | --- |
/// | `vendor` | a `latchkey/vendor@v1` body: the vendor's name |
/// | `keys/ROLE-LABEL.key` | secret key files, mode 0600 |
/// | `keyrings/VERSION.keyring` | every keyring, as a signed note |
/// | `products/ID` | what is sold, a `latchkey/catalog@v1` body |
/// | `issued/ID.lic` | every license file, as it went out |
/// | `revocations/all.list`, `revocations/INSTALLATION.list` | the newest list of revoked licenses of each scope |
/// | `repairs/INSTALLATION-NONCE.repair` | every clock repair, as it went out |
/// | `returned/ID.return` | the receipt of a license that was given back |
/// | `returned/ID.INSTALLATION.return` | the same from a second installation |
public struct Workspace: Sendable {
    static let markerType: StaticString = "latchkey/vendor@v1"

    /// The folder.
    public let folder: String
    /// The vendor's name, the prefix of every key name.
    public let vendor: Token

    init(folder: String, vendor: Token) {
        self.folder = folder
        self.vendor = vendor
    }

    /// Opens a workspace.
    public init(folder: String) throws(SignerError) {
        self.folder = folder
        let path = folder + "/vendor"
        let marker: [UInt8]
        do throws(FileError) { marker = try BoundedRead.file(path, limit: 4096) } catch {
            guard case .notFound = error else { throw .file(error) }
            throw .notAWorkspace(folder: folder)
        }
        do throws(FormatError) {
            var body = try BodyReader(marker[...], type: Self.markerType)
            vendor = try body.required("vendor")
            _ = try body.extensions()
        } catch {
            throw .damaged(path: path, error)
        }
    }

    var marker: [UInt8] {
        var body = BodyWriter(type: Self.markerType)
        body.line("vendor", vendor.text)
        return body.text
    }

    /// Where the secret half of a key lies, by the key's name `VENDOR/ROLE/LABEL`.
    public func secretKeyPath(of name: [UInt8]) -> String {
        let own = name.dropFirst(vendor.text.count + 1).string
        return "\(folder)/keys/\(own.split(separator: "/").joined(separator: "-")).key"
    }

    func keyringPath(version: Decimal) -> String { "\(folder)/keyrings/\(version.value).keyring" }

    func productPath(_ product: Token) -> String { "\(folder)/products/\(product.text.string)" }

    /// Where the copy of a license file lies.
    public func issuedPath(_ id: LicenseID) -> String { "\(folder)/issued/\(id.text.string).lic" }
}
