internal import Dispatch
internal import Synchronization

/// Work that goes on while the caller does something else.
final class Background<Result: Sendable>: Sendable {
    private let outcome = Mutex<Result?>(nil)
    private let group = DispatchGroup()

    /// Begins the work.
    init(_ work: @escaping @Sendable () -> Result) {
        DispatchQueue.global().async(group: group) {
            let result = work()
            self.outcome.withLock { $0 = result }
        }
    }

    /// Waits a fifth of a second at most; says whether the work is done.
    func isSoonDone() -> Bool { group.wait(timeout: .now() + .milliseconds(200)) == .success }

    /// Waits for what comes of it.
    func result() -> Result? {
        group.wait()
        return outcome.withLock(\.self)
    }
}
