/// Why a URL was refused.
public enum SiteURLError: Error, Equatable, Sendable, CaseIterable {
    /// Nothing there.
    case empty
    /// More than 2048 bytes.
    case tooLong
    /// A character beyond ASCII: internationalised names are written as A-labels, `xn--…`.
    case notASCII
    /// A space, tab, newline or control character.
    case whitespace
    /// A backslash.
    case backslash
    /// Not `http://` or `https://`.
    case notHTTP
    /// A user name or password.
    case userInfo
    /// An empty host, or a character that a host cannot have.
    case invalidHost
    /// Two dots in a row, or a dot at the start.
    case emptyLabel
    /// An IPv4 address that is not four decimal numbers from 0 to 255 without leading zeros.
    case oddIPv4
    /// A `*` where none is allowed, or with fewer than two labels after it.
    case wildcard
    /// A port that is not 1 to 65535 in decimal without leading zeros.
    case invalidPort
    /// `%`.
    case percent
    /// `.` or `..` as a segment.
    case dotSegment
    /// Two slashes in a row.
    case emptySegment
    /// A character that a path cannot have.
    case invalidPath
}

extension SiteURLError {
    /// What is wrong with the URL, for a message.
    public var reason: StaticString {
        switch self {
        case .empty: "it is empty"
        case .tooLong: "it is longer than 2048 bytes"
        case .notASCII: "it holds a character beyond ASCII; write the host as an A-label (xn--…)"
        case .whitespace: "it holds a blank or a control character"
        case .backslash: "it holds a backslash"
        case .notHTTP: "it does not begin with http:// or https://"
        case .userInfo: "it holds a user name"
        case .invalidHost: "its host is empty or holds a character that a host cannot have"
        case .emptyLabel: "its host holds an empty label"
        case .oddIPv4: "its IPv4 address is not four decimal numbers"
        case .wildcard: "a wildcard is one whole label with at least two labels after it, in a license only"
        case .invalidPort: "its port is not a number from 1 to 65535"
        case .percent: "it holds a percent sign"
        case .dotSegment: "its path holds . or .. as a segment"
        case .emptySegment: "its path holds two slashes in a row"
        case .invalidPath: "its path holds a character that a path cannot have"
        }
    }
}
