internal import CZXing

/// Finds QR codes in pictures.
public enum CodeScanner {
    /// The texts of the codes in a PNG or JPEG file, each once; empty where there is none.
    ///
    /// Where no code is dark on light, one is looked for that is light on dark, as terminals show them.
    public static func texts(in file: [UInt8]) throws(PictureError) -> [[UInt8]] {
        let picture = try PictureFile.decode(file)
        let found = try scan(picture)
        return found.isEmpty ? try scan(picture.inverted) : found
    }

    private static func scan(_ picture: GrayPicture) throws(PictureError) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        let count = withUnsafeMutablePointer(to: &texts) { texts in
            latchkey_find_codes(
                picture.pixels, Int32(picture.width), Int32(picture.height),
                { bytes, count, context in
                    let text = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
                    guard let texts = context?.assumingMemoryBound(to: [[UInt8]].self) else { return }
                    if !texts.pointee.contains(text) { texts.pointee.append(text) }
                }, texts)
        }
        if count < 0 { throw .memory }
        return texts
    }
}
