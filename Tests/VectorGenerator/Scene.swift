/// What most vectors of `import` and `verify` set up; a vector changes what it is about.
struct Scene: Sendable {
    static let defaultTime = "2026-12-15T10:00:00Z"

    var products = [productFile]
    var state: String?
    var files: [[UInt8]] = []
    var time = Scene.defaultTime
    var importTime: String?
    var url: String? = "https://glpi.acme.example/"
    var version: String?
    var host: String? = "glpi 10.0.18"
    /// The features that are asked about, with blanks between them.
    var feature: String?
    /// What is found out about the machine now.
    var facts: [String] = []
    /// The newest instant that the host application recorded.
    var evidence: String?
    /// Earlier loads, of which the state was kept.
    var visits: [String] = []
    var show: String?

    /// A scene with files to import.
    init(_ files: String...) {
        self.files = files.map { Array($0.utf8) }
    }

    /// A scene with one file that need not be text.
    init(bytes: [UInt8]) {
        files = [bytes]
    }

    /// A scene with one license by the license key.
    init(license: Document) {
        self.init(license.signed(.license))
    }

    /// A scene with notes that are in the state already.
    init(installed notes: String...) {
        state = Document.state.blob(notes)
    }

    /// This scene with changes.
    func with(_ change: (inout Scene) -> Void) -> Scene {
        var scene = self
        change(&scene)
        return scene
    }

    /// The vector of an import of the scene's files.
    func importing(_ area: String, _ name: String, _ expect: String, _ comment: String) -> VectorCase {
        vector(area, name, "import", expect, comment)
    }

    /// The vector of a verdict after the scene's imports.
    func verifying(_ area: String, _ name: String, _ expect: String, _ comment: String) -> VectorCase {
        vector(area, name, "verify", expect, comment)
    }

    private func vector(
        _ area: String, _ name: String, _ operation: String, _ expect: String, _ comment: String
    ) -> VectorCase {
        let isVerdict = operation == "verify"
        let products = products.map { Array($0.utf8) }
        let state = state.map { Array($0.utf8) }
        let headers: [(String, String?)] = [
            ("time", time),
            ("import-time", importTime),
            ("url", isVerdict ? url : nil),
            ("version", isVerdict ? version : nil),
            ("host", isVerdict ? host : nil),
            ("feature", isVerdict ? feature : nil),
            ("evidence", evidence),
            ("visits", visits.isEmpty ? nil : visits.joined(separator: " ")),
            ("installation-key", TestKey.here.base64),
            ("show", show),
            ("product", Self.lengths(products)),
            ("state", state.map { "\($0.count)" }),
            ("file", files.isEmpty ? nil : Self.lengths(files)),
        ]
        return VectorCase(
            area: area, name: name, comment: comment, operation: operation,
            headers: headers.compactMap { key, value in value.map { .init(key, $0) } }
                + facts.map { .init("fact", $0) },
            payload: Array((products + [state ?? []] + files).joined()), expect: expect)
    }

    private static func lengths(_ parts: [[UInt8]]) -> String {
        parts.map { "\($0.count)" }.joined(separator: " ")
    }
}
