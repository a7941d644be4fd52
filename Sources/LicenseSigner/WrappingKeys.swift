internal import CSodium
internal import SignedNote

/// The two keys that a passphrase gives: one for the stream, one for the tag (PASERK, operation PBKW, version 4).
struct WrappingKeys: ~Copyable {
    private let encryption: GuardedBytes
    private let authentication: GuardedBytes

    /// Argon2id over the passphrase, then BLAKE2b with the bytes 0xFF and 0xFE in front.
    init(passphrase: borrowing Passphrase, salt: Bytes, cost: PassphraseCost) throws(KeyError) {
        let salt = Array(salt)
        let prefixed = try GuardedBytes(count: 1 + 32)
        let status = passphrase.read { passphrase in
            prefixed.write { prefixed in
                crypto_pwhash(
                    prefixed.pointer + 1, 32, passphrase.characters,
                    UInt64(passphrase.count), salt, UInt64(cost.passes), Int(cost.memory),
                    crypto_pwhash_alg_argon2id13())
            }
        }
        // The parameters were checked, so that only memory can be missing.
        guard status == 0 else { throw .notEnoughMemory(bytes: cost.memory) }
        let encryption = try Self.hash(prefixed, behind: 0xFF)
        let authentication = try Self.hash(prefixed, behind: 0xFE)
        self.encryption = encryption
        self.authentication = authentication
    }

    private static func hash(_ prefixed: borrowing GuardedBytes, behind byte: UInt8) throws(KeyError) -> GuardedBytes {
        let key = try GuardedBytes(count: 32)
        prefixed.write { prefixed in
            prefixed[0] = byte
            key.write { key in
                _ = crypto_generichash(key.pointer, key.count, prefixed.pointer, UInt64(prefixed.count), nil, 0)
            }
        }
        return key
    }

    /// XChaCha20 over `bytes`; `target` has room for as many.
    borrowing func applyStream(
        to bytes: UnsafeRawBufferPointer, into target: UnsafeMutablePointer<UInt8>, nonce: [UInt8]
    ) {
        encryption.read { key in
            _ = crypto_stream_xchacha20_xor(target, bytes.pointer, UInt64(bytes.count), nonce, key.pointer)
        }
    }

    /// The tag of `bytes`: keyed BLAKE2b, 32 bytes.
    borrowing func tag(of bytes: [UInt8]) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: 32)
        authentication.read { key in
            _ = crypto_generichash(&tag, tag.count, bytes, UInt64(bytes.count), key.pointer, key.count)
        }
        return tag
    }
}
