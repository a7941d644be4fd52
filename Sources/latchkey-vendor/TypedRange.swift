internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// Ranges of releases on the command line: Composer's common forms, and the one that documents hold.
enum TypedRange {
    /// Reads `--versions '^2.1'`.
    static func versions(_ text: String) throws(Failure) -> VersionRange {
        try range(Array(text.utf8)[...], of: text, option: "--versions")
    }

    /// Reads `--host 'glpi ^10.0'`.
    static func host(_ text: String) throws(Failure) -> HostRange {
        guard let (name, constraint) = Array(text.utf8)[...].cut(at: " "), let application = Token(name) else {
            throw Failure(
                "'\(text)' of --host is not a host application and its releases",
                hint: "write it as 'glpi >=10.0 <12.0', or as 'glpi ^10.0'", status: .usage)
        }
        return HostRange(application: application, versions: try range(constraint, of: text, option: "--host"))
    }

    private static func range(_ constraint: Bytes, of text: String, option: String) throws(Failure) -> VersionRange {
        do throws(ComposerConstraintError) { return try ComposerConstraint.range(constraint) } catch {
            throw Failure(
                "the range '\(text)' of \(option) cannot be licensed: \([UInt8](error.reason).string)",
                hint: [UInt8](error.hint).string, status: .usage)
        }
    }
}
