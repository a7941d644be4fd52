internal import DurableFile
internal import LicenseFormat
internal import SignedNote

/// Facts about this machine that tell a copy from the original; they leave it as keyed hashes only.
enum MachineFacts {
    /// What can be found out: `machine`, the machine's ID; `path`, where the product file lies; `instance`, what the host
    /// application calls itself. What cannot is left out, as in a container without an ID.
    static func collected(for installation: InstallationID, productPath: String, instance: [UInt8]?) -> [HostFact] {
        [("instance", instance), ("machine", machineID), ("path", Array(productPath.utf8))].compactMap { name, value in
            guard let name = Token(string: name), let value, !value.isEmpty else { return nil }
            return HostFact(name: name, value: value[...], installation: installation)
        }
    }

    /// The content of /etc/machine-id (machine-id(5)), without its newline.
    private static var machineID: [UInt8]? {
        (try? BoundedRead.file("/etc/machine-id", limit: 64)).map { Array($0.prefix { $0 != newline }) }
    }
}
