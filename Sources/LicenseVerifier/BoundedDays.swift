internal import LicenseFormat

/// Days that run from an instant in the state: a trial, or the tolerance for a license that is another site's.
///
/// They end as licenses do, when their last day is over everywhere on Earth. A start that lies ahead of the present by
/// more than a day was written by a wrong clock and gives nothing: else a clock set ahead once would give for ever.
struct BoundedDays: Equatable, Sendable {
    let start: Timestamp
    let end: Timestamp

    /// - Parameter count: how many days after the day of `start` the last one is.
    init(from start: Timestamp, count: DayCount) {
        self.start = start
        end = .end(ofLastDay: CivilDate(dayNumber: start.date.dayNumber + count.value))
    }

    func contains(_ now: Timestamp) -> Bool { start <= now.adding(days: 1) && now < end }

    var lastDay: CivilDate { end.lastDay }
}
