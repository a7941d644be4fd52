/// Why a version constraint makes no range.
public enum ComposerConstraintError: Error, Equatable, Sendable, CaseIterable {
    /// Several ranges: `^2.1 || ^3.0`.
    case union
    /// A release left out: `!=2.3`.
    case exclusion
    /// A stability flag: `^2.1@beta`.
    case stability
    /// A branch: `dev-main`, `2.x-dev`.
    case branch
    /// A pre-release name that Composer orders in another way: `2.1-patch1`.
    case prerelease
    /// Bounds beside one lower and one upper.
    case bounds
    /// Bounds with nothing between them.
    case empty
    /// Something else.
    case unreadable
}

extension ComposerConstraintError {
    /// What is wrong with the constraint, for a message.
    public var reason: StaticString {
        switch self {
        case .union: "a license covers one range, and this joins several"
        case .exclusion: "a license covers one range, and this leaves a release out of it"
        case .stability: "it holds a stability flag"
        case .branch: "it names a development branch"
        case .prerelease: "it holds a pre-release name that Composer orders in another way"
        case .bounds: "it holds more than one lower and one upper bound"
        case .empty: "its lower bound does not come before its upper bound"
        case .unreadable: "it is no version constraint"
        }
    }

    /// What to write instead.
    public var hint: StaticString {
        switch self {
        case .union: "issue a license for each, or name one range around them: '>=2.0 <4.0'"
        case .exclusion: "name the releases before it or after it: '>=2.0 <2.3'"
        case .stability: "name the first pre-release that is covered: '>=2.1-beta1 <3.0'"
        case .branch: "name releases: '>=2.1 <3.0'"
        case .prerelease: "use alpha, beta or RC with a number, or write the range out: '>=2.1-preview3 <3.0'"
        case .bounds, .empty: "write it as '>=2.0 <3.0'"
        case .unreadable: "write it as '>=2.0 <3.0', or as '^2.1', '~2.1.3', '2.1.*', '2.1 - 2.3'"
        }
    }
}
