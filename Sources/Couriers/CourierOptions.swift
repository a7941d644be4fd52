public import ArgumentParser
internal import Pictures
public import Terminal

/// Options of commands whose document may cross otherwise than as a file.
public struct CourierOptions: ParsableArguments {
    @Flag(name: .customLong("qr"), help: "Show it as QR codes, to be photographed from the screen.")
    var showsCodes = false

    @Option(
        name: .customLong("qr-png"), help: ArgumentHelp("Where to write it as QR codes, in PNG.", valueName: "file"))
    var png: FileArgument?

    @Option(
        name: .customLong("qr-svg"), help: ArgumentHelp("Where to write it as QR codes, in SVG.", valueName: "file"))
    var svg: FileArgument?

    /// None.
    public init() {}

    /// Refuses what cannot be written together.
    public func validate() throws {
        for (option, file) in [("--qr-png", png), ("--qr-svg", svg)] where file?.path == "-" {
            throw ValidationError("\(option) needs the name of a file: a document may need several pictures")
        }
    }

    /// Whether another courier than the file is asked for.
    public var isAsked: Bool { showsCodes || png != nil || svg != nil }

    /// Refuses an answer in JSON beside something else that goes to standard output.
    public func validate(_ answer: OutputOptions, beside output: FileArgument) throws {
        if showsCodes, answer.json {
            throw ValidationError("--json needs another courier than --qr: both would go to standard output")
        }
        if !leavesOut(output) { try answer.validate(beside: output) }
    }

    /// Whether the document itself goes to standard output: by default, and not beside another courier.
    public func leavesOut(_ output: FileArgument) -> Bool {
        output.path == "-" && isAsked
    }

    /// Refuses outputs that cannot be written, before any work is done for them.
    public func refuseUnwritable(beside output: FileArgument, force: Bool) throws(Failure) {
        for file in [output, png, svg].compactMap(\.self) { try file.refuseUnwritable(force: force) }
    }

    /// Writes a document as it was asked for.
    public func write(_ document: [UInt8], to output: FileArgument, force: Bool) throws(Failure) {
        if !leavesOut(output) { try output.write(document, force: force) }
        if let png {
            try CodePictures.write(document[...], to: png, force: force) { code throws(PictureError) in try code.png() }
        }
        if let svg { try CodePictures.write(document[...], to: svg, force: force) { $0.svg } }
        if showsCodes { try CodePictures.show(document[...]) }
    }
}
