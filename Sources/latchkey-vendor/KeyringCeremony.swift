internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// A new keyring on its way: signed by the root keys that are on this machine, published when these are enough, else
/// written as a proposal for the others.
struct KeyringCeremony {
    private let workspace: Workspace
    private let signing: SigningOptions

    /// A ceremony in a workspace.
    init(_ workspace: Workspace, _ signing: SigningOptions) {
        self.workspace = workspace
        self.signing = signing
    }

    /// The present, in another second than the last record: a key's end is no part of its window, and what the key signed
    /// just now has to stay good.
    func now() throws(Failure) -> Timestamp {
        do throws(LedgerError) { return Machine.now(otherThan: try workspace.lastTime()) } catch {
            throw Failure(error)
        }
    }

    /// The newest keyring, to draft the next one from.
    func draft(now: Timestamp) throws(Failure) -> KeyringDraft {
        let current: CurrentKeyring
        do throws(LedgerError) { current = try workspace.currentKeyring() } catch { throw Failure(error) }
        do throws(CeremonyError) { return try KeyringDraft(after: current.keyring, issued: now) } catch {
            throw Failure(error)
        }
    }

    /// Refuses what would end with neither a keyring nor a proposal, before a key is made for it.
    func refuseUnfinished(_ draft: KeyringDraft, output: FileArgument?) throws(Failure) {
        guard output == nil else { return }
        let roots = draft.base.roots
        let here = roots.keys.count { SecretKeyFile.presence(workspace.secretKeyPath(of: $0.name)) != .absent }
        let missing = Int(roots.threshold.value) - here
        if missing > 0 { throw Self.unfinished(base: missing, next: 0) }
    }

    private static func unfinished(base: Int, next: Int) -> Failure {
        Failure(
            CeremonyError.signaturesMissing(base: base, next: next).message,
            hint: "name -o FILE for a proposal, and have the other root keys sign it: latchkey-vendor keyring sign")
    }

    /// Signs a draft with the root keys at hand, and publishes it or writes it to `output`.
    ///
    /// - Parameter isHeld: whether it is written as a proposal even where the keys at hand would be enough.
    func conclude(
        _ draft: KeyringDraft, reason: String, output: FileArgument?, force: Bool, isHeld: Bool = false, now: Timestamp
    ) throws(Failure) {
        var proposal: KeyringProposal
        do throws(LedgerError) {
            let current = try workspace.currentKeyring()
            do throws(CeremonyError) {
                proposal = try KeyringProposal(draft, base: current.note)
            } catch {
                throw .ceremony(error)
            }
        } catch {
            throw Failure(error)
        }
        for line in KeyringPage(proposal).lines { Console.talk(line) }
        if !isHeld {
            proposal = try signed(proposal)
            if proposal.missing == (0, 0) {
                try publish(proposal, reason: reason, now: now)
                return
            }
        }
        guard let output else {
            throw Self.unfinished(base: proposal.missing.base, next: proposal.missing.next)
        }
        try output.write(proposal.bytes, force: force)
        Console.talk(
            "wrote \(output.name); nothing has changed yet: sign it with the root keys (latchkey-vendor keyring sign), "
                + "then: latchkey-vendor keyring publish FILE")
    }

    /// Publishes a proposal that has all its signatures.
    func publish(_ proposal: KeyringProposal, reason: String, now: Timestamp) throws(Failure) {
        let note: SignedNote
        do throws(CeremonyError) { note = try proposal.published() } catch { throw Failure(error) }
        do throws(LedgerError) {
            let next = try workspace.publish(note, reason: reason, now: now, open: signing.opener())
            Console.talk(
                "published keyring \(next.keyring.version.text.string); the next file to each customer brings it along")
        } catch {
            throw Failure(error)
        }
    }

    /// The proposal with the signatures of the root keys whose files are here.
    private func signed(_ proposal: KeyringProposal) throws(Failure) -> KeyringProposal {
        var proposal = proposal
        let open = signing.opener()
        for root in proposal.roots where !proposal.signers.contains(root) {
            let path = workspace.secretKeyPath(of: root.name)
            guard SecretKeyFile.presence(path) != .absent, proposal.missing != (0, 0) else { continue }
            let key: SigningKey
            do throws(KeyError) { key = try open("root", root, path) } catch { throw Failure(error) }
            do throws(CeremonyError) { proposal = try proposal.signing(with: key) } catch { throw Failure(error) }
        }
        return proposal
    }
}
