internal import LicenseFormat
internal import SignedNote

extension NoteError {
    /// The stable name, and the number that goes with it.
    var name: [UInt8] {
        switch self {
        case .tooLarge: [UInt8]("too-large")
        case .notText: [UInt8]("not-text")
        case .notANote: [UInt8]("not-a-note")
        case .malformedSignatureLine(let number): [UInt8]("malformed-signature-line \(number)".utf8)
        case .tooManySignatures: [UInt8]("too-many-signatures")
        case .malformedVerifierKey: [UInt8]("malformed-verifier-key")
        case .malformedKeyName: [UInt8]("malformed-key-name")
        case .unsupportedKeyType(let type): [UInt8]("unsupported-key-type \(type)".utf8)
        case .invalidSignature(let number): [UInt8]("invalid-signature \(number)".utf8)
        case .noKnownSigner: [UInt8]("no-known-signer")
        }
    }
}

extension FormatError {
    /// `REASON LINE KEY`; the key where there is one.
    var name: [UInt8] {
        joined([reason.name, [UInt8](decimal: Int64(line))] + (key.isEmpty ? [] : [key]))
    }
}

extension FormatError.Reason {
    /// The stable name.
    var name: [UInt8] {
        switch self {
        case .wrongType: [UInt8]("wrong-type")
        case .tooManyLines: [UInt8]("too-many-lines")
        case .malformedLine: [UInt8]("malformed-line")
        case .missingKey: [UInt8]("missing-key")
        case .unexpectedKey: [UInt8]("unexpected-key")
        case .invalidValue: [UInt8]("invalid-value")
        case .unsorted: [UInt8]("unsorted")
        case .tooMany: [UInt8]("too-many")
        case .inconsistent: [UInt8]("inconsistent")
        case .note(let error): error.name
        }
    }
}

extension LicenseFile.Malformation {
    /// The stable name.
    var name: [UInt8] {
        switch self {
        case .tooLarge: [UInt8]("too-large")
        case .tooManyItems: [UInt8]("too-many-items")
        case .malformed: [UInt8]("malformed")
        }
    }
}

extension SiteURLError {
    /// The stable name.
    var name: StaticString {
        switch self {
        case .empty: "empty"
        case .tooLong: "too-long"
        case .notASCII: "not-ascii"
        case .whitespace: "whitespace"
        case .backslash: "backslash"
        case .notHTTP: "not-http"
        case .userInfo: "user-info"
        case .invalidHost: "invalid-host"
        case .emptyLabel: "empty-label"
        case .oddIPv4: "odd-ipv4"
        case .wildcard: "wildcard"
        case .invalidPort: "invalid-port"
        case .percent: "percent"
        case .dotSegment: "dot-segment"
        case .emptySegment: "empty-segment"
        case .invalidPath: "invalid-path"
        }
    }
}

extension DocumentType {
    /// One word for the type.
    var word: [UInt8] {
        switch self {
        case .license: [UInt8]("license")
        case .request: [UInt8]("request")
        case .keyring: [UInt8]("keyring")
        case .revocations: [UInt8]("revocations")
        case .clockRepair: [UInt8]("clock-repair")
        case .receipt: [UInt8]("return")
        case .product: [UInt8]("product")
        case .state: [UInt8]("state")
        case .bundle: [UInt8]("bundle")
        case .logProof: [UInt8]("log-proof")
        case .newer: [UInt8]("newer")
        case .foreign: [UInt8]("foreign")
        }
    }
}
