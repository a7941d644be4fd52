internal import DurableFile
public import LicenseFormat
internal import SignedNote

extension Workspace {
    /// The terms of a license that was issued here, read from the copy that went out.
    ///
    /// - Throws: ``SignerError/unknownLicense(_:folder:)`` where there is no copy; ``SignerError/damaged(path:_:)`` or
    ///   ``SignerError/copyNotSigned(path:)`` where it is not the license that a key of this vendor signed.
    public func issuedLicense(_ id: LicenseID) throws(SignerError) -> License {
        try issuedLicense(id, in: try currentKeyring())
    }

    func issuedLicense(_ id: LicenseID, in current: CurrentKeyring) throws(SignerError) -> License {
        let path = issuedPath(id)
        let file: [UInt8]
        do throws(FileError) { file = try BoundedRead.file(path, limit: Limits.fileBytes) } catch {
            guard case .notFound = error else { throw .file(error) }
            throw .unknownLicense(id.text.string, folder: "\(folder)/issued")
        }
        guard let item = (try? LicenseFile(parsing: file[...]))?.items.first, let note = try? SignedNote(parsing: item)
        else { throw .damaged(path: path, FormatError(.malformedLine, line: 1)) }
        let license: License
        do throws(FormatError) { license = try License(parsing: note.unverifiedText) } catch {
            throw .damaged(path: path, error)
        }
        // A retired or compromised key signed it all the same.
        let keys = current.keyring.keys.filter { $0.role.text.string == "license" }.compactMap(\.key)
        guard license.id == id, license.vendor == vendor, (try? note.verified(by: keys)) != nil else {
            throw .copyNotSigned(path: path)
        }
        return license
    }
}
