public import LicenseFormat
public import SignedNote

/// When a license was first seen on another installation or site than its own: `LICENSE TIME`. Its days of tolerance
/// run from here, once for all.
public struct FirstSight: CanonicalValue {
    /// The license.
    public let license: LicenseID
    /// When.
    public let time: Timestamp

    init(license: LicenseID, time: Timestamp) {
        self.license = license
        self.time = time
    }

    /// Reads `LICENSE TIME`.
    public init?(_ text: Bytes) {
        guard let (head, tail) = text.cut(at: " "), let license = LicenseID(head), let time = Timestamp(tail) else {
            return nil
        }
        self.init(license: license, time: time)
    }

    /// Writes `LICENSE TIME`.
    public var text: [UInt8] { license.text + [UInt8(ascii: " ")] + time.text }
}
