/// A picture in shades of gray, a byte a pixel, row by row.
struct GrayPicture: Equatable, Sendable {
    let width: Int
    let height: Int
    let pixels: [UInt8]

    /// The picture with light and dark exchanged.
    var inverted: GrayPicture { GrayPicture(width: width, height: height, pixels: pixels.map { ~$0 }) }
}
