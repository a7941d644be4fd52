internal import LicenseFormat
internal import SignedNote

/// One item of a file, judged by itself against the keys that are trusted.
enum ImportedItem {
    /// A license by this vendor's key.
    case license(SignedLicense)
    /// A log proof that holds: its bytes, and the text of the license that it proves.
    case logProof(Bytes, ProvenLeaf, of: Bytes)
    /// A keyring signed by known roots and newer than the one that is held, and the keys with it.
    case keyring(SignedNote, TrustedKeys)
    /// A list of revoked licenses by this vendor's key.
    case revocations(VerifiedRevocations)
    /// A clock repair by this vendor's key.
    case clockRepair(ClockRepair)
    /// A document that is held already.
    case held(DocumentType, name: [UInt8], Finding)
    /// Genuine, but of no use here: passed over and told.
    case skipped(DocumentType, name: [UInt8], Finding)
    /// Damaged, altered or foreign: refuses the whole file.
    case refused(DocumentType, name: [UInt8], Finding)

    /// Judges an item by its first line, its signatures and its role.
    ///
    /// - Parameters:
    ///   - before: the item before it, which a log proof is about.
    ///   - after: the item behind it, which may be a license's log proof.
    init(_ item: Bytes, between before: Bytes? = nil, and after: Bytes? = nil, keys: TrustedKeys) {
        let type = DocumentType(of: item)
        let note: SignedNote
        do throws(NoteError) { note = try SignedNote(parsing: item) } catch {
            self = .refused(type, name: [], Finding(.damaged, ("reason", error.text)))
            return
        }
        switch type {
        case .license:
            self = Self.license(note, proof: after, keys: keys).unless(isDamaged: after)
        case .keyring: self = Self.keyring(note, keys: keys)
        case .revocations: self = Self.revocations(note, keys: keys).unlessByStolenKey
        case .clockRepair: self = Self.clockRepair(note, keys: keys)
        case .newer: self = Self.newer(note, keys: keys)
        case .logProof: self = Self.logProof(item, after: before, keys: keys)
        case .foreign where Self.holdsTypeLine(item):
            self = .refused(type, name: [], Finding(.damaged, ("reason", [UInt8]("text stands before a document"))))
        case .request, .receipt, .product, .state, .bundle, .foreign:
            self = .refused(type, name: [], .wrongDocument(type))
        }
    }

    /// Whether a line of the item is a type line but for what stands before it, such as a quote mark or a blank.
    private static func holdsTypeLine(_ item: Bytes) -> Bool {
        var rest = item
        while let (line, next) = rest.cut(at: "\n") {
            if line.drop(while: { !isLetter($0) }).hasPrefix("latchkey/") { return true }
            rest = next
        }
        return false
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    private static func license(_ note: SignedNote, proof: Bytes?, keys: TrustedKeys) -> ImportedItem {
        do throws(FormatError) {
            let license = try SignedLicense(note, proof: proof)
            do throws(Finding) {
                _ = try keys.verify(license)
                return .license(license)
            } catch {
                return notTaken(.license, name: license.claims.id.text, error)
            }
        } catch {
            return newer(note, as: .license, keys: keys)
        }
    }

    private static func keyring(_ note: SignedNote, keys: TrustedKeys) -> ImportedItem {
        do throws(Finding) {
            let adopted = try keys.adopting(note)
            if let weak = adopted.allKeys.first(where: { !$0.publicKey.isInPrimeOrderSubgroup }) {
                throw Finding(.weakKey, ("signer", weak.name))
            }
            return .keyring(note, adopted)
        } catch {
            return switch error.code {
            case .alreadyInstalled: .held(.keyring, name: keys.keyring.version.text, error)
            case .olderKeyring: .skipped(.keyring, name: error.values.first?.text ?? [], error)
            case .newerDocument: .skipped(.keyring, name: [], error)
            default: .refused(.keyring, name: [], error)
            }
        }
    }

    private static func revocations(_ note: SignedNote, keys: TrustedKeys) -> ImportedItem {
        guard let list = try? RevocationList(parsing: note.unverifiedText) else {
            return newer(note, as: .revocations, keys: keys)
        }
        do throws(Finding) { return .revocations(try keys.verify(list, in: note)) } catch {
            return notTaken(.revocations, name: list.name, error)
        }
    }

    private static func clockRepair(_ note: SignedNote, keys: TrustedKeys) -> ImportedItem {
        guard let repair = try? ClockRepair(parsing: note.unverifiedText) else {
            return newer(note, as: .clockRepair, keys: keys)
        }
        do throws(Finding) { try keys.verify(repair, in: note) } catch {
            return notTaken(.clockRepair, name: repair.issued.text, error)
        }
        return .clockRepair(repair)
    }

    /// A document with a finding against it: one that is newer is passed over, every other refuses the file.
    private static func notTaken(_ type: DocumentType, name: [UInt8], _ finding: Finding) -> ImportedItem {
        finding.code == .newerDocument
            ? .skipped(type, name: name, finding) : .refused(type, name: name, finding)
    }

    /// A stolen key's list takes nothing away, and does not stand in the way of an honest license beside it.
    private var unlessByStolenKey: ImportedItem {
        guard case .refused(let type, let name, let finding) = self, finding.code == .keyCompromised else {
            return self
        }
        return .skipped(type, name: name, finding)
    }

    /// A document of which only the signature can be judged: its type, or a key in it, is newer than this program.
    private static func newer(_ note: SignedNote, as type: DocumentType = .newer, keys: TrustedKeys) -> ImportedItem {
        do throws(Finding) {
            _ = try keys.signers(of: note, among: keys.allKeys, document: type)
            return .skipped(type, name: [], Finding(.newerDocument, ("document", [UInt8](type.name))))
        } catch {
            return .refused(type, name: [], error)
        }
    }
}

extension RevocationList {
    /// What a report calls the list: scope and epoch.
    var name: [UInt8] { scope.text + [UInt8(ascii: " ")] + epoch.text }
}

extension Finding {
    /// The document is not one that can be imported.
    static func wrongDocument(_ type: DocumentType) -> Finding {
        Finding(.wrongDocument, ("document", [UInt8](type.phrase)))
    }
}
