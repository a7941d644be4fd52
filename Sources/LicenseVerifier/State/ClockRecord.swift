public import LicenseFormat
public import SignedNote

/// What an installation knows about the time (docs/spec/state.md, "Clock").
///
/// The floor is the latest instant that counts as past. Only the system clock raises it, at most hourly; a step of more
/// than 48 hours counts for the present at once, and for the floor only when the clock stood by it for three days.
public struct ClockRecord: Equatable, Sendable {
    /// No instant before this one is the present; the beginning of time until the clock was believed once.
    public var floor: Timestamp
    /// The system clock when it was last looked at for this record.
    public var seen: Timestamp
    /// A step ahead that is not believed yet.
    public var step: Step?

    /// A step of the system clock of more than 48 hours.
    public struct Step: Equatable, Sendable {
        /// What the clock said first.
        public var start: Timestamp
        /// How many times it was seen since, an hour or more apart.
        public var count: Decimal
    }

    /// What follows from the record when the system clock is read.
    struct Reading {
        /// The present, as far as the clock decides it.
        let time: Timestamp
        /// The record to keep; nil while there is nothing to remember.
        let next: ClockRecord?
        /// Before a step ahead that is not believed yet: the floor. Nil without a step, or while nothing was believed.
        var before: Timestamp?
        /// That the clock was set back.
        var finding: Finding?
    }

    /// Reads the system clock against a record.
    ///
    /// - Parameters:
    ///   - record: nil for an installation that never saw a clock.
    ///   - built: when the product was built: a floor that nobody has to remember.
    static func reading(_ record: ClockRecord?, at now: Timestamp, built: Timestamp) -> Reading {
        var known = record ?? ClockRecord(floor: .first, seen: .first)
        let believed = known.floor == .first ? nil : known.floor
        known.floor = max(known.floor, built)
        let ahead = now.seconds - known.floor.seconds
        if ahead > Self.step { return known.aheadByAStep(now, believed: believed) }
        if ahead >= 0 {
            let isDue = ahead >= Self.hour || believed == nil && now > .first
            return Reading(time: now, next: isDue ? ClockRecord(floor: now, seen: now) : nil)
        }
        if -ahead <= Self.step { return known.littleBehind(now) }
        return known.behind(now)
    }

    init(floor: Timestamp, seen: Timestamp, step: Step? = nil) {
        self.floor = floor
        self.seen = seen
        self.step = step
    }

    /// The clock is believed for the present; the floor waits.
    private func aheadByAStep(_ now: Timestamp, believed: Timestamp?) -> Reading {
        let floor = believed ?? .first
        let sinceSeen = now.seconds - seen.seconds
        guard let step, now >= step.start, sinceSeen >= -Self.tolerance, sinceSeen <= Self.step else {
            let first = Step(start: now, count: Decimal.zero.next)
            return Reading(time: now, next: ClockRecord(floor: floor, seen: now, step: first), before: believed)
        }
        guard sinceSeen >= Self.hour else { return Reading(time: now, next: nil, before: believed) }
        let count = step.count.next
        let isBelieved = count.value >= 24 && now.seconds - step.start.seconds >= Self.span
        let next =
            isBelieved
            ? ClockRecord(floor: now, seen: now)
            : ClockRecord(floor: floor, seen: now, step: Step(start: step.start, count: count))
        return Reading(time: now, next: next, before: believed)
    }

    /// The clock lies behind by no more than it may have been ahead: the present stands until the clock is there again.
    private func littleBehind(_ now: Timestamp) -> Reading {
        let isTold = floor.seconds - now.seconds > Self.tolerance
        return Reading(time: floor, next: nil, finding: isTold ? setBack(now) : nil)
    }

    /// The clock was set back: time runs on from the floor by the clock's own progress, and a jump is no progress.
    private func behind(_ now: Timestamp) -> Reading {
        let progress = now.seconds - seen.seconds
        guard (0...Self.step).contains(progress) else {
            return Reading(time: floor, next: ClockRecord(floor: floor, seen: now), finding: setBack(now))
        }
        let time = Timestamp(clamping: floor.seconds + progress)
        let isDue = progress >= Self.hour
        return Reading(time: time, next: isDue ? ClockRecord(floor: time, seen: now) : nil, finding: setBack(now))
    }

    private func setBack(_ now: Timestamp) -> Finding {
        Finding(.clockBehind, ("clock", now.date.text), ("floor", floor.date.text))
    }

    private static let hour: Int64 = 3600
    /// How far a clock may lie behind the floor before that is a finding.
    private static let tolerance: Int64 = 24 * hour
    /// How far the clock may go at once and raise the floor.
    private static let step: Int64 = 48 * hour
    /// How long it must stand by a greater step.
    private static let span: Int64 = 72 * hour
}

extension ClockRecord {
    /// Reads the lines `clock FLOOR SEEN` and `step START COUNT`.
    static func reading(_ body: inout BodyReader) throws(FormatError) -> ClockRecord? {
        guard let times: InstantPair = try body.optional("clock") else { return nil }
        return ClockRecord(floor: times.first, seen: times.second, step: try body.optional("step"))
    }

    func write(to body: inout BodyWriter) {
        body.line("clock", InstantPair(first: floor, second: seen).text)
        body.line("step", step?.text)
    }
}

extension ClockRecord.Step: CanonicalValue {
    /// Reads a timestamp, a space and a number.
    public init?(_ text: Bytes) {
        guard let (head, tail) = text.cut(at: " "), let start = Timestamp(head), let count = Decimal(tail) else {
            return nil
        }
        self.start = start
        self.count = count
    }

    /// Writes a timestamp, a space and a number.
    public var text: [UInt8] { start.text + [UInt8(ascii: " ")] + count.text }
}

/// Two instants with a space between them.
private struct InstantPair: CanonicalValue {
    let first: Timestamp
    let second: Timestamp

    init(first: Timestamp, second: Timestamp) {
        self.first = first
        self.second = second
    }

    init?(_ text: Bytes) {
        guard let (head, tail) = text.cut(at: " "), let first = Timestamp(head), let second = Timestamp(tail) else {
            return nil
        }
        self.first = first
        self.second = second
    }

    var text: [UInt8] { first.text + [UInt8(ascii: " ")] + second.text }
}
