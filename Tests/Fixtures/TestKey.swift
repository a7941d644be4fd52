package import LicenseFormat
package import SignedNote

/// Something that a fixture needs could not be made: a fault of the test, not of what it tests.
package struct FixtureFailure: Error {
    package let what: String

    package init(_ what: String) {
        self.what = what
    }
}

extension Optional {
    /// The value; throws where there is none.
    package func orFail(_ what: String = "") throws(FixtureFailure) -> Wrapped {
        guard let self else { throw FixtureFailure("no \(Wrapped.self) \(what)") }
        return self
    }
}

extension String {
    /// The UTF-8 of this text.
    package var bytes: Bytes { Array(utf8)[...] }
}

extension CanonicalValue {
    /// The value that `text` spells; throws where it spells none.
    package static func of(_ text: String) throws(FixtureFailure) -> Self {
        try Self(text.bytes).orFail(text)
    }
}

/// A key pair with a name, the same in every run: the seed is the BLAKE2b of a label.
package struct TestKey: Sendable {
    package let seed: Ed25519Seed
    package let key: VerifierKey

    /// - Parameter label: what the seed is derived from; the name, unless another key pair is to have the same name.
    package init(_ name: String, label: String? = nil) throws {
        seed = try Self.seed(label ?? name)
        key = try VerifierKey(name: name.bytes, publicKey: seed.publicKey)
    }

    /// The seed that belongs to a label.
    package static func seed(_ label: String) throws(FixtureFailure) -> Ed25519Seed {
        try Ed25519Seed(Digest.blake2b(label.bytes)).orFail(label)
    }

    /// A note with this key's signature.
    package func sign(_ text: [UInt8]) throws(FixtureFailure) -> SignedNote {
        try seed.sign(text, as: key.name).orFail("signature")
    }
}

/// A note with the signatures of several keys.
package func sign(_ text: [UInt8], by keys: [TestKey]) throws(FixtureFailure) -> SignedNote {
    var signatures: [SignedNote.Signature] = []
    for key in keys { signatures += try key.sign(text).signatures }
    return SignedNote(text: text, signatures: signatures)
}

/// Numbers that look random and are the same in every run (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(_ seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SeededGenerator {
    /// A number below `bound`.
    package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(bound, 1), using: &self) }

    /// True once in `count` times.
    package mutating func once(in count: Int) -> Bool { below(count) == 0 }

    /// So many bytes.
    package mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }

    /// One of `choices`, which are not empty.
    package mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
}
