public import DurableFile

/// What can be wrong with a key, a passphrase or the act of signing, as a fact. `source` is the file, or what else the
/// key came from.
public enum KeyError: Error, Equatable, Sendable {
    /// Not a PASERK of the kind that belongs here, by its first characters.
    case notAKeyFile(source: String)
    /// A PASERK by its first characters, and then no strict Base64 of the right length.
    case damagedKeyFile(source: String)
    /// The tag does not fit. A wrong passphrase and a changed byte look alike here.
    case wrongPassphrase(source: String)
    /// The public half that is stored is not that of the seed; signing with both would give the seed away.
    case publicHalfDiffers(source: String)
    /// The public key is not in the prime-order subgroup.
    case weakPublicKey(source: String)
    /// Argon2id parameters outside of what this program accepts; `memory` in bytes.
    case costOutOfBounds(source: String, memory: UInt64, passes: UInt32, lanes: UInt32)
    /// Argon2id could not have its memory, in bytes.
    case notEnoughMemory(bytes: UInt64)
    /// libsodium did not start, or gave no guarded memory.
    case noGuardedMemory
    /// Not 32 bytes.
    case seedLength(Int)
    /// A passphrase without a byte.
    case emptyPassphrase(source: String)
    /// A passphrase of more bytes than the limit.
    case passphraseTooLong(source: String, limit: Int)
    /// The two entries differ.
    case passphrasesDiffer
    /// There is no terminal to ask on.
    case noTerminal
    /// A signal came while the terminal was asking.
    case interrupted(signal: Int32)
    /// Not a key name of a signed note.
    case malformedKeyName
    /// Not the text of a signed note: UTF-8 without control characters, ending in a newline.
    case notNoteText
    /// The text and its signatures are no note within the limits.
    case notANote
    /// The signature just made does not verify; it was thrown away.
    case signatureNotValid
    /// The process could not be closed to core dumps.
    case hardeningFailed(operation: String, errno: Int32)
    /// Not a public key in any of the spellings that are read.
    case notAPublicKey(source: String)
    /// A secret key where a public one belongs.
    case secretForPublic(source: String)
    /// A public key under another name than the one it is wanted for.
    case otherKeyName(source: String, expected: String)
    /// The secret half is reached by a command only; `key` is name and ID.
    case secretElsewhere(key: String)
    /// The command that signs for a key did not; `key` is name and ID.
    case command(key: String, KeyCommandError)
    /// The file itself is the trouble.
    case file(FileError)
}

extension KeyError {
    /// What is wrong, in one sentence that names the file; lower case, no full stop.
    public var message: String {
        switch self {
        case .notAKeyFile(let source): "'\(source)' is not the kind of key file that is needed here"
        case .damagedKeyFile(let source): "'\(source)' is a damaged key file"
        case .wrongPassphrase(let source):
            "wrong passphrase for '\(source)', or the file is damaged: the two cannot be told apart"
        case .publicHalfDiffers(let source): "the public key stored in '\(source)' is not that of its secret key"
        case .weakPublicKey(let source): "the public key of '\(source)' is not in the prime-order subgroup"
        case .costOutOfBounds(let source, let memory, let passes, let lanes):
            "'\(source)' asks for \(memory) bytes, \(passes) passes and \(lanes) lanes of argon2id, "
                + "which is outside of what is accepted"
        case .notEnoughMemory(let bytes): "cannot get \(bytes / 1024 / 1024) MiB of memory for the passphrase"
        case .noGuardedMemory: "cannot get guarded memory from libsodium"
        case .seedLength(let count): "a seed has 32 bytes, not \(count)"
        case .emptyPassphrase(let source): "the passphrase from \(source) is empty"
        case .passphraseTooLong(let source, let limit): "the passphrase from \(source) is longer than \(limit) bytes"
        case .passphrasesDiffer: "the two passphrases differ"
        case .noTerminal: "there is no terminal to ask for the passphrase on"
        case .interrupted: "interrupted while asking for the passphrase"
        case .malformedKeyName: "not a key name: it is empty or too long, or holds a space or a plus sign"
        case .notNoteText: "not a text that can be signed: it has to be UTF-8 lines that end in a newline"
        case .notANote: "the text and its signatures are no signed note within the limits"
        case .signatureNotValid: "the signature just made does not verify, and was thrown away"
        case .hardeningFailed(let operation, let number): "cannot \(operation) (error \(number))"
        case .notAPublicKey(let source): "\(source) is not an Ed25519 public key"
        case .secretForPublic(let source): "\(source) is a secret key, and a public one is needed"
        case .otherKeyName(let source, let expected): "\(source) is not a key by the name of '\(expected)'"
        case .secretElsewhere(let key): "the secret half of '\(key)' is not here: a command signs for it"
        case .command(let key, let error): "the command that signs for '\(key)' \(error.message)"
        case .file(let error): error.message
        }
    }

    /// What to do next, where there is something to say.
    public var hint: String? {
        switch self {
        case .notAKeyFile: "a secret key file is one line that begins k4.secret-pw. or k4.secret."
        case .damagedKeyFile, .publicHalfDiffers: "restore the file from a backup"
        case .weakPublicKey: "restore the file from a backup, or ask for another key: nobody may rely on this one"
        case .wrongPassphrase: "try again; if you are sure of the passphrase, restore the file from a backup"
        case .costOutOfBounds:
            "accepted are 8 KiB to 1 GiB in whole KiB, 1 to 64 passes and 1 lane; check where the file comes from"
        case .notEnoughMemory: "free some memory or raise the limit of the process; the cost is never lowered silently"
        case .noGuardedMemory: "raise the limit of locked memory (ulimit -l)"
        case .emptyPassphrase: "give a passphrase, or ask for an unprotected key explicitly"
        case .passphrasesDiffer: "try again"
        case .noTerminal: "give the passphrase in a file or on a descriptor"
        case .signatureNotValid: "do not use this machine for signing: its memory or processor is at fault"
        case .notAPublicKey:
            "read are k4.public.…, Base64 or hexadecimal of 32 bytes, a PEM file 'PUBLIC KEY', and NAME+ID+KEY"
        case .secretForPublic: "give its public half, and take care where the secret one goes"
        case .otherKeyName: "name the key as its owner does"
        case .command(_, let error): error.hint
        case .file(let error): error.hint
        default: nil
        }
    }
}
