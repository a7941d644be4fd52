internal import SignedNote

/// A command that signs for a key whose secret half is kept elsewhere: in a hardware module, on another machine
/// (docs/keys-elsewhere.md).
public struct KeyCommand: Sendable {
    /// How long a command may take: long enough for a person with a PIN pad.
    public static let patience: Duration = .seconds(60)
    /// The variable that tells the command which key is meant, by name and ID.
    public static let variable = "LATCHKEY_KEY"
    /// The most bytes that are read of an answer.
    static let answerLimit = 1024

    /// What `/bin/sh -c` runs.
    public let text: String
    /// How long it may take.
    public let deadline: Duration

    /// Takes a command as a shell reads it.
    public init(_ text: String, deadline: Duration = KeyCommand.patience) {
        self.text = text
        self.deadline = deadline
    }

    /// The signature of a key over `message`, which the command gets on standard input, verified before it is returned.
    ///
    /// - Throws: ``KeyError/command(key:_:)``.
    func sign(_ message: [UInt8], for key: VerifierKey) throws(KeyError) -> [UInt8] {
        let name = key.nameAndID.string
        let shell = ShellCommand(
            text: text, variables: [Self.variable: name], deadline: deadline, answerLimit: Self.answerLimit)
        do throws(KeyCommandError) {
            guard let signature = Self.signature(in: try shell.run(over: message)) else { throw .notASignature }
            guard key.publicKey.isValidSignature(signature[...], for: message[...]) else { throw .foreignSignature }
            return signature
        } catch {
            throw .command(key: name, error)
        }
    }

    /// The signature that an answer spells: 64 bytes, or one line of strict Base64 or of 128 hexadecimal digits.
    static func signature(in answer: [UInt8]) -> [UInt8]? {
        let length = Ed25519PublicKey.signatureByteCount
        if answer.count == length { return answer }
        var line = answer[...]
        if line.last == newline { line.removeLast() }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        let bytes = line.count == length * 2 ? Digest.decodeHex(line.asLowerCase) : Base64.decode(line)
        return bytes?.count == length ? bytes : nil
    }
}

extension Bytes {
    /// The same with the letters of ASCII made lower.
    var asLowerCase: Bytes {
        map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }[...]
    }
}
