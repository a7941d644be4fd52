/// One vector: a reason, what to run, and what must come of it.
///
/// `expect` is written by hand from the specification, never computed.
package struct VectorCase: Sendable {
    /// The folder.
    package let area: String
    /// The file's name without `.vector`.
    package let name: String
    let comment: String
    package let operation: String
    var headers: [Header] = []
    var payload: [UInt8] = []
    /// The answer in one line.
    package let expect: String

    /// One line of a vector's header.
    struct Header: Sendable {
        let key: String
        let value: String

        init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// The path below the folder of vectors.
    package var path: String { "\(area)/\(name).vector" }

    /// The file.
    package var bytes: [UInt8] {
        let first = [Header("comment", comment), Header("operation", operation)]
        let lines = (first + headers + [Header("expect", expect)]).map { "\($0.key): \($0.value)\n" }
        return Array((lines.joined() + "\n").utf8) + payload
    }
}

/// A case of a table about one value: name, value, answer, reason.
struct ValueCase {
    let name: String
    let value: String
    let expect: String
    let comment: String

    init(_ name: String, _ value: String, _ expect: String, _ comment: String) {
        self.name = name
        self.value = value
        self.expect = expect
        self.comment = comment
    }

    /// The vector, with the value as payload.
    func vector(_ area: String, _ operation: String, _ headers: [VectorCase.Header] = []) -> VectorCase {
        VectorCase(
            area: area, name: name, comment: comment, operation: operation, headers: headers,
            payload: Array("\(value)\n".utf8), expect: expect)
    }
}
