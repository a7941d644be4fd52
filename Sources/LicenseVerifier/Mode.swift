internal import LicenseFormat

/// What the software may do right now.
public enum Mode: CaseIterable, Comparable, Sendable {
    /// Nothing of the licensed part.
    case off
    /// Show and export data, change nothing.
    case readOnly
    /// Everything that the trial's features allow.
    case trial
    /// Everything that the license's features allow.
    case full

    /// The name in JSON and on terminals.
    public var name: StaticString {
        switch self {
        case .off: "off"
        case .readOnly: "read-only"
        case .trial: "trial"
        case .full: "full"
        }
    }

    /// Whether licensed features may be used.
    public var allowsUse: Bool { self >= .trial }

    init(_ reduced: ReducedMode) {
        self = reduced == .readOnly ? .readOnly : .off
    }
}
