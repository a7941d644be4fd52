internal import Glibc

/// How far long work is, on one line of a terminal; nothing where standard error is none, or in the first second.
public struct Progress {
    private let unit: String
    private let isShown = isatty(STDERR_FILENO) == 1
    private let start = ContinuousClock.now
    private var last: ContinuousClock.Instant?

    /// Work on things of a kind, such as `orders`.
    public init(_ unit: String) {
        self.unit = unit
    }

    /// Says how many are done, and which share of all that is, 0 to 1; at most five times a second.
    public mutating func show(_ count: Int, share: Double) {
        let now = ContinuousClock.now
        guard isShown, now - start > .seconds(1), last.map({ now - $0 > .milliseconds(200) }) ?? true else { return }
        last = now
        let percent = Int(min(max(share, 0), 1) * 100)
        Console.prompt("\r\(count) \(unit), \(percent) %\u{1B}[K")
    }

    /// Clears the line.
    public mutating func end() {
        if last != nil { Console.prompt("\r\u{1B}[K") }
        last = nil
    }
}
