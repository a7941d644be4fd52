internal import CPKCS11
internal import Glibc

/// A PKCS #11 module, loaded and initialized for the life of this value.
final class TokenModule {
    private let library: UnsafeMutableRawPointer
    /// What the module can do.
    let functions: CK_FUNCTION_LIST

    /// Loads a shared library and asks it for its functions.
    ///
    /// - Throws: ``TokenError/notLoaded(module:reason:)``, ``TokenError/notAModule(_:)``.
    init(_ path: String) throws(TokenError) {
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw .notLoaded(module: path, reason: dlerror().map { String(cString: $0) } ?? "")
        }
        var list: UnsafeMutablePointer<CK_FUNCTION_LIST>?
        guard let entry = dlsym(library, "C_GetFunctionList"), pkcs11_functions(entry, &list) == CKR_OK, let list else {
            _ = dlclose(library)
            throw .notAModule(path)
        }
        let status = list.pointee.C_Initialize?(nil) ?? CKR_FUNCTION_NOT_SUPPORTED
        guard status == CKR_OK else {
            _ = dlclose(library)
            throw .failed("C_Initialize", status)
        }
        self.library = library
        functions = list.pointee
    }

    deinit {
        _ = functions.C_Finalize?(nil)
        _ = dlclose(library)
    }

    /// The slot of the only token that has a label, and what the token says of itself.
    ///
    /// - Throws: ``TokenError/noToken(_:known:)``, ``TokenError/severalTokens(_:)``.
    func slot(ofToken label: String) throws(TokenError) -> (CK_SLOT_ID, CK_TOKEN_INFO) {
        var count: CK_ULONG = 0
        try check("C_GetSlotList", functions.C_GetSlotList?(1, nil, &count))
        var slots = [CK_SLOT_ID](repeating: 0, count: Int(clamping: count))
        try check("C_GetSlotList", functions.C_GetSlotList?(1, &slots, &count))
        var found: [(CK_SLOT_ID, CK_TOKEN_INFO)] = []
        var known: [String] = []
        for slot in slots.prefix(Int(clamping: count)) {
            var info = CK_TOKEN_INFO()
            // Another token's trouble is not this one's.
            guard functions.C_GetTokenInfo?(slot, &info) == CKR_OK, info.flags & CKF_TOKEN_INITIALIZED != 0 else {
                continue
            }
            known.append(info.text)
            if info.text == label { found.append((slot, info)) }
        }
        guard let first = found.first else { throw .noToken(label, known: known) }
        guard found.count == 1 else { throw .severalTokens(label) }
        return first
    }

    /// Whether a token does a mechanism.
    func has(_ mechanism: CK_MECHANISM_TYPE, in slot: CK_SLOT_ID) -> Bool {
        var info = CK_MECHANISM_INFO()
        return functions.C_GetMechanismInfo?(slot, mechanism, &info) == CKR_OK
    }
}

/// Takes what a call returned; nil where the module lacks the function.
///
/// - Throws: ``TokenError/failed(_:_:)``.
func check(_ call: String, _ status: CK_RV?) throws(TokenError) {
    let status = status ?? CKR_FUNCTION_NOT_SUPPORTED
    guard status == CKR_OK else { throw .failed(call, status) }
}

extension CK_TOKEN_INFO {
    /// The label, without the blanks that fill its field.
    var text: String {
        withUnsafeBytes(of: label) { bytes in
            var text = Array(bytes)[...]
            while text.last == UInt8(ascii: " ") { text.removeLast() }
            return String(decoding: text, as: UTF8.self)
        }
    }
}
