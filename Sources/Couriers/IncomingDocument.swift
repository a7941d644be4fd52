internal import DurableFile
internal import LicenseFormat
internal import LicenseTransport
internal import Pictures
internal import SignedNote
public import Terminal

/// A document that came as a file, as pictures of its codes, as their texts, or by hand.
public struct IncomingDocument {
    /// The document as it was sent.
    public let bytes: [UInt8]
    /// How a message names it.
    public let name: String
    /// Typed lines that are kept until the document was used.
    private let kept: KeptLines?

    init(typed bytes: [UInt8], kept: KeptLines) {
        (self.bytes, self.name, self.kept) = (bytes, "what was typed", kept)
    }

    /// Says that the document was used: what was kept to go on later is dropped.
    public func settle() { kept?.remove() }

    /// Reads it.
    ///
    /// - Parameter files: one file, or the pictures of a series in any order.
    public init(reading files: [FileArgument]) throws(Failure) {
        kept = nil
        name = files.count == 1 ? files[0].name : "the \(files.count) pictures"
        var codes = CodeCollector()
        let progress = Progress("pictures")
        for (index, file) in files.enumerated() {
            progress.show(index, of: files.count)
            let bytes = try file.read(
                limit: Limits.fileBytes,
                unless: BoundedRead.Exception(limit: PictureFile.byteLimit) { PictureFile.isPicture($0[...]) })
            if PictureFile.isPicture(bytes[...]) {
                try codes.take(Self.texts(in: bytes, name: file.name), name: file.name)
            } else if let texts = Self.texts(listedIn: bytes[...]) {
                try codes.take(texts, name: file.name)
            } else if files.count == 1 {
                self.bytes = bytes
                return
            } else {
                throw Failure(
                    "\(file.name): is no picture of a code, and only those come in several files",
                    hint: "give one file at a time", status: .usage)
            }
        }
        progress.end()
        do throws(TransportError) { bytes = try codes.file() } catch { throw Failure(error, name: name) }
    }

    private static func texts(in picture: [UInt8], name: String) throws(Failure) -> [[UInt8]] {
        let texts: [[UInt8]]
        do throws(PictureError) { texts = try CodeScanner.texts(in: picture) } catch {
            throw Failure(error, name: name)
        }
        if texts.isEmpty {
            throw Failure(
                "\(name): no QR code is found in the picture",
                hint: "photograph the code from the front, sharp, with the white border around it")
        }
        return texts
    }

    /// The lines of a text that begins with a code's.
    private static func texts(listedIn bytes: Bytes) -> [[UInt8]]? {
        let start = bytes.drop { $0 <= UInt8(ascii: " ") }
        guard start.hasPrefix("LATCHKEY") else { return nil }
        // No code's text ends in a blank.
        return start.split(separator: UInt8(ascii: "\n")).filter { $0.hasPrefix("LATCHKEY") }.map { line in
            Array(line[...(line.lastIndex { $0 > UInt8(ascii: " ") } ?? line.startIndex)])
        }
    }
}

extension CodeCollector {
    /// Takes what was found in one file: at least one code of ours, and none that does not belong.
    fileprivate mutating func take(_ texts: [[UInt8]], name: String) throws(Failure) {
        let outcomes = texts.map { take($0[...]) }
        for outcome in outcomes {
            switch outcome {
            case .taken, .known, .foreign: break
            case .otherSeries:
                throw Failure(
                    "\(name): its code belongs to another document than the codes before it",
                    hint: "read the codes of one document at a time")
            case .damaged:
                throw Failure("\(name): its code is cut off or was changed", hint: "photograph or scan it again")
            case .newer:
                throw Failure("\(name): its code is of a later version", hint: "update the program that reads it")
            }
        }
        if outcomes.allSatisfy({ $0 == .foreign }) {
            let said = Console.safe(texts.first.map { String(decoding: $0.prefix(60), as: UTF8.self) } ?? "")
            throw Failure(
                "\(name): its QR code is none of a request or a license; it says '\(said)'",
                hint: "photograph the codes that 'latchkey request --qr' or the vendor shows")
        }
    }
}

extension Failure {
    /// What is wrong with codes that were read.
    fileprivate init(_ error: TransportError, name: String) {
        switch error {
        case .missing(let numbers, let count):
            let list = NumberList.joined(numbers.map(String.init))
            let bar = (0..<count).map { numbers.contains($0 + 1) ? "-" : "#" }.joined()
            self.init(
                (numbers.count == 1 ? "code \(list) of \(count) is" : "codes \(list) of \(count) are")
                    + " missing [\(bar)]",
                hint: "give all of them together, in any order: one.png two.png …")
        case .damaged, .otherContext, .tooManyParts:
            self.init(
                "\(name): the codes do not give back the document that was sent",
                hint: "photograph or scan all codes again")
        case .tooLarge: self.init("\(name): what the codes hold is larger than \(Limits.fileBytes) bytes")
        }
    }
}
