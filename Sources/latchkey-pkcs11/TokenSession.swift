internal import CPKCS11
internal import LicenseSigner
internal import SignedNote

/// A session with one token, closed at the end of its life.
struct TokenSession: ~Copyable {
    let module: TokenModule
    let slot: CK_SLOT_ID
    let handle: CK_SESSION_HANDLE
    private let token: CK_TOKEN_INFO

    /// - Parameter writing: whether objects are to be made.
    init(_ module: TokenModule, token label: String, writing: Bool) throws(TokenError) {
        let (slot, token) = try module.slot(ofToken: label)
        var handle: CK_SESSION_HANDLE = 0
        let flags = CKF_SERIAL_SESSION | (writing ? CKF_RW_SESSION : 0)
        try check("C_OpenSession", module.functions.C_OpenSession?(slot, flags, nil, nil, &handle))
        self.module = module
        self.slot = slot
        self.token = token
        self.handle = handle
    }

    deinit { _ = module.functions.C_CloseSession?(handle) }

    /// Logs the user in where the token wants that: by its own PIN pad where it has one, else by `pin`, which is called
    /// only then. A PIN is tried once: tokens lock themselves after a few wrong ones.
    borrowing func logIn(pin: () throws(KeyError) -> Passphrase) throws(TokenError) {
        guard token.flags & CKF_LOGIN_REQUIRED != 0 else { return }
        if token.flags & CKF_PROTECTED_AUTHENTICATION_PATH != 0 {
            try check("C_Login", module.functions.C_Login?(handle, CKU_USER, nil, 0))
            return
        }
        let secret: Passphrase
        do throws(KeyError) { secret = try pin() } catch { throw .key(error) }
        let status = secret.read { bytes in
            let text = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CK_BYTE.self)
            return module.functions.C_Login?(handle, CKU_USER, text, CK_ULONG(bytes.count))
        }
        try check("C_Login", status)
    }

    /// The objects of a class that have a label, at most two of them.
    borrowing func objects(_ kind: CK_OBJECT_CLASS, label: String) throws(TokenError) -> [CK_OBJECT_HANDLE] {
        let template = TokenTemplate()
        template.add(CKA_CLASS, kind)
        template.add(CKA_LABEL, Array(label.utf8))
        try check("C_FindObjectsInit", module.functions.C_FindObjectsInit?(handle, template.first, template.count))
        var found = [CK_OBJECT_HANDLE](repeating: 0, count: 2)
        var count: CK_ULONG = 0
        let status = module.functions.C_FindObjects?(handle, &found, 2, &count)
        _ = module.functions.C_FindObjectsFinal?(handle)
        try check("C_FindObjects", status)
        return Array(found.prefix(Int(clamping: count)))
    }

    /// The only Ed25519 key of a class that has a label.
    ///
    /// - Throws: ``TokenError/noKey(_:)``, ``TokenError/severalKeys(_:)``, ``TokenError/notEd25519(_:)``.
    borrowing func key(_ kind: CK_OBJECT_CLASS, label: String) throws(TokenError) -> CK_OBJECT_HANDLE {
        let found = try objects(kind, label: label)
        guard let key = found.first else { throw .noKey(label) }
        guard found.count == 1 else { throw .severalKeys(label) }
        let type = try attribute(CKA_KEY_TYPE, of: key)
        guard type == withUnsafeBytes(of: CKK_EC_EDWARDS, { Array($0) }) else { throw .notEd25519(label) }
        return key
    }

    /// The bytes of an attribute, at most 4096.
    borrowing func attribute(_ type: CK_ATTRIBUTE_TYPE, of object: CK_OBJECT_HANDLE) throws(TokenError) -> [UInt8] {
        var value = [UInt8](repeating: 0, count: 4096)
        var length: CK_ULONG = 0
        let status = value.withUnsafeMutableBytes { bytes in
            var attribute = CK_ATTRIBUTE(type: type, pValue: bytes.baseAddress, ulValueLen: CK_ULONG(bytes.count))
            let status = module.functions.C_GetAttributeValue?(handle, object, &attribute, 1)
            length = attribute.ulValueLen
            return status
        }
        try check("C_GetAttributeValue", status)
        return Array(value.prefix(Int(clamping: length)))
    }
}
