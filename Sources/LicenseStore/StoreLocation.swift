internal import DurableFile
internal import Glibc

/// Where an installation's state lies when nobody says: `/var/lib/latchkey/PRODUCT` if that exists, for every user;
/// else the XDG state folder.
public struct StoreLocation: Sendable {
    /// The folder for every user of the machine.
    let system: String
    /// The folder for this user; nil when the environment names no home.
    let user: String?

    /// The folders of this machine and user, from `XDG_STATE_HOME` and `HOME`.
    public init() {
        self.init(
            system: "/var/lib/latchkey",
            user: Self.environment("XDG_STATE_HOME").map { $0 + "/latchkey" }
                ?? Self.environment("HOME").map { $0 + "/.local/state/latchkey" })
    }

    init(system: String, user: String?) {
        self.system = system
        self.user = user
    }

    /// The folder of a product's state, whether it exists or not; nil when there is no place for it.
    public func folder(for product: String) -> String? {
        let shared = system + "/" + product
        return Folder.exists(shared) ? shared : user.map { $0 + "/" + product }
    }

    /// The folders that hold a state, sorted; a product that stands in both places counts as the system's.
    public func existing() -> [String] {
        let shared = Self.products(in: system)
        let own = user.map { user in Self.products(in: user).filter { !shared.contains($0) }.map { user + "/" + $0 } }
        return shared.map { system + "/" + $0 } + (own ?? [])
    }

    private static func products(in folder: String) -> [String] {
        Folder.names(in: folder).filter { InstallationStore(folder: folder + "/" + $0).exists }
    }

    private static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee == UInt8(ascii: "/") else { return nil }
        return String(cString: value)
    }
}
