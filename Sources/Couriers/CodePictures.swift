internal import LicenseTransport
internal import Pictures
internal import SignedNote
internal import Terminal

/// A document as a series of QR codes, on its way out.
enum CodePictures {
    /// Largest version that is drawn: denser codes are hard to read from a screen or a sheet at an angle.
    private static let largestVersion = 16
    /// Smallest version that a terminal is asked to show, however small it is.
    private static let smallestVersion = 5

    /// Writes a document as picture files; more than one are numbered before the extension.
    static func write(
        _ document: Bytes, to file: FileArgument, force: Bool, draw: (QRCode) throws(PictureError) -> [UInt8]
    ) throws(Failure) {
        let codes = try codes(of: document, version: largestVersion)
        let names = names(file.path, count: codes.count)
        for name in names { try name.refuseUnwritable(force: force) }
        for (name, code) in zip(names, codes) {
            let picture: [UInt8]
            do throws(PictureError) { picture = try draw(code) } catch { throw Failure(error, name: name.name) }
            try name.write(picture, force: force)
        }
        let all = names.map(\.name).joined(separator: ", ")
        Console.talk("wrote \(all)" + (codes.count > 1 ? ": all \(codes.count) are needed, in any order" : ""))
    }

    /// `FILE.png`, or `FILE-1.png` and so on.
    static func names(_ path: String, count: Int) -> [FileArgument] {
        if count == 1 { return [FileArgument(argument: path)] }
        let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let dot = path[name...].lastIndex(of: ".") ?? path.endIndex
        return (1...count).map { number in
            let padding = String(repeating: "0", count: "\(count)".count - "\(number)".count)
            return FileArgument(argument: "\(path[..<dot])-\(padding)\(number)\(path[dot...])")
        }
    }

    /// Shows a document on the terminal, one code after the other, each as large as fits.
    static func show(_ document: Bytes) throws(Failure) {
        let style = Style.standardOutput()
        let codes = try codes(of: document, version: version(for: TerminalSize.standardOutput()))
        for (number, code) in zip(1..., codes) {
            for line in code.blocks(isColored: style.isColored) { Console.result(line) }
            if codes.count == 1 { return }
            let caption = "code \(number) of \(codes.count)"
            if number < codes.count { Keyboard.pause("\(caption); Enter shows the next ") }
            Console.talk(number == codes.count || style.width == nil ? caption : "")
        }
    }

    private static func codes(of document: Bytes, version: Int) throws(Failure) -> [QRCode] {
        let series: CodeSeries
        do throws(TransportError) {
            series = try CodeSeries(of: document, capacity: QRCode.capacity(version: version))
        } catch {
            throw Failure("the document is too long for pictures", hint: "carry it as a file, with -o FILE")
        }
        return series.texts.compactMap { QRCode($0[...]) }
    }

    /// The largest version that fits, with a line for the prompt.
    private static func version(for size: TerminalSize?) -> Int {
        guard let size else { return largestVersion }
        let modules = min(size.columns, (size.rows - 1) * 2) - 2 * QRCode.quietZone
        return min(max((modules - 17) / 4, smallestVersion), largestVersion)
    }
}

extension Failure {
    /// What is wrong with a picture.
    init(_ error: PictureError, name: String) {
        switch error {
        case .format: self.init("\(name): is neither PNG nor JPEG", hint: "save the picture as PNG or JPEG")
        case .damaged(let reason):
            self.init("\(name): the picture is damaged: \(reason)", hint: "copy it again, or take another picture")
        case .tooLarge(let megapixels):
            self.init(
                "\(name): the picture has \(megapixels) megapixels", hint: "make it smaller; 2 megapixels are enough")
        case .memory: self.init("\(name): there is not enough memory for the picture", status: .undecided)
        }
    }
}
