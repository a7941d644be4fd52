internal import LicenseFormat
internal import SignedNote

extension Policy {
    /// The running release is one that the license covers.
    static let version = Policy(name: "version") { license, circumstances, standing in
        if license.versions == .any { return }
        let covered = license.versions.text
        guard let version = circumstances.version else {
            standing.refuse(
                Finding(.versionUnreadable, ("found", circumstances.versionText), ("covered", covered)), as: .release)
            return
        }
        if !license.versions.covers(version) {
            standing.refuse(
                Finding(.versionNotCovered, ("found", version.text), ("covered", covered)), as: .release)
        }
    }

    /// The host application's release is one that the license covers, where the license names any.
    static let host = Policy(name: "host") { license, circumstances, standing in
        guard let range = license.host else { return }
        guard let host = circumstances.host else {
            standing.refuse(
                Finding(.hostNotCovered, ("found", [UInt8]("unknown")), ("covered", range.text)), as: .release)
            return
        }
        if host.application != range.application || !range.versions.covers(host.version) {
            standing.refuse(Finding(.hostNotCovered, ("found", host.text), ("covered", range.text)), as: .release)
        }
    }

    /// The running release was built before maintenance ended.
    static let maintenance = Policy(name: "maintenance") { license, circumstances, standing in
        guard case .at(let end)? = license.maintenanceUntil, circumstances.product.built >= end else { return }
        standing.refuse(
            Finding(
                .maintenanceEnded, ("built", circumstances.product.built.date.text), ("until", end.lastDay.text)))
    }
}
