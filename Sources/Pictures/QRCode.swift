internal import CQRencode
public import SignedNote

/// A QR code (ISO/IEC 18004) in alphanumeric mode, with error correction M: about 15 % of it may be missing.
public struct QRCode: Equatable, Sendable {
    /// The largest version there is.
    public static let largestVersion = 40
    /// Light modules that stand around a code.
    public static let quietZone = 4

    /// 1 to 40; a side has 17 modules and 4 for each version.
    public let version: Int
    /// Modules of a side, without the quiet zone.
    public let side: Int
    /// Row by row; true is dark.
    private let modules: [Bool]

    /// Draws a text in the smallest version that holds it.
    ///
    /// - Parameter text: of the 45 characters of alphanumeric mode.
    /// - Returns: nil where the text has other characters, or no version holds it.
    public init?(_ text: Bytes) {
        guard let input = QRinput_new2(0, QR_ECLEVEL_M) else { return nil }
        defer { QRinput_free(input) }
        let characters = Array(text)
        guard !characters.isEmpty, QRinput_append(input, QR_MODE_AN, Int32(characters.count), characters) == 0,
            let code = QRcode_encodeInput(input)
        else { return nil }
        defer { QRcode_free(code) }
        version = Int(code.pointee.version)
        side = Int(code.pointee.width)
        // Of each byte, the lowest bit is the color.
        modules = UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
    }

    /// Modules of a side with the quiet zone.
    public var width: Int { side + 2 * Self.quietZone }

    /// Whether a module is dark, counted from the upper left corner of the quiet zone; light outside.
    public func isDark(_ column: Int, _ row: Int) -> Bool {
        let (column, row) = (column - Self.quietZone, row - Self.quietZone)
        guard 0..<side ~= column, 0..<side ~= row else { return false }
        return modules[row * side + column]
    }

    /// How many characters a version holds.
    ///
    /// - Parameter version: 1 to 40.
    public static func capacity(version: Int) -> Int {
        // Mode and length take 4 and 9, 11 or 13 bits; two characters take 11 bits (ISO/IEC 18004 tables 3 and 7).
        let bits = codewords[version - 1] * 8 - 4 - (version < 10 ? 9 : version < 27 ? 11 : 13)
        return bits / 11 * 2 + (bits % 11 >= 6 ? 1 : 0)
    }

    /// Bytes for data in each version with error correction M (ISO/IEC 18004 table 7).
    private static let codewords = [
        16, 28, 44, 64, 86, 108, 124, 154, 182, 216, 254, 290, 334, 365, 415, 453, 507, 563, 627, 669, 714, 782, 860,
        914, 1000, 1062, 1128, 1193, 1267, 1373, 1455, 1541, 1631, 1725, 1812, 1914, 1992, 2102, 2216, 2334,
    ]
}
