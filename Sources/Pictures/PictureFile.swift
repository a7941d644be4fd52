internal import CPNG
internal import CTurboJPEG
public import SignedNote

/// PNG and JPEG files.
public enum PictureFile {
    /// Bytes of the largest file that is read.
    public static let byteLimit = 64 << 20
    /// Pixels of the largest picture that is decoded; telephones take up to 50 million.
    static let pixelLimit = 64_000_000

    /// Whether the bytes begin as a picture does, of which kind it may be.
    public static func isPicture(_ bytes: Bytes) -> Bool { isPNG(bytes) || isJPEG(bytes) }

    private static func isPNG(_ bytes: Bytes) -> Bool {
        bytes.hasPrefix([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    }

    private static func isJPEG(_ bytes: Bytes) -> Bool { bytes.hasPrefix([0xFF, 0xD8, 0xFF]) }

    /// Decodes a file.
    static func decode(_ bytes: [UInt8]) throws(PictureError) -> GrayPicture {
        if isPNG(bytes[...]) { return try decodePNG(bytes) }
        if isJPEG(bytes[...]) { return try decodeJPEG(bytes) }
        throw .format
    }

    private static func decodePNG(_ bytes: [UInt8]) throws(PictureError) -> GrayPicture {
        var image = png_image()
        latchkey_png_start(&image)
        defer { png_image_free(&image) }
        guard png_image_begin_read_from_memory(&image, bytes, bytes.count) != 0 else {
            throw .damaged(reason: message(of: image))
        }
        let (width, height) = (Int(image.width), Int(image.height))
        try check(width, height)
        image.format = latchkey_png_gray
        var pixels = [UInt8](repeating: 0, count: width * height)
        // What is transparent is paper.
        var paper = png_color(red: 255, green: 255, blue: 255)
        guard png_image_finish_read(&image, &paper, &pixels, 0, nil) != 0 else {
            throw .damaged(reason: message(of: image))
        }
        return GrayPicture(width: width, height: height, pixels: pixels)
    }

    private static func message(of image: png_image) -> String {
        withUnsafeBytes(of: image.message) { text in String(decoding: text.prefix { $0 != 0 }, as: UTF8.self) }
            .lowercased()
    }

    private static func decodeJPEG(_ bytes: [UInt8]) throws(PictureError) -> GrayPicture {
        guard let decoder = tjInitDecompress() else { throw .memory }
        defer { tjDestroy(decoder) }
        var (width, height, sampling, colors): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard tjDecompressHeader3(decoder, bytes, UInt(bytes.count), &width, &height, &sampling, &colors) == 0 else {
            throw .damaged(reason: message(of: decoder))
        }
        // libjpeg-turbo takes a file that ends behind its first bytes for one of tables alone.
        guard width > 0, height > 0 else { throw .damaged(reason: "it is cut off") }
        try check(Int(width), Int(height))
        var pixels = [UInt8](repeating: 0, count: Int(width) * Int(height))
        let status = tjDecompress2(
            decoder, bytes, UInt(bytes.count), &pixels, width, 0, height, Int32(TJPF_GRAY.rawValue), 0)
        // A warning is about a part: the code may stand in the rest.
        guard status == 0 || tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue) else {
            throw .damaged(reason: message(of: decoder))
        }
        return GrayPicture(width: Int(width), height: Int(height), pixels: pixels)
    }

    private static func message(of decoder: tjhandle) -> String {
        tjGetErrorStr2(decoder).map { String(cString: $0) }?.lowercased() ?? ""
    }

    private static func check(_ width: Int, _ height: Int) throws(PictureError) {
        let (pixels, overflows) = width.multipliedReportingOverflow(by: height)
        guard !overflows, pixels <= pixelLimit else {
            throw .tooLarge(megapixels: overflows ? .max : pixels / 1_000_000)
        }
    }
}
