internal import CPKCS11
internal import SignedNote

extension TokenSession {
    /// The public key of a label, checked for the prime-order subgroup.
    ///
    /// - Throws: ``TokenError/malformedPoint(_:)``, ``TokenError/weakKey(_:)``.
    borrowing func publicKey(label: String) throws(TokenError) -> Ed25519PublicKey {
        let object = try key(CKO_PUBLIC_KEY, label: label)
        guard let key = Self.publicKey(point: try attribute(CKA_EC_POINT, of: object)) else {
            throw .malformedPoint(label)
        }
        guard key.isInPrimeOrderSubgroup else { throw .weakKey(label) }
        return key
    }

    /// Reads CKA_EC_POINT: the 32 bytes of RFC 8032 as they are (PKCS #11 3.1), or in a DER OCTET STRING, as 3.0 has it.
    static func publicKey(point: [UInt8]) -> Ed25519PublicKey? {
        if point.count == Ed25519PublicKey.byteCount { return Ed25519PublicKey(point) }
        return point.starts(with: [0x04, UInt8(Ed25519PublicKey.byteCount)])
            ? Ed25519PublicKey(point.dropFirst(2)) : nil
    }

    /// The Ed25519 signature over a text, 64 bytes, made in the token; verified where the token has the public key, too.
    ///
    /// - Throws: ``TokenError/noMechanism``, ``TokenError/badSignature(_:)``.
    borrowing func sign(_ text: [UInt8], label: String) throws(TokenError) -> [UInt8] {
        let key = try key(CKO_PRIVATE_KEY, label: label)
        guard module.has(CKM_EDDSA, in: slot) else { throw .noMechanism }
        // No parameter is Ed25519 as in RFC 8032 section 5.1: neither a context nor a hash before.
        var mechanism = CK_MECHANISM(mechanism: CKM_EDDSA, pParameter: nil, ulParameterLen: 0)
        try check("C_SignInit", module.functions.C_SignInit?(handle, &mechanism, key))
        var (text, signature) = (text, [UInt8](repeating: 0, count: 256))
        var count = CK_ULONG(signature.count)
        try check("C_Sign", module.functions.C_Sign?(handle, &text, CK_ULONG(text.count), &signature, &count))
        signature.removeLast(signature.count - min(signature.count, Int(clamping: count)))
        guard signature.count == Ed25519PublicKey.signatureByteCount else { throw .badSignature(label) }
        if let known = try? publicKey(label: label), !known.isValidSignature(signature[...], for: text[...]) {
            throw .badSignature(label)
        }
        return signature
    }

    /// Makes a key pair that stays in the token: its secret half can neither be read nor taken out.
    ///
    /// - Throws: ``TokenError/keyExists(_:)``, ``TokenError/noMechanism``, and ``TokenError/notKept(_:)`` where the token
    ///   made the key otherwise; what it made is then destroyed.
    borrowing func generate(label: String) throws(TokenError) -> Ed25519PublicKey {
        for kind in [CKO_PRIVATE_KEY, CKO_PUBLIC_KEY] {
            guard try objects(kind, label: label).isEmpty else { throw .keyExists(label) }
        }
        guard module.has(CKM_EC_EDWARDS_KEY_PAIR_GEN, in: slot) else { throw .noMechanism }
        let (publicHalf, privateHalf) = Self.templates(label)
        var mechanism = CK_MECHANISM(mechanism: CKM_EC_EDWARDS_KEY_PAIR_GEN, pParameter: nil, ulParameterLen: 0)
        var (publicKey, privateKey): (CK_OBJECT_HANDLE, CK_OBJECT_HANDLE) = (0, 0)
        try check(
            "C_GenerateKeyPair",
            module.functions.C_GenerateKeyPair?(
                handle, &mechanism, publicHalf.first, publicHalf.count, privateHalf.first, privateHalf.count,
                &publicKey, &privateKey))
        do throws(TokenError) {
            guard try attribute(CKA_SENSITIVE, of: privateKey) == [1],
                try attribute(CKA_EXTRACTABLE, of: privateKey) == [0]
            else { throw .notKept(label) }
            return try self.publicKey(label: label)
        } catch {
            for object in [publicKey, privateKey] { _ = module.functions.C_DestroyObject?(handle, object) }
            throw error
        }
    }

    private static func templates(_ label: String) -> (publicHalf: TokenTemplate, privateHalf: TokenTemplate) {
        let (publicHalf, privateHalf) = (TokenTemplate(), TokenTemplate())
        for template in [publicHalf, privateHalf] {
            template.add(CKA_TOKEN, true)
            template.add(CKA_LABEL, Array(label.utf8))
            // What other programs find both halves by.
            template.add(CKA_ID, Array(Digest.sha256(Array(label.utf8)[...]).prefix(20)))
        }
        // The object identifier of Ed25519, 1.3.101.112 (RFC 8410).
        publicHalf.add(CKA_EC_PARAMS, [0x06, 0x03, 0x2B, 0x65, 0x70])
        publicHalf.add(CKA_PRIVATE, false)
        publicHalf.add(CKA_VERIFY, true)
        privateHalf.add(CKA_PRIVATE, true)
        privateHalf.add(CKA_SENSITIVE, true)
        privateHalf.add(CKA_EXTRACTABLE, false)
        privateHalf.add(CKA_SIGN, true)
        return (publicHalf, privateHalf)
    }
}
