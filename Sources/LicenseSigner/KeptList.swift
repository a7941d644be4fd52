internal import DurableFile
public import LicenseFormat
public import SignedNote

/// A list of revoked licenses as the workspace keeps it: the newest of its scope.
public struct KeptList: Equatable, Sendable {
    /// The list as it is handed out.
    public let note: SignedNote
    /// What it says.
    public let list: RevocationList
    /// Whether its key still counts; a list by a key that was compromised or left the keyring has to be made again.
    public let counts: Bool
}

extension Workspace {
    /// Where the newest list of a scope lies.
    public func listPath(_ scope: RevocationScope) -> String {
        "\(listFolder)/\(scope.text.string)\(Self.listSuffix)"
    }

    var listFolder: String { "\(folder)/revocations" }

    private static let listSuffix = ".list"

    /// The newest list of a scope; nil where nothing was ever revoked in it.
    public func keptList(_ scope: RevocationScope) throws(SignerError) -> KeptList? {
        try keptList(scope, in: try currentKeyring())
    }

    func keptList(_ scope: RevocationScope, in current: CurrentKeyring) throws(SignerError) -> KeptList? {
        let path = listPath(scope)
        let bytes: [UInt8]
        do throws(FileError) { bytes = try BoundedRead.file(path, limit: Limits.noteBytes) } catch {
            guard case .notFound = error else { throw .file(error) }
            return nil
        }
        let note: SignedNote
        do throws(NoteError) { note = try SignedNote(parsing: bytes[...]) } catch {
            throw .damaged(path: path, FormatError(.note(error), line: 1))
        }
        let list: RevocationList
        do throws(FormatError) { list = try RevocationList(parsing: note.unverifiedText) } catch {
            throw .damaged(path: path, error)
        }
        guard list.scope == scope, list.vendor == vendor, !current.contradicts(note, as: "revocation") else {
            throw .listNotSigned(path: path)
        }
        return KeptList(
            note: note, list: list, counts: current.counts(note, as: "revocation", issued: list.issued))
    }

    /// The newest list of every scope: that of all installations first, then by installation.
    public func keptLists() throws(SignerError) -> [KeptList] {
        let current = try currentKeyring()
        var scopes = [RevocationScope.all]
        for name in Folder.names(in: listFolder) where name.hasSuffix(Self.listSuffix) {
            if let id = InstallationID(Array(name.utf8.dropLast(Self.listSuffix.utf8.count))[...]) {
                scopes.append(.installation(id))
            }
        }
        return try keptLists(of: scopes, in: current)
    }

    /// The lists that tell the customers of a license what is revoked there: those of its installations, or the list
    /// of all where it is for any installation. Only lists that count.
    ///
    /// Licenses that name their installations never bring the list of all along: it can have 64 KiB, and a file for
    /// one customer should stay small enough to be carried as a picture.
    public func lists(for license: License) throws(SignerError) -> [KeptList] {
        let current = try currentKeyring()
        let scopes = license.installations.isEmpty ? [.all] : license.installations.map(RevocationScope.installation)
        return try keptLists(of: scopes, in: current).filter(\.counts)
    }

    func keptLists(of scopes: [RevocationScope], in current: CurrentKeyring) throws(SignerError) -> [KeptList] {
        var lists: [KeptList] = []
        for scope in scopes {
            if let list = try keptList(scope, in: current) { lists.append(list) }
        }
        return lists
    }

    /// The list for every installation, which a release can bring along.
    ///
    /// - Throws: ``SignerError/nothingRevoked``; ``SignerError/listOutdated(path:)`` when its key does not count.
    public func listOfAll() throws(SignerError) -> KeptList {
        guard let kept = try keptList(.all) else { throw .nothingRevoked }
        guard kept.counts else { throw .listOutdated(path: listPath(.all)) }
        return kept
    }

    /// A file with lists, and the keyring where it is not the first one.
    public func file(of lists: [KeptList]) throws(SignerError) -> [UInt8] {
        LicenseFile.bytes(of: lists.map(\.note.bytes) + (try currentKeyring()).items(beyond: nil))
    }
}
