import SignedNote

/// The text form of a verifier key (c2sp.org/signed-note, "Verifier keys").
let verifierKeyVectors: [VectorCase] = [
    ValueCase(
        "go-example", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "ok PeterNeumann c74f20a3",
        "the example of golang.org/x/mod/sumdb/note"),
    ValueCase(
        "other-id", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "malformed-verifier-key",
        "the ID is not that of name and key"),
    ValueCase(
        "other-name", "PeterNewmann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "malformed-verifier-key",
        "the ID is not that of name and key"),
    ValueCase(
        "upper-case-id", "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "malformed-verifier-key",
        "one spelling: the ID is lower case"),
    ValueCase(
        "short-id", "PeterNeumann+c74f20+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "malformed-verifier-key",
        "the ID has eight digits"),
    ValueCase(
        "long-id", "PeterNeumann+00c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "malformed-verifier-key",
        "the ID has eight digits"),
    ValueCase(
        "colon-in-id", "PeterNeumann+c74f20:3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "malformed-verifier-key",
        "U+003A follows the digits and is none"),
    ValueCase(
        "no-id", "PeterNeumann+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "malformed-verifier-key", "two parts"),
    ValueCase("empty-name", "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "malformed-key-name", "no name"),
    ValueCase(
        "space-in-name", "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "malformed-key-name",
        "a name holds no space"),
    ValueCase(
        "em-space-in-name", "Peter\u{2003}Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "malformed-key-name", "a name holds no Unicode space"),
    ValueCase(
        "long-name", "\(String(repeating: "n", count: 256))+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "malformed-key-name", "a name has at most 255 bytes"),
    ValueCase(
        "padding", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW=", "malformed-verifier-key",
        "Base64 with padding too many"),
    ValueCase(
        "key-of-31-bytes", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy1w==",
        "malformed-verifier-key", "31 bytes are no Ed25519 key"),
    ValueCase("key-of-0-bytes", "PeterNeumann+c74f20a3+AQ==", "malformed-verifier-key", "a type without a key"),
    ValueCase(
        "type-2", TestKey.license.vkey(type: 2), "unsupported-key-type 2", "only type 0x01, Ed25519, can be used"),
    ValueCase("type-2-of-0-bytes", "PeterNeumann+c74f20a3+Ag==", "malformed-verifier-key", "a type without a key"),
    ValueCase("type-2-of-1-byte", "PeterNeumann+c74f20a3+AgA=", "unsupported-key-type 2", "a key can be of any length"),
    ValueCase("empty", "", "malformed-verifier-key", "nothing at all"),
].map { $0.vector("vkey", "vkey") }

/// Base64 with one spelling a value (RFC 4648).
let base64Vectors: [VectorCase] =
    [
        ValueCase("empty", "", "ok", "no bytes"),
        ValueCase("one-byte", "Zg==", "ok 66", "RFC 4648 section 10"),
        ValueCase("two-bytes", "Zm8=", "ok 666f", "RFC 4648 section 10"),
        ValueCase("three-bytes", "Zm9v", "ok 666f6f", "RFC 4648 section 10"),
        ValueCase("six-bytes", "Zm9vYmFy", "ok 666f6f626172", "RFC 4648 section 10"),
        ValueCase("last-symbols", "+/+/", "ok fbffbf", "the last two symbols of the standard alphabet"),
        ValueCase("no-padding", "Zg", "invalid", "padding is written"),
        ValueCase("short-padding", "Zg=", "invalid", "padding is written in full"),
        ValueCase("long-padding", "Zm9v====", "invalid", "padding only where bits are missing"),
        ValueCase("trailing-bits-4", "Zh==", "invalid", "the four bits left over are zero"),
        ValueCase("trailing-bits-2", "Zm9=", "invalid", "the two bits left over are zero"),
        ValueCase("padding-inside", "Zg==Zg==", "invalid", "nothing follows padding"),
        ValueCase("one-symbol", "Z", "invalid", "six bits are no byte"),
        ValueCase("space-before", " Zm9v", "invalid", "no blanks"),
        ValueCase("space-inside", "Zm 9v", "invalid", "no blanks"),
        ValueCase("newline-inside", "Zm\n9v", "invalid", "no line breaks"),
        ValueCase("newline-after", "Zm9v\n", "invalid", "no line breaks"),
        ValueCase("url-safe-symbols", "-_-_", "invalid", "the other alphabet"),
    ].map { $0.vector("base64", "base64") }
    + [
        ValueCase("url-safe", "-_-_", "ok fbffbf", "the URL-safe alphabet"),
        ValueCase("url-safe-no-padding", "Zg", "ok 66", "no padding in the URL-safe variant"),
        ValueCase("url-safe-padding", "Zg==", "invalid", "no padding in the URL-safe variant"),
        ValueCase("url-safe-standard-symbols", "+/+/", "invalid", "the other alphabet"),
        ValueCase("url-safe-trailing-bits", "Zh", "invalid", "the four bits left over are zero"),
        ValueCase("url-safe-two-bytes", "Zm8", "ok 666f", "three symbols are two bytes"),
        ValueCase("url-safe-three-bytes", "Zm9v", "ok 666f6f", "four symbols are three bytes"),
        ValueCase("url-safe-four-bytes", "Zm9vYg", "ok 666f6f62", "six symbols are four bytes"),
        ValueCase("url-safe-five-bytes", "Zm9vYmE", "ok 666f6f6261", "seven symbols are five bytes"),
        ValueCase("url-safe-one-symbol", "Z", "invalid", "six bits are no byte"),
        ValueCase("url-safe-five-symbols", "Zm9vY", "invalid", "six bits are no byte"),
        ValueCase("url-safe-trailing-bits-2", "Zm9", "invalid", "the two bits left over are zero"),
        ValueCase("url-safe-plus", "Zm9+", "invalid", "the other alphabet"),
        ValueCase("url-safe-slash", "Zm9/", "invalid", "the other alphabet"),
    ].map { $0.vector("base64", "base64", [.init("variant", "url-safe")]) }
    + foreignSymbols.flatMap { name, symbol in
        [("", []), ("url-safe-", [VectorCase.Header("variant", "url-safe")])].map { prefix, headers in
            ValueCase("\(prefix)foreign-\(name)", "Zm9\(symbol)", "invalid", "a symbol beside those of the alphabet")
                .vector("base64", "base64", headers)
        }
    }
    + [
        ValueCase("foreign-hyphen", "Zm9-", "invalid", "the other alphabet"),
        ValueCase("foreign-underscore", "Zm9_", "invalid", "the other alphabet"),
    ].map { $0.vector("base64", "base64") }

/// What stands beside the ranges of the alphabets in ASCII.
private let foreignSymbols = [
    ("asterisk", "*"), ("comma", ","), ("full-stop", "."), ("colon", ":"), ("semicolon", ";"), ("less-than", "<"),
    ("greater-than", ">"), ("question-mark", "?"), ("at", "@"), ("bracket", "["), ("backslash", "\\"),
    ("closing-bracket", "]"), ("circumflex", "^"), ("grave", "`"), ("brace", "{"), ("nul", "\0"),
    ("beyond-ascii", "\u{FF}"),
]

/// Ed25519 signatures (RFC 8032): its own examples, and what must not pass beside them.
let ed25519Vectors: [VectorCase] = [
    ed25519("rfc8032-1", key1, "", signature1, "ok", "RFC 8032 section 7.1, test 1: an empty message"),
    ed25519(
        "rfc8032-2", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "ok", "RFC 8032 section 7.1, test 2: one byte"),
    ed25519(
        "rfc8032-3", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        "ok", "RFC 8032 section 7.1, test 3: two bytes"),
    ed25519("other-message", key1, "00", signature1, "invalid", "the signature of another message"),
    ed25519(
        "other-key", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "", signature1, "invalid",
        "another key's signature"),
    ed25519("63-bytes", key1, "", String(signature1.dropLast(2)), "invalid", "a signature has 64 bytes"),
    ed25519("65-bytes", key1, "", "\(signature1)00", "invalid", "a signature has 64 bytes"),
    ed25519("no-bytes", key1, "", "", "invalid", "a signature has 64 bytes"),
    ed25519("zeros", key1, "", String(repeating: "0", count: 128), "invalid", "all bytes zero"),
    ed25519("key-of-31-bytes", String(key1.dropLast(2)), "", signature1, "invalid-key", "a key has 32 bytes"),
    ed25519("key-of-33-bytes", "\(key1)00", "", signature1, "invalid-key", "a key has 32 bytes"),
    ed25519(
        "malleable", key1, "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901554c8c7872aa064e049dbb3013fbf29380d25bf5f0595bbe24655141438e7a101b",
        "invalid", "S plus the order of the group gives the same point, and is refused (RFC 8032 section 5.1.7)"),
    ed25519(
        "identity-key", "01\(String(repeating: "0", count: 62))", "", "01\(String(repeating: "0", count: 126))",
        "invalid", "under the identity as key, R = identity and S = 0 would sign everything"),
    ed25519(
        "small-order-key", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "",
        "01\(String(repeating: "0", count: 126))", "invalid", "a key of order two"),
    ed25519(
        "key-with-part-of-order-two", "b9649e46b06e4da3b6355e9c0e5a0f53f0d2b5b210659df912ed21f34c8b0214", "05",
        "fb5e063dbca2fc670e529d446475c7a81a100d2c1bcbf010c365fd0a57afaab0cf736deba02c2109c1efdfafb368399be70b4b753f700751df91d8f86543ed0b",
        "ok off-subgroup",
        "a key with a point of order two added to it signs, where the hash is even; libsodium before 1.0.21 calls it valid"
    ),
    ed25519(
        "key-not-on-curve", "02\(String(repeating: "0", count: 62))", "", signature1, "invalid", "no point has y = 2"),
]

private let key1 = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
private let signature1 =
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"

private func ed25519(
    _ name: String, _ key: String, _ message: String, _ signature: String, _ expect: String, _ comment: String
) -> VectorCase {
    VectorCase(
        area: "ed25519", name: name, comment: comment, operation: "ed25519",
        headers: [.init("key", key), .init("message", message), .init("signature", signature)], expect: expect)
}
