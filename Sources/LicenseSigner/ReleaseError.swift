/// Why a release is not signed, or not believed, as a fact. Keys are given by name and ID.
public enum ReleaseError: Error, Equatable, Sendable {
    /// A file whose name could be read as something else than a name.
    case notAName(String)
    /// Two files of one name.
    case nameTwice(String)
    /// No file, or more than a release holds.
    case numberOfFiles(limit: Int)
    /// Not a signed release in its one form.
    case notARelease
    /// A key of another role.
    case notAReleaseKey(String)
    /// No signature by the key.
    case otherSigner(String)
    /// The key's signature does not match the text: one of the two was changed.
    case altered(String)
    /// The key did not sign.
    case key(KeyError)
}

extension ReleaseError {
    /// What is wrong, in one sentence; lower case, no full stop.
    public var message: String {
        switch self {
        case .notAName(let name): "a release cannot hold a file by the name of '\(name)'"
        case .nameTwice(let name): "two of the files are called '\(name)'"
        case .numberOfFiles(let limit): "a release holds 1 to \(limit) files"
        case .notARelease: "this is no signed release"
        case .notAReleaseKey(let key): "'\(key)' is not a key for releases"
        case .otherSigner(let key): "the release is not signed by '\(key)'"
        case .altered(let key): "the release does not match the signature by '\(key)': one of the two was changed"
        case .key(let error): error.message
        }
    }

    /// What to do next, where there is something to say.
    public var hint: String? {
        switch self {
        case .notAName: "use letters, digits and + - . _ ~, and begin with a letter or a digit"
        case .nameTwice, .numberOfFiles: nil
        case .notARelease: "name the file that 'latchkey-vendor release sign' wrote"
        case .notAReleaseKey:
            "a release's key is called VENDOR/release/LABEL; make one: latchkey-vendor keys new release LABEL"
        case .otherSigner: "get the vendor's current key for releases from the vendor"
        case .altered: "use nothing of it, and download it again from the vendor"
        case .key(let error): error.hint
        }
    }
}
