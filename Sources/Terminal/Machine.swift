internal import Glibc
public import LicenseFormat

/// What only the machine knows, asked for once a run.
public enum Machine {
    /// The system clock.
    public static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(clamping: Int64(time.tv_sec))
    }

    /// The system clock, once it shows another second than this one.
    public static func now(otherThan second: Timestamp?) -> Timestamp {
        while now() == second { usleep(20_000) }
        return now()
    }

    /// The login name of the user that this process acts as; the user ID where it has none (getpwuid(3)).
    public static func userName() -> String {
        // The user database may ask a daemon or the network, and nothing here opens a socket.
        for variable in ["LOGNAME", "USER"] {
            if let value = getenv(variable), value.pointee != 0 { return String(cString: value) }
        }
        return "user \(geteuid())"
    }

    /// Random bytes from the kernel.
    public static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
        }
        return Array(bytes.prefix(count))
    }
}
