public import SignedNote

/// What kind of right a license gives.
public enum LicenseKind: CanonicalValue {
    /// For a term, renewed at its end.
    case subscription
    /// For ever, for the releases it covers.
    case perpetual
    /// For a term, to try the product.
    case trial

    /// Reads the name.
    public init?(_ text: Bytes) {
        if text.equals("subscription") {
            self = .subscription
        } else if text.equals("perpetual") {
            self = .perpetual
        } else if text.equals("trial") {
            self = .trial
        } else {
            return nil
        }
    }

    /// The name.
    public var text: [UInt8] {
        switch self {
        case .subscription: [UInt8]("subscription")
        case .perpetual: [UInt8]("perpetual")
        case .trial: [UInt8]("trial")
        }
    }
}

/// What a license becomes after its grace period, and what an unlicensed copy may do.
public enum ReducedMode: CanonicalValue {
    /// Data can be read and exported, not changed.
    case readOnly
    /// The licensed part does nothing.
    case off

    /// Reads `read-only` or `off`.
    public init?(_ text: Bytes) {
        if text.equals("read-only") {
            self = .readOnly
        } else if text.equals("off") {
            self = .off
        } else {
            return nil
        }
    }

    /// `read-only` or `off`.
    public var text: [UInt8] { self == .readOnly ? [UInt8]("read-only") : [UInt8]("off") }
}

/// What a license becomes when the vendor revokes it.
public enum RevokedMode: CanonicalValue {
    /// The product file's trial, then unlicensed.
    case trial
    /// The licensed part does nothing.
    case off

    /// Reads `trial` or `off`.
    public init?(_ text: Bytes) {
        if text.equals("trial") {
            self = .trial
        } else if text.equals("off") {
            self = .off
        } else {
            return nil
        }
    }

    /// `trial` or `off`.
    public var text: [UInt8] { self == .trial ? [UInt8]("trial") : [UInt8]("off") }
}

/// A number of days, at most ten years.
public struct DayCount: CanonicalValue {
    /// No days.
    public static let zero = DayCount(unchecked: 0)
    /// The most days.
    public static let most: Int64 = 3653

    /// How many.
    public let value: Int64

    private init(unchecked value: Int64) { self.value = value }

    /// Nil when the number is out of bounds.
    public init?(_ value: Int64) {
        guard (0...Self.most).contains(value) else { return nil }
        self.value = value
    }

    /// Reads a decimal.
    public init?(_ text: Bytes) {
        guard let number = Decimal(text) else { return nil }
        self.init(number.value)
    }

    /// Writes a decimal.
    public var text: [UInt8] { [UInt8](decimal: value) }
}

/// An instant, or `never`.
public enum Deadline: CanonicalValue {
    /// At this instant, which itself is past the end.
    case at(Timestamp)
    /// Not at all.
    case never

    /// Reads a timestamp or `never`.
    public init?(_ text: Bytes) {
        if text.equals("never") {
            self = .never
        } else if let instant = Timestamp(text) {
            self = .at(instant)
        } else {
            return nil
        }
    }

    /// A timestamp or `never`.
    public var text: [UInt8] {
        switch self {
        case .at(let instant): instant.text
        case .never: [UInt8]("never")
        }
    }
}

/// A number that the license grants: `seats 50`.
public struct Limit: CanonicalValue {
    /// What is counted.
    public let name: Token
    /// How many.
    public let count: Decimal

    /// Puts a limit together.
    public init(name: Token, count: Decimal) {
        self.name = name
        self.count = count
    }

    /// Reads a token, a space and a number.
    public init?(_ text: Bytes) {
        guard let (head, tail) = text.cut(at: " "), let name = Token(head), let count = Decimal(tail)
        else { return nil }
        self.init(name: name, count: count)
    }

    /// Writes a token, a space and a number.
    public var text: [UInt8] { name.text + [UInt8(ascii: " ")] + count.text }
}

/// The releases of the host application that a license covers: `glpi >=10.0 <12.0`.
public struct HostRange: CanonicalValue {
    /// The host application.
    public let application: Token
    /// Its covered releases.
    public let versions: VersionRange

    /// Puts the two together.
    public init(application: Token, versions: VersionRange) {
        self.application = application
        self.versions = versions
    }

    /// Reads a token, a space and a version range.
    public init?(_ text: Bytes) {
        guard let (head, tail) = text.cut(at: " "), let application = Token(head), let versions = VersionRange(tail)
        else { return nil }
        self.init(application: application, versions: versions)
    }

    /// Writes a token, a space and a version range.
    public var text: [UInt8] { application.text + [UInt8(ascii: " ")] + versions.text }
}
