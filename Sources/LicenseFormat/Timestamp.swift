public import SignedNote

/// An instant in UTC to the second, `YYYY-MM-DDTHH:MM:SSZ`, years 1970 to 9999, proleptic Gregorian, no leap seconds
/// (a profile of RFC 3339).
public struct Timestamp: CanonicalValue, Comparable {
    /// Seconds in a day.
    public static let day: Int64 = 86_400
    /// 1970-01-01T00:00:00Z.
    public static let first = Timestamp(clamping: 0)
    /// 9999-12-31T23:59:59Z.
    public static let last = Timestamp(clamping: 253_402_300_799)

    /// Seconds since 1970-01-01T00:00:00Z, 0 to 253402300799.
    public let seconds: Int64

    /// The instant, or the nearest that can be written.
    public init(clamping seconds: Int64) {
        self.seconds = min(max(seconds, 0), 253_402_300_799)
    }

    /// Reads the one spelling.
    public init?(_ text: Bytes) {
        guard text.count == 20 else { return nil }
        let seconds: Int64? = text.withUnsafeBytes { text in
            let (hour, minute, second) = (text.number(at: 11), text.number(at: 14), text.number(at: 17))
            guard text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
                text[19] == UInt8(ascii: "Z"), hour < 24, minute < 60, second < 60, let day = CivilDate(text)
            else { return nil }
            return day.dayNumber * Self.day + hour * 3600 + minute * 60 + second
        }
        guard let seconds else { return nil }
        self.seconds = seconds
    }

    /// Writes the one spelling.
    @inline(never)
    public var text: [UInt8] {
        let time = seconds % Self.day
        return [UInt8](unsafeUninitializedCapacity: 20) { text, count in
            date.write(to: &text, &count)
            text.append("T", time / 3600, at: &count)
            text.append(":", time / 60 % 60, at: &count)
            text.append(":", time % 60, at: &count)
            text[count] = UInt8(ascii: "Z")
            count += 1
        }
    }

    /// The day in UTC.
    public var date: CivilDate { CivilDate(dayNumber: seconds / Self.day) }

    /// This instant moved by whole days, clamped to what can be written.
    public func adding(days: Int64) -> Timestamp {
        let (product, overflow) = days.multipliedReportingOverflow(by: Self.day)
        let (sum, carried) = seconds.addingReportingOverflow(product)
        return overflow || carried ? (days < 0 ? Timestamp(clamping: 0) : .last) : Timestamp(clamping: sum)
    }

    /// Earlier before later.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}

extension Timestamp {
    /// The last day that an end covers everywhere on Earth: day D ends at noon UTC of day D + 1.
    public var lastDay: CivilDate { Timestamp(clamping: seconds - Timestamp.day * 3 / 2).date }

    /// The end of a term whose last day is `day`.
    public static func end(ofLastDay day: CivilDate) -> Timestamp {
        Timestamp(clamping: day.midnight.seconds + Timestamp.day * 3 / 2)
    }
}

/// A day of the proleptic Gregorian calendar, `YYYY-MM-DD`, years 1970 to 9999.
public struct CivilDate: CanonicalValue {
    /// The year, 1970 to 9999.
    public let year: Int64
    /// The month, 1 to 12.
    public let month: Int64
    /// The day of the month, from 1.
    public let day: Int64

    /// Nil when the month has no such day.
    public init?(year: Int64, month: Int64, day: Int64) {
        guard (1970...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day so many days after 1970-01-01, by the algorithm for eras of 400 years that begin on 1 March.
    public init(dayNumber: Int64) {
        let shifted = min(max(dayNumber, 0), 2_932_896) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Reads the one spelling.
    public init?(_ text: Bytes) {
        guard text.count == 10, let date = text.withUnsafeBytes({ CivilDate($0) }) else { return nil }
        self = date
    }

    /// Reads the first ten bytes; the caller knows that there are so many.
    fileprivate init?(_ text: UnsafeRawBufferPointer) {
        guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return nil }
        let (century, yearOfCentury) = (text.number(at: 0), text.number(at: 2))
        guard century < 100, yearOfCentury < 100 else { return nil }
        self.init(year: century * 100 + yearOfCentury, month: text.number(at: 5), day: text.number(at: 8))
    }

    /// Writes the one spelling.
    @inline(never)
    public var text: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 10) { text, count in write(to: &text, &count) }
    }

    fileprivate func write(to text: inout UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
        text.append(nil, year / 100, at: &count)
        text.append(nil, year % 100, at: &count)
        text.append("-", month, at: &count)
        text.append("-", day, at: &count)
    }

    /// Days since 1970-01-01.
    public var dayNumber: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The instant at which the day begins in UTC.
    public var midnight: Timestamp { Timestamp(clamping: dayNumber * Timestamp.day) }

    /// The same day of the month so many months later; the month's last day where there is none.
    public func adding(months: Int64) -> CivilDate {
        let moved = year * 12 + month - 1 + min(max(months, -120_000), 120_000)
        let count = min(max(moved, 1970 * 12), 9999 * 12 + 11)
        let year = count / 12
        let month = count % 12 + 1
        return CivilDate(year: year, month: month, day: min(day, Self.days(inMonth: month, of: year))) ?? self
    }

    static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The number that two digits at an offset spell, at most 99; 100 where they are no digits. The caller knows that
    /// there are so many bytes.
    fileprivate func number(at offset: Int) -> Int64 {
        let (tens, ones) = (self[offset] &- UInt8(ascii: "0"), self[offset + 1] &- UInt8(ascii: "0"))
        return tens < 10 && ones < 10 ? Int64(tens) * 10 + Int64(ones) : 100
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Writes a character and a number from 0 to 99 in two digits; whoever calls made room.
    fileprivate mutating func append(_ separator: Unicode.Scalar?, _ number: Int64, at count: inout Int) {
        if let separator {
            self[count] = UInt8(ascii: separator)
            count += 1
        }
        let zero = UInt8(ascii: "0")
        self[count] = zero + UInt8(truncatingIfNeeded: number / 10 % 10)
        self[count + 1] = zero + UInt8(truncatingIfNeeded: number % 10)
        count += 2
    }
}
