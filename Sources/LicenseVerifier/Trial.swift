public import LicenseFormat

/// A trial by the product file's own terms: from the plugin's install, or from a revocation.
public struct Trial: Equatable, Sendable {
    /// What may be used.
    public let features: [Token]
    /// When it ends, this instant excluded.
    public let end: Timestamp

    /// Nil when the product file gives no trial, or its days are over at `now`.
    init?(of product: Product, from start: Timestamp, at now: Timestamp) {
        let days = BoundedDays(from: start, count: product.trialDays)
        guard product.trialDays.value > 0, days.contains(now) else { return nil }
        features = product.trialFeatures
        end = days.end
    }

    /// Whole days from `now` to the last day.
    func daysLeft(at now: Timestamp) -> Int64 { max(0, end.lastDay.dayNumber - now.date.dayNumber) }
}
