public import LicenseFormat
public import SignedNote

/// That a list of revoked licenses names an installed one: `LICENSE KEY TIME REASON`.
///
/// A load looks at these marks alone, so that it costs the same however long the lists are.
public struct RevocationHit: CanonicalValue {
    /// The license.
    public let license: LicenseID
    /// The name and ID of the key that signed the list, `NAME+HEX`: the mark falls with the key.
    public let key: [UInt8]
    /// When the mark was made here.
    public let time: Timestamp
    /// Why, in a word of the vendor's.
    public let reason: Token

    /// Puts a mark together.
    init(license: LicenseID, key: [UInt8], time: Timestamp, reason: Token) {
        self.license = license
        self.key = key
        self.time = time
        self.reason = reason
    }

    /// Reads `LICENSE KEY TIME REASON`.
    public init?(_ text: Bytes) {
        guard let (licenseText, afterLicense) = text.cut(at: " "), let (key, afterKey) = afterLicense.cut(at: " "),
            let (timeText, reasonText) = afterKey.cut(at: " "), let license = LicenseID(licenseText),
            VerifierKey.isNameAndID(key), let time = Timestamp(timeText), let reason = Token(reasonText)
        else { return nil }
        self.init(license: license, key: Array(key), time: time, reason: reason)
    }

    /// Writes `LICENSE KEY TIME REASON`.
    public var text: [UInt8] {
        let space = [UInt8(ascii: " ")]
        return license.text + space + key + space + time.text + space + reason.text
    }
}

/// The newest list of a key and scope that was taken in: `KEY SCOPE EPOCH`. None with a lower epoch comes after it.
public struct RevocationEpoch: CanonicalValue {
    /// The name and ID of the key, `NAME+HEX`.
    public let key: [UInt8]
    /// Whom the list is for.
    public let scope: RevocationScope
    /// Its number.
    public let epoch: Decimal

    /// Puts the three together.
    init(key: [UInt8], scope: RevocationScope, epoch: Decimal) {
        self.key = key
        self.scope = scope
        self.epoch = epoch
    }

    /// Reads `KEY SCOPE EPOCH`.
    public init?(_ text: Bytes) {
        guard let (key, afterKey) = text.cut(at: " "), let (scopeText, epochText) = afterKey.cut(at: " "),
            VerifierKey.isNameAndID(key), let scope = RevocationScope(scopeText), let epoch = Decimal(epochText)
        else { return nil }
        self.init(key: Array(key), scope: scope, epoch: epoch)
    }

    /// Writes `KEY SCOPE EPOCH`.
    public var text: [UInt8] {
        let space = [UInt8(ascii: " ")]
        return key + space + scope.text + space + epoch.text
    }
}
