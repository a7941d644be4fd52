internal import CPKCS11
internal import LicenseSigner
internal import Terminal

/// Why a token did not do what was asked, as a fact.
enum TokenError: Error, Equatable {
    /// The shared library cannot be loaded.
    case notLoaded(module: String, reason: String)
    /// The shared library is no PKCS #11 module.
    case notAModule(String)
    /// No token has this label.
    case noToken(String, known: [String])
    /// More than one token has this label.
    case severalTokens(String)
    /// The token has no key of this label.
    case noKey(String)
    /// The token has more than one.
    case severalKeys(String)
    /// The token has one already.
    case keyExists(String)
    /// The key is of another kind.
    case notEd25519(String)
    /// The token cannot do Ed25519.
    case noMechanism
    /// The public key is not written as PKCS #11 has it.
    case malformedPoint(String)
    /// The public key is not in the prime-order subgroup.
    case weakKey(String)
    /// The token would give the secret half away.
    case notKept(String)
    /// The signature is not the key's over the text.
    case badSignature(String)
    /// A call returned something else than CKR_OK.
    case failed(String, CK_RV)
    /// The PIN could not be had.
    case key(KeyError)

    /// What is wrong: lower case, no full stop.
    var message: String {
        switch self {
        case .notLoaded(let module, let reason): "cannot load the module '\(module)': \(reason)"
        case .notAModule(let module): "'\(module)' is not a PKCS #11 module"
        case .noToken(let label, _): "there is no token '\(label)'"
        case .severalTokens(let label): "more than one token is called '\(label)'"
        case .noKey(let label): "the token has no key '\(label)'"
        case .severalKeys(let label): "the token has more than one key '\(label)'"
        case .keyExists(let label): "the token has a key '\(label)' already"
        case .notEd25519(let label): "the key '\(label)' is not an Ed25519 key"
        case .noMechanism: "the token cannot do Ed25519"
        case .malformedPoint(let label): "the token gives the public key of '\(label)' in an unknown form"
        case .weakKey(let label): "the public key of '\(label)' is not in the prime-order subgroup"
        case .notKept(let label): "the token would give the secret half of '\(label)' away, so it was destroyed again"
        case .badSignature(let label): "the token's signature is not that of '\(label)', and was thrown away"
        case .failed(let call, let status): "the token refused: \(ReturnValue.name(status)) from \(call)"
        case .key(.noTerminal): "there is no terminal to ask for the PIN on"
        case .key(let error): error.message
        }
    }

    /// What to do next, where there is something to say.
    var hint: String? {
        switch self {
        case .notLoaded: "name the shared library with its path, such as /usr/lib/softhsm/libsofthsm2.so"
        case .notAModule: "name the module that came with the token"
        case .noToken(_, let known):
            known.isEmpty ? "plug it in, or initialize one" : "there are: \(known.joined(separator: ", "))"
        case .severalTokens: "give one of them another label, or unplug it"
        case .noKey: "check the label, or make the key: latchkey-pkcs11 generate"
        case .severalKeys: "give one of them another label"
        case .keyExists: "choose another label"
        case .notEd25519: "make an Ed25519 key: latchkey-pkcs11 generate"
        case .noMechanism: "it needs CKM_EDDSA, and CKM_EC_EDWARDS_KEY_PAIR_GEN to make keys"
        case .weakKey: "make another key: nobody may rely on this one"
        case .notKept: "check the token's policy"
        case .badSignature: "do not use this token for signing"
        case .failed(_, let status): ReturnValue.hint(status)
        case .key(let error): error == .noTerminal ? "give the PIN with --pin-file or --pin-fd" : error.hint
        case .malformedPoint: nil
        }
    }
}

extension Failure {
    /// What a token refused.
    init(_ error: TokenError) {
        let isUndecided =
            switch error {
            case .notLoaded, .failed, .key(.file): true
            default: false
            }
        self.init(error.message, hint: error.hint, status: isUndecided ? .undecided : .refused)
    }
}
