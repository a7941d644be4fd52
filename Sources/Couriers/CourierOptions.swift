public import ArgumentParser
internal import LicenseTransport
internal import Pictures
public import Terminal

/// Options of commands whose document may cross otherwise than as a file.
public struct CourierOptions: ParsableArguments {
    @Flag(name: .customLong("qr"), help: "Show QR codes, to be photographed off the screen.")
    var showsCodes = false

    @Option(
        name: .customLong("qr-png"), help: ArgumentHelp("Where to write it as QR codes, in PNG.", valueName: "file"))
    var png: FileArgument?

    @Option(
        name: .customLong("qr-svg"), help: ArgumentHelp("Where to write it as QR codes, in SVG.", valueName: "file"))
    var svg: FileArgument?

    @Flag(name: .customLong("spoken"), help: "Print lines to read aloud, by telephone.")
    var isSpoken = false

    /// None.
    public init() {}

    /// Whether another courier than the file is asked for.
    public var isAsked: Bool { isAnswer || png != nil || svg != nil }

    /// Whether standard output is taken.
    public var isAnswer: Bool { isSpoken || showsCodes }

    /// Refuses pictures without names.
    public func validate() throws {
        for (option, file) in [("--qr-png", png), ("--qr-svg", svg)] where file?.path == "-" {
            throw ValidationError("\(option) needs the name of a file: a document may need several pictures")
        }
        if isSpoken, showsCodes { throw ValidationError("--spoken and --qr exclude each other: both are shown") }
    }

    /// Refuses an answer in JSON beside something else that goes to standard output.
    public func validate(_ answer: OutputOptions, beside output: FileArgument?) throws {
        if answer.json, isAnswer {
            throw ValidationError("--json excludes --spoken and --qr: both would go to standard output")
        }
        if !leavesOut(output) { try answer.validate(beside: output) }
    }

    /// Whether the document itself goes nowhere: beside another courier it is written into a file that is named.
    public func leavesOut(_ output: FileArgument?) -> Bool { output.map { $0.path == "-" && isAsked } ?? true }

    /// Refuses outputs that cannot be written, before any work is done for them.
    public func refuseUnwritable(beside output: FileArgument?, force: Bool) throws(Failure) {
        for file in [output, png, svg].compactMap(\.self) { try file.refuseUnwritable(force: force) }
    }

    /// Writes a document as it was asked for.
    ///
    /// - Parameter speak: prints its lines, where they are asked for.
    public func write(
        _ document: [UInt8], to output: FileArgument?, force: Bool, speak: () throws(Failure) -> Void
    ) throws(Failure) {
        if let output, !leavesOut(output) { try output.write(document, force: force) }
        if let png {
            try CodePictures.write(document[...], to: png, force: force) { code throws(PictureError) in try code.png() }
        }
        if let svg { try CodePictures.write(document[...], to: svg, force: force) { $0.svg } }
        if showsCodes { try CodePictures.show(document[...]) }
        if isSpoken { try speak() }
    }

    /// Writes a document of which the other side knows nothing yet.
    ///
    /// - Parameter command: the command that takes the lines.
    public func write(
        _ document: [UInt8], to output: FileArgument?, force: Bool, typedInto command: String
    ) throws(Failure) {
        try write(document, to: output, force: force) { () throws(Failure) in
            try SpokenLines.show(document, knowing: .nothing, for: command)
        }
    }
}
