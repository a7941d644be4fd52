public import SignedNote

/// What a document is, told by its first line. The line is signed with the rest, so a request can never pass as a
/// license.
public enum DocumentType: CaseIterable, Equatable, Sendable {
    /// `latchkey/license@v1`
    case license
    /// `latchkey/request@v1`
    case request
    /// `latchkey/keyring@v1`
    case keyring
    /// `latchkey/revocations@v1`
    case revocations
    /// `latchkey/clock-repair@v1`
    case clockRepair
    /// `latchkey/return@v1`
    case receipt
    /// `latchkey/product@v1`, which is not signed itself.
    case product
    /// `latchkey/state@v1`, an installation's own memory, which never travels
    case state
    /// `latchkey/bundle@v1`, what a support desk needs to see a verdict again
    case bundle
    /// `c2sp.org/tlog-proof@v1`
    case logProof
    /// Another `latchkey/NAME@vNUMBER`: a document newer than this program.
    case newer
    /// Something else.
    case foreign

    /// Reads the type from the first line of a text.
    public init(of text: Bytes) {
        let line = text[..<(text.firstIndex(of: newline) ?? text.endIndex)]
        if line.equals(License.typeLine) {
            self = .license
        } else if line.equals(ActivationRequest.typeLine) {
            self = .request
        } else if line.equals(Keyring.typeLine) {
            self = .keyring
        } else if line.equals(RevocationList.typeLine) {
            self = .revocations
        } else if line.equals(ClockRepair.typeLine) {
            self = .clockRepair
        } else if line.equals(ReturnReceipt.typeLine) {
            self = .receipt
        } else if line.equals(Product.typeLine) {
            self = .product
        } else if line.equals("latchkey/state@v1") {
            self = .state
        } else if line.equals("latchkey/bundle@v1") {
            self = .bundle
        } else if line.equals(LogProof.typeLine) {
            self = .logProof
        } else if Self.isNewer(line) {
            self = .newer
        } else {
            self = .foreign
        }
    }

    /// `latchkey/`, a token, `@v`, a number.
    private static func isNewer(_ line: Bytes) -> Bool {
        guard line.hasPrefix("latchkey/"), let at = line.lastIndex(of: UInt8(ascii: "@")) else { return false }
        return Token(line[..<at].dropFirst(9)) != nil && line[at...].hasPrefix("@v")
            && Decimal(line[(at + 2)...]) != nil
    }

    /// How a message names the document.
    public var name: StaticString {
        switch self {
        case .license: "license"
        case .request: "activation request"
        case .keyring: "keyring"
        case .revocations: "revocation list"
        case .clockRepair: "clock repair"
        case .receipt: "return receipt"
        case .product: "product file"
        case .state: "state"
        case .bundle: "support bundle"
        case .logProof: "log proof"
        case .newer: "newer document"
        case .foreign: "unknown document"
        }
    }

    /// The name with its article, for a sentence.
    public var phrase: StaticString {
        switch self {
        case .license: "a license"
        case .request: "an activation request"
        case .keyring: "a keyring"
        case .revocations: "a revocation list"
        case .clockRepair: "a clock repair"
        case .receipt: "a return receipt"
        case .product: "a product file"
        case .state: "an installation's state"
        case .bundle: "a support bundle"
        case .logProof: "a log proof"
        case .newer: "a newer document"
        case .foreign: "another kind of document"
        }
    }
}
