import Fixtures
import LicenseFormat

/// What a script knows about the clock: whether it ever ran ahead so that the installation believed it.
struct ClockHistory {
    private var aheadSince: Timestamp?
    /// Until when the installation may take the present for a later instant than it is.
    private var believedUntil: Timestamp?

    /// The clock was set. A clock binds that was at most two days ahead, or that stood ahead for three days. Of what it
    /// bound, a day wears off; more than that stays until a repair.
    mutating func set(_ offset: Int64, from old: Int64, at time: Timestamp) {
        if old > 0, let since = aheadSince {
            let stood = time.seconds - since.seconds
            if old <= 2 * Timestamp.day || stood >= 3 * Timestamp.day {
                believedUntil = old <= Timestamp.day ? Timestamp(clamping: time.seconds + old) : .last
            }
        }
        aheadSince = offset > 0 ? time : nil
    }

    /// A clock repair was imported.
    mutating func repair() { believedUntil = nil }

    func isHonest(at time: Timestamp, _ offset: Int64) -> Bool {
        offset <= 0 && (believedUntil.map { $0 <= time } ?? true)
    }

    /// How far the clock is then ahead of true time: `right`, `+10d`, `-90m`, or what it shows at that moment.
    static func offset(_ text: String, at time: Timestamp) throws -> Int64 {
        if text == "right" { return 0 }
        guard text.hasPrefix("+") || text.hasPrefix("-") else {
            return try Script.instant(text).seconds - time.seconds
        }
        let units: [Character: Int64] = ["d": 86_400, "h": 3600, "m": 60]
        let unit = try text.last.flatMap { units[$0] }.orFail("unit of \(text)")
        return try Int64(text.dropLast()).orFail(text) * unit
    }
}
