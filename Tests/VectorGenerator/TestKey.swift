import LicenseFormat
import SignedNote

/// A key made from a label, the same one in every run; nothing else is ever signed with it.
struct TestKey: Sendable {
    let name: String
    private let seed: Ed25519Seed

    init(_ name: String, label: String? = nil) {
        self.name = name
        let text = Array("latchkey test vector key \(label ?? name)".utf8)
        guard let seed = Ed25519Seed(Digest.blake2b(text[...])) else { preconditionFailure("BLAKE2b gives 32 bytes") }
        self.seed = seed
    }

    var publicKey: [UInt8] { seed.publicKey.bytes }
    var base64: String { Base64.encode(publicKey[...]).string }
    var installationID: String { InstallationID(of: seed.publicKey).text.string }
    var vkey: String { "\(nameAndID)+\(Base64.encode(([1] + publicKey)[...]).string)" }
    /// The vkey of any public key under a name.
    static func vkey(name: String, publicKey: [UInt8]) -> String {
        let id = Digest.sha256((Array("\(name)\n".utf8) + [1] + publicKey)[...]).prefix(4)
        return "\(name)+\(Digest.hex(id).string)+\(Base64.encode(([1] + publicKey)[...]).string)"
    }

    var nameAndID: String { "\(name)+\(Digest.hex(keyID(type: 1)).string)" }

    /// The key ID that the C2SP specification recommends for a signature type.
    func keyID(type: UInt8) -> [UInt8] {
        Array(Digest.sha256((Array("\(name)\n".utf8) + [type] + publicKey)[...]).prefix(4))
    }

    /// The vkey of the same material under another signature type.
    func vkey(type: UInt8) -> String {
        "\(name)+\(Digest.hex(keyID(type: type)).string)+\(Base64.encode(([type] + publicKey)[...]).string)"
    }

    /// The signature over a text, 64 bytes.
    func signature(_ text: [UInt8]) -> [UInt8] {
        guard let note = seed.sign(text, as: Array(name.utf8)), let signature = note.signatures.first else {
            preconditionFailure("a seed signs everything under a key name")
        }
        return signature.bytes
    }

    /// The signature line over a text, with its newline.
    func signatureLine(_ text: [UInt8]) -> String { signatureLine(bytes: signature(text)) }

    /// A signature line with any bytes as the signature.
    func signatureLine(bytes: [UInt8]) -> String {
        "— \(name) \(Base64.encode((keyID(type: 1) + bytes)[...]).string)\n"
    }

    static let root1 = TestKey("vendor.example/root/1")
    static let root2 = TestKey("vendor.example/root/2")
    static let root3 = TestKey("vendor.example/root/3")
    static let root4 = TestKey("vendor.example/root/4")
    static let root5 = TestKey("vendor.example/root/5")
    static let license = TestKey("vendor.example/license/2026")
    static let license2027 = TestKey("vendor.example/license/2027")
    static let log = TestKey("vendor.example/log/2026")
    static let repair = TestKey("vendor.example/repair/2026")
    static let revocation = TestKey("vendor.example/revocation/2026")
    static let revocation2027 = TestKey("vendor.example/revocation/2027")
    static let otherRoot = TestKey("other.example/root/1")
    static let otherLicense = TestKey("other.example/license/2026")
    static let here = TestKey("installation/here")
    static let elsewhere = TestKey("installation/elsewhere")
    static let third = TestKey("installation/third")

    /// The key of an installation, under the name by which it signs.
    var asInstallation: TestKey { TestKey("installation/\(installationID)", label: name) }
}
