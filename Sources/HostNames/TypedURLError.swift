public import LicenseFormat
internal import SignedNote

/// Why a typed URL was refused.
public enum TypedURLError: Error, Equatable, Sendable {
    /// It is not a site URL.
    case url(SiteURLError)
    /// Its host is no internationalised name.
    case name(HostNameError)

    /// What is wrong with the URL, for a message.
    public var reason: String {
        switch self {
        case .url(let error): [UInt8](error.reason).string
        case .name(let error): "its host is not a valid internationalised name: \([UInt8](error.reason).string)"
        }
    }
}

/// Why a host is no internationalised name.
public enum HostNameError: Error, Equatable, Sendable, CaseIterable {
    /// A character that no name has.
    case character
    /// Right-to-left letters next to others in a label, or in a label next to one that does not go with them.
    case direction
    /// A joiner, which nobody sees, where no script has one.
    case joiner
    /// A combining mark with nothing before it.
    case mark
    /// A hyphen at the start or end of a label, or two that only `xn--` may have.
    case hyphen
    /// A label of more than 63 bytes as an A-label, or a name of more than 253.
    case tooLong
    /// A label that begins with `xn--`, as typed or once converted, and is not how a name is written.
    case aLabel
    /// Nothing that libidn2 reads.
    case unreadable

    /// What is wrong with the name, for a message.
    public var reason: StaticString {
        switch self {
        case .character: "it holds a character that no name has, such as a symbol or an emoji"
        case .direction: "it mixes right-to-left letters with others in a way that no name does"
        case .joiner: "it holds an invisible joiner"
        case .mark: "a label begins with a combining mark"
        case .hyphen: "a label begins or ends with a hyphen, or has two as its third and fourth character"
        case .tooLong: "a label is longer than 63 bytes, or the name longer than 253"
        case .aLabel: "a label is, or becomes, one that begins with xn-- and stands for no name"
        case .unreadable: "it cannot be converted"
        }
    }
}
