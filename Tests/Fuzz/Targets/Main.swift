internal import SignedNote

/// What one parser is fed with, and what has to hold of whatever it accepts.
struct Target: Sendable {
    /// The program's name is `fuzz-` and this.
    let name: StaticString
    /// Traps where something does not hold.
    let hold: @Sendable (Bytes) -> Void

    init(_ name: StaticString, _ hold: @escaping @Sendable (Bytes) -> Void) {
        (self.name, self.hold) = (name, hold)
    }
}

private let targets =
    noteTargets + bodyTargets + valueTargets + fileTargets + stateTargets + transportTargets + keyTargets

/// One program has every target: links to it say by their names which one is meant.
nonisolated(unsafe) private var chosen: Target?

/// libFuzzer calls this first, with the arguments of `main`.
@c(LLVMFuzzerInitialize)
public func initialize(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>>>
) -> Int32 {
    let program = String(cString: arguments.pointee[0])
    chosen = targets.first { program.hasSuffix("/fuzz-\($0.name)") }
    if chosen == nil { fatalError("'\(program)' is the name of no target") }
    return 0
}

/// libFuzzer calls this with every input.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    chosen?.hold(Bytes(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Ends the run with a crash, which libFuzzer keeps the input of.
func hold(_ condition: @autoclosure () -> Bool, _ sentence: StaticString) {
    if !condition() { fatalError("does not hold: \(sentence)") }
}

extension Bytes {
    /// The parts of an input, which newlines separate.
    var lines: [Bytes] { split(separator: newline, omittingEmptySubsequences: false) }
}
