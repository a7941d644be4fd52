internal import ArgumentParser
internal import DurableFile
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// A key that takes over a role: made here, or only its public half where the secret one lives elsewhere.
struct NewKeyOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("What tells it from others of its role; else the year.", valueName: "label"))
    var label: ValueArgument<Token>?

    @Option(
        name: .long, help: ArgumentHelp("The public half of a key made elsewhere, or its file.", valueName: "key")
    )
    var publicKey: PublicKeyArgument?

    @Flag(name: .long, help: "Write the secret key in the clear: its readers can sign.")
    var noPassphrase = false

    /// Removes what ``key(of:in:_:now:)`` wrote, after the keyring that the key was for was refused.
    func remove(keyOf role: Token, in workspace: Workspace, now: Timestamp) {
        if publicKey == nil { AtomicWrite.remove(workspace.secretKeyPath(of: name(of: role, in: workspace, now: now))) }
    }

    private func name(of role: Token, in workspace: Workspace, now: Timestamp) -> [UInt8] {
        let slash = [UInt8(ascii: "/")]
        return workspace.vendor.text + slash + role.text + slash
            + (label?.value.text ?? [UInt8](decimal: now.date.year))
    }

    /// The new key of a role, with its secret half in the workspace unless it lives elsewhere.
    func key(
        of role: Token, in workspace: Workspace, _ passphrases: PassphraseOptions, now: Timestamp
    ) throws(Failure) -> VerifierKey {
        let name = name(of: role, in: workspace, now: now)
        do throws(KeyError) {
            if let publicKey {
                let text: PublicKeyText
                do throws(Failure) { text = try publicKey.read() } catch {
                    throw KeyError.notAPublicKey(source: publicKey.argument)
                }
                return try text.verifierKey(named: name, source: publicKey.argument)
            }
            return try make(name, in: workspace, passphrases)
        } catch {
            throw Failure(error)
        }
    }

    private func make(
        _ name: [UInt8], in workspace: Workspace, _ passphrases: PassphraseOptions
    ) throws(KeyError) -> VerifierKey {
        let path = workspace.secretKeyPath(of: name)
        let key = try passphrases.makeKey(name, at: path, isUnprotected: noPassphrase)
        Console.talk("made '\(path)'; keep a backup")
        return key
    }
}
