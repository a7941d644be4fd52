/// Writing that leaves the old file or the new one, whatever fails and whenever the power is cut.
///
/// The bytes go to a temporary file in the same folder (`.latchkey-…`) and to the disk, then the name changes hands in
/// one step, then the folder goes to the disk. The file is there when the call returns without an error. The umask takes
/// rights from group and others, never from the owner. What root writes takes the owner of the folder. A process that is
/// killed in between may leave a temporary file, which nothing reads.
public enum AtomicWrite {
    /// Creates a file and never overwrites one, nor follows a link.
    ///
    /// - Throws: ``FileError/alreadyExists(path:)``, or what failed; then nothing is left at the name.
    public static func create(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0o644) throws(FileError) {
        try create(path, bytes.span.bytes, mode: mode, secret: false)
    }

    /// Creates a file of mode 0600 exactly, which stays the process's own even when that is root.
    ///
    /// - Throws: as ``create(_:_:mode:)``, and ``FileError/permissions(path:mode:)`` on a file system without modes.
    package static func createSecret(_ path: String, _ bytes: RawSpan) throws(FileError) {
        try create(path, bytes, mode: 0o600, secret: true)
    }

    /// Replaces a file, or creates it.
    ///
    /// A symbolic link at the name is replaced itself; a pipe, a device or a socket is not. On any error the old file
    /// stays, or comes back: a folder that cannot be brought to the disk after the change of names gets the old names
    /// again.
    ///
    /// - Parameter previous: a name in the same folder at which the old content is available afterwards, and may
    ///   be after an error too.
    public static func replace(
        _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o644, keepingPrevious previous: String? = nil
    ) throws(FileError) {
        try FileError.refuseSpecial(path)
        let target = try TargetFolder(of: path)
        let temporary = try target.writeTemporary(bytes.span.bytes, mode: mode)
        let backup = previous ?? TargetFolder.temporaryName()
        var kept = false
        defer { if kept, previous == nil { target.remove(backup) } }
        do throws(FileError) {
            kept = try target.keep(target.name, as: backup, mode: mode, copying: previous != nil)
            try target.rename(temporary, to: target.name)
        } catch {
            target.remove(temporary)
            throw error
        }
        do throws(FileError) {
            try target.sync()
        } catch {
            if kept {
                _ = try? target.keep(backup, as: target.name, mode: mode, copying: true)
            } else {
                target.remove(target.name)
            }
            throw error
        }
    }

    /// Brings a file that somebody else wrote to the disk, with its name.
    public static func sync(_ path: String) throws(FileError) {
        let target = try TargetFolder(of: path)
        try OpenFile.regular(path).sync()
        try target.sync()
    }

    /// Takes back a file that was just created, for a caller that created several and could not finish; best effort.
    public static func remove(_ path: String) {
        guard let target = try? TargetFolder(of: path) else { return }
        target.remove(target.name)
    }

    private static func create(
        _ path: String, _ bytes: RawSpan, mode: UInt32, secret: Bool
    ) throws(FileError) {
        let target = try TargetFolder(of: path)
        let temporary = try target.writeTemporary(bytes, mode: mode, secret: secret)
        do throws(FileError) {
            try target.placeNew(temporary)
        } catch {
            target.remove(temporary)
            throw error
        }
        do throws(FileError) {
            try target.sync()
        } catch {
            target.remove(target.name)
            throw error
        }
    }
}
