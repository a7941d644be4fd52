internal import LicenseFormat
internal import SignedNote

// Judging log proofs (docs/spec/import.md, "Judging an item").
extension ImportedItem {
    /// This license's item, or that the log proof behind it is damaged: then it is not missing.
    func unless(isDamaged after: Bytes?) -> ImportedItem {
        guard case .refused(let type, let name, let finding) = self,
            finding.code == .proofMissing || finding.code == .keyCompromised,
            let after, LogProof.begins(after), let damage = Self.damage(of: after)
        else { return self }
        return .refused(type, name: name, damage)
    }

    /// Why a log proof cannot be read, be it as a note or as a proof; nil when it can.
    private static func damage(of proof: Bytes) -> Finding? {
        do throws(NoteError) { _ = try SignedNote(parsing: proof) } catch {
            return Finding(.damaged, ("reason", error.text))
        }
        do throws(FormatError) { _ = try LogProof(parsing: proof) } catch {
            return Finding(.damaged, ("reason", error.text))
        }
        return nil
    }

    /// Judges a log proof by the license directly before it.
    static func logProof(_ item: Bytes, after before: Bytes?, keys: TrustedKeys) -> ImportedItem {
        guard let proof = try? LogProof(parsing: item) else {
            return .refused(.logProof, name: [], damage(of: item) ?? Finding(.damaged))
        }
        let name = proof.index.text
        guard let before, DocumentType(of: before) == .license, let license = try? SignedNote(parsing: before) else {
            return .skipped(.logProof, name: name, .proofNotUsed("no license stands before it"))
        }
        do throws(Finding) {
            return .logProof(item, try keys.verify(proof, of: license.unverifiedText), of: license.unverifiedText)
        } catch {
            return error.code == .altered
                ? .refused(.logProof, name: name, error)
                : .skipped(.logProof, name: name, .proofNotUsed("no log key that counts here signed it"))
        }
    }
}

extension Finding {
    /// A log proof proves nothing here, and why.
    static func proofNotUsed(_ reason: StaticString) -> Finding {
        Finding(.proofNotUsed, ("reason", [UInt8](reason)))
    }
}
