internal import LicenseFormat
internal import SignedNote

/// A document's place in the vendor's log, proven. Only ``TrustedKeys/verify(_:of:)`` makes one.
struct ProvenLeaf: Equatable, Sendable {
    /// The leaf's number, counted from 0.
    let index: Decimal
    /// How many leaves the tree has that it is proven to be in.
    let treeSize: Decimal

    fileprivate init(_ proof: LogProof) {
        index = proof.index
        treeSize = proof.head.size
    }
}

extension TrustedKeys {
    /// Verifies that a document is where a proof says (docs/spec/log.md, "Verifying").
    ///
    /// - Throws: why the checkpoint does not stand; ``FindingCode/altered`` when it does and the path does not lead there.
    func verify(_ proof: LogProof, of noteText: Bytes) throws(Finding) -> ProvenLeaf {
        if !isAnchored(proof.head) { try verify(checkpoint: proof) }
        guard proof.leads(from: noteText) else {
            let signer = proof.checkpoint.signatures.first?.name ?? []
            throw Finding(.altered, ("document", [UInt8](DocumentType.logProof.name)), ("signer", signer))
        }
        return ProvenLeaf(proof)
    }

    /// The place in the log of a license that needs one.
    ///
    /// - Throws: ``FindingCode/proofMissing`` where no proof stands beside it; else why the proof does not hold.
    func provenLeaf(of license: SignedLicense) throws(Finding) -> ProvenLeaf {
        guard let item = license.proof, let proof = try? LogProof(parsing: item) else {
            throw Finding(.proofMissing)
        }
        return try verify(proof, of: license.note.unverifiedText)
    }

    /// The place in the log of a license by keys that somebody else may hold; nil where no proof holds.
    ///
    /// - Throws: ``FindingCode/altered`` for the proof: what is told then is that, and not the key.
    func leafUnderCompromise(of license: SignedLicense) throws(Finding) -> ProvenLeaf? {
        do throws(Finding) { return try provenLeaf(of: license) } catch {
            if error.code == .altered { throw error }
            return nil
        }
    }

    /// Whether a leaf is below the size up to which a compromised key's licenses are honest.
    func signedBeforeCompromise(_ signer: Signer, _ leaf: ProvenLeaf) -> Bool {
        let key = signer.key.nameAndID
        return keyring.compromised.contains { $0.nameAndID == key && leaf.index.value < $0.treeSize.value }
    }

    /// Whether the root keys themselves said that the log stood so, in a line about a compromised key.
    private func isAnchored(_ head: Checkpoint) -> Bool {
        keyring.compromised.contains { $0.treeSize == head.size && $0.root == head.root }
    }

    /// Verifies that an honest log key signed a checkpoint of its own log. When it did is not asked: nothing says so.
    private func verify(checkpoint proof: LogProof) throws(Finding) {
        let signers = try signers(of: proof.checkpoint, role: .log, document: .logProof)
        guard signers.contains(where: { $0.key.name == proof.head.origin }) else {
            throw Finding(
                .wrongRole, ("signer", signers.first?.key.name ?? []),
                ("document", [UInt8]("a checkpoint of another log")))
        }
    }
}
