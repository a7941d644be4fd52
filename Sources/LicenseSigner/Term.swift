public import LicenseFormat
public import SignedNote

/// A length of time on the calendar: `1y`, `18m`, `30d`; at most a hundred years.
public struct Term: CanonicalValue {
    /// What is counted.
    public enum Unit: UInt8, Sendable {
        /// Days.
        case days = 0x64
        /// Months.
        case months = 0x6D
        /// Years.
        case years = 0x79
    }

    /// How many.
    public let count: Decimal
    /// Of what.
    public let unit: Unit

    /// Reads a number above zero and a unit.
    public init?(_ text: Bytes) {
        guard let unit = text.last.flatMap(Unit.init), let count = Decimal(text.dropLast()), count.value > 0 else {
            return nil
        }
        let most: Int64 =
            switch unit {
            case .days: 36_525
            case .months: 1200
            case .years: 100
            }
        guard count.value <= most else { return nil }
        self.count = count
        self.unit = unit
    }

    /// Writes the number and the unit.
    public var text: [UInt8] { count.text + [unit.rawValue] }

    /// The last day of a term that begins on `day`: one year from 21 November is the next 21 November. Nil after the
    /// year 9999.
    public func lastDay(from day: CivilDate) -> CivilDate? {
        switch unit {
        case .days:
            let last = CivilDate(dayNumber: day.dayNumber + count.value)
            return last.dayNumber == day.dayNumber + count.value ? last : nil
        case .months: return Self.adding(months: count.value, to: day)
        case .years: return Self.adding(months: count.value * 12, to: day)
        }
    }

    private static func adding(months: Int64, to day: CivilDate) -> CivilDate? {
        let last = day.adding(months: months)
        return last.year * 12 + last.month == day.year * 12 + day.month + months ? last : nil
    }
}
