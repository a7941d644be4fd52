internal import LicenseFormat
internal import Terminal

extension InstallationID {
    /// An ID as somebody typed it.
    static func typed(_ text: String) throws(Failure) -> InstallationID {
        guard let id = InstallationID(forgiving: Array(text.utf8)[...]) else {
            throw Failure(
                "'\(text)' is not an installation ID",
                hint: "copy it from 'latchkey status'; its check symbols find slips", status: .usage)
        }
        return id
    }
}
