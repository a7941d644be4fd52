internal import Glibc

/// How far long work is, on one line of a terminal; nothing where standard error is none or a dumb one, or in the first
/// second. The line is gone when the work has ended, however it did.
public final class Progress {
    private let unit: String
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var last: ContinuousClock.Instant?

    /// Work on things of a kind, such as `orders`.
    ///
    /// - Parameter isHidden: whether the terminal shows something else in the meantime.
    public init(_ unit: String, isHidden: Bool = false) {
        self.unit = unit
        isShown = !isHidden && Style.canMoveCursor(on: STDERR_FILENO)
    }

    deinit { end() }

    /// Says how many are done, and which share of all that is, 0 to 1, where that is known; at most five times a second.
    public func show(_ count: Int, share: Double?) {
        let now = ContinuousClock.now
        guard isShown, now - start > .seconds(1), last.map({ now - $0 > .milliseconds(200) }) ?? true else { return }
        last = now
        let percent = share.map { ", \(Int(min(max($0, 0), 1) * 100)) %" } ?? ""
        Console.prompt("\r\(count) \(unit)\(percent)\u{1B}[K")
    }

    /// Says how many of all are done.
    public func show(_ count: Int, of all: Int) { show(count, share: Double(count) / Double(max(all, 1))) }

    /// Clears the line.
    public func end() {
        if last != nil { Console.prompt("\r\u{1B}[K") }
        last = nil
    }
}
