internal import CPosix
internal import CSodium
internal import Glibc

/// What a process does before it holds a secret.
public enum ProcessHardening {
    /// Starts libsodium, forbids core files, and closes the process's memory to other processes of the same user.
    ///
    /// - Throws: ``KeyError/noGuardedMemory`` when libsodium does not start; ``KeyError/hardeningFailed(operation:errno:)``.
    public static func apply() throws(KeyError) {
        guard sodium_init() >= 0 else { throw .noGuardedMemory }
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        guard setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0 else {
            throw .hardeningFailed(operation: "set the limit of core files to zero", errno: errno)
        }
        guard linux_forbid_dumps() == 0 else {
            throw .hardeningFailed(operation: "make the process undumpable", errno: errno)
        }
    }
}
