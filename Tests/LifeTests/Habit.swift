import Fixtures
import LicenseFormat

/// When pages are viewed. A load costs a millisecond or two and remembers the same at every distance below a day, so
/// that scripts have two a day, and more of them only where it matters how long a clock stood.
enum Habit {
    /// Day and night.
    case every(seconds: Int64)
    /// From 8 to 17 o'clock, Monday to Friday.
    case office
    /// From 8 to 17 o'clock, once a week.
    case mondays
    /// Never.
    case none

    /// Reads `24` times a day, `office`, `mondays` or `none`.
    init(_ words: [String]) throws {
        if words == ["office"] {
            self = .office
        } else if words == ["mondays"] {
            self = .mondays
        } else if words == ["none"] {
            self = .none
        } else {
            let rate = try Int64(words.joined(separator: " ")).orFail("loads \(words)")
            guard rate > 0, rate % 2 == 0, 86_400 % rate == 0 else { throw FixtureFailure("no load at noon") }
            self = .every(seconds: 86_400 / rate)
        }
    }

    /// The page views of a day. One at noon is always there; where nobody views a page then, nothing is kept of it.
    func views(on day: CivilDate) -> [(time: Timestamp, isNoon: Bool, isKept: Bool)] {
        // 1970-01-01 was a Thursday.
        let weekday = (day.dayNumber + 3) % 7
        let times =
            switch self {
            case .every(let seconds): Array(stride(from: 0 as Int64, to: Timestamp.day, by: Int64.Stride(seconds)))
            case .office where weekday < 5, .mondays where weekday == 0:
                Array(stride(from: 8 * 3600 as Int64, through: 17 * 3600, by: 3600))
            case .office, .mondays, .none: [Int64]()
            }
        let noon = Timestamp.day / 2
        return (times.isEmpty ? [noon] : times).map {
            (Timestamp(clamping: day.midnight.seconds + $0), $0 == noon, !times.isEmpty)
        }
    }
}
