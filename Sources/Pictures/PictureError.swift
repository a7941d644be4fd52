/// Why a picture cannot be made or read.
public enum PictureError: Error, Equatable {
    /// Neither PNG nor JPEG.
    case format
    /// Cut off or damaged.
    case damaged(reason: String)
    /// More pixels than are decoded.
    case tooLarge(megapixels: Int)
    /// Memory ran out.
    case memory
}
