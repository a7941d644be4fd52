internal import SignedNote

/// The words of the command line, as bytes.
struct Arguments {
    private(set) var words: [[UInt8]] = []

    init(_ count: Int32, _ vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) {
        guard let vector else { return }
        for index in 1..<max(Int(count), 1) {
            guard let word = vector[index] else { return }
            words.append(Self.bytes(word))
        }
    }

    /// Whether there is this word and no other.
    func isOnly(_ word: StaticString) -> Bool { words.count == 1 && words.first?.equals(word) == true }

    /// Takes the next word off.
    mutating func next() -> [UInt8]? { words.isEmpty ? nil : words.removeFirst() }

    private static func bytes(_ word: UnsafeMutablePointer<CChar>) -> [UInt8] {
        var bytes: [UInt8] = []
        var next = word
        while next.pointee != 0 {
            bytes.append(UInt8(bitPattern: next.pointee))
            next += 1
        }
        return bytes
    }
}

/// What is wrong with a command line: a sentence, and the word that it is about.
struct UsageError: Error {
    let message: StaticString
    let word: [UInt8]

    init(_ message: StaticString, _ word: [UInt8] = []) {
        self.message = message
        self.word = word
    }
}
