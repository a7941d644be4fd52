/// Entries of leaves that stand side by side in the log.
struct LogEntries {
    private let first: Int64
    private var entries: [[UInt8]] = []

    /// No entries; those that are added are of the leaves from `first` on.
    init(from first: Int64 = 0) {
        self.first = first
    }

    /// How many there are.
    var count: Int { entries.count }

    /// Adds the entry of the next leaf.
    mutating func append(_ entry: [UInt8]) { entries.append(entry) }

    /// Adds the entries of the leaves that follow.
    mutating func append(_ others: LogEntries) {
        guard !others.entries.isEmpty else { return }
        if entries.isEmpty {
            self = others
        } else if others.first == first + Int64(entries.count) {
            entries += others.entries
        } else {
            // Somebody else wrote in between.
            self = others
        }
    }

    /// Some entries as a bundle, each behind its length in two bytes (c2sp.org/tlog-tiles); nil when one is missing.
    func bundle(from leaf: Int64, count: Int64) -> [UInt8]? {
        guard leaf >= first, leaf + count <= first + Int64(entries.count) else { return nil }
        var bundle: [UInt8] = []
        for entry in entries[Int(leaf - first)..<Int(leaf - first + count)] {
            bundle.append(UInt8(entry.count >> 8 & 255))
            bundle.append(UInt8(entry.count & 255))
            bundle += entry
        }
        return bundle
    }
}
