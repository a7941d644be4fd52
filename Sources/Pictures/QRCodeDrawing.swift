internal import CPNG

extension QRCode {
    /// The code as a PNG file in black and white.
    ///
    /// - Parameter scale: pixels of a module's side.
    public func png(scale: Int = 8) throws(PictureError) -> [UInt8] {
        let size = width * scale
        var pixels = [UInt8](repeating: 0xFF, count: size * size)
        for row in 0..<size {
            for column in 0..<size where isDark(column / scale, row / scale) { pixels[row * size + column] = 0 }
        }
        var image = png_image()
        latchkey_png_start(&image)
        (image.width, image.height, image.format) = (UInt32(size), UInt32(size), latchkey_png_gray)
        var length = 0
        guard png_image_write_to_memory(&image, nil, &length, 0, pixels, 0, nil) != 0 else { throw .memory }
        var file = [UInt8](repeating: 0, count: length)
        guard png_image_write_to_memory(&image, &file, &length, 0, pixels, 0, nil) != 0 else { throw .memory }
        return Array(file.prefix(length))
    }

    /// The code as an SVG file, a module a unit.
    public var svg: [UInt8] {
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while isDark(column, row) { column += 1 }
                if column > start { path += "M\(start) \(row)h\(column - start)v1h-\(column - start)z" }
                column += 1
            }
        }
        return Array(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(width)" shape-rendering="crispEdges">
            <rect width="\(width)" height="\(width)" fill="#fff"/>
            <path d="\(path)"/>
            </svg>

            """.utf8)
    }

    /// The code as lines for a terminal, two modules a character.
    ///
    /// - Parameter isColored: whether to say which color is dark; without, light modules are drawn, for light on dark.
    public func blocks(isColored: Bool) -> [String] {
        stride(from: 0, to: width, by: 2).map { row in
            let line = (0..<width).map { column in
                switch (isDark(column, row), row + 1 < width && isDark(column, row + 1)) {
                case (false, false): "█"
                case (false, true): "▀"
                case (true, false): "▄"
                case (true, true): " "
                }
            }.joined()
            return isColored ? "\u{1B}[38;5;231;48;5;16m\(line)\u{1B}[0m" : line
        }
    }
}
