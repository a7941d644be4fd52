internal import Dispatch
internal import Synchronization

/// Results that all cores work out while the caller does something else; they come in the order of what they are made of.
final class Ahead<Result: Sendable>: Sendable {
    private let parts: Mutex<[[Result]]>
    private let group = DispatchGroup()

    /// Begins to make a result of each element; `body` gets a few at a time.
    init<Element: Sendable>(_ elements: [Element], _ body: @escaping @Sendable (ArraySlice<Element>) -> [Result]) {
        let size = Self.partSize
        let count = (elements.count + size - 1) / size
        parts = Mutex(Array(repeating: [], count: count))
        if count == 0 { return }
        DispatchQueue.global().async(group: group) {
            DispatchQueue.concurrentPerform(iterations: count) { part in
                let results = body(elements[(part * size)..<min((part + 1) * size, elements.count)])
                self.parts.withLock { $0[part] = results }
            }
        }
    }

    /// Waits for the results.
    func results() -> [Result] {
        group.wait()
        return parts.withLock { $0.flatMap(\.self) }
    }

    /// Elements that a core takes at a time: few enough that no core waits long for another one at the end.
    private static var partSize: Int { 16 }
}
