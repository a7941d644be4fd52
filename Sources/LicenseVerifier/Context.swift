public import LicenseFormat
internal import SignedNote

/// What the caller knows about the present; nothing in it is trusted to grant anything.
public struct Context: Sendable {
    /// The system clock, read once by the caller.
    public var now: Timestamp
    /// The configured base URL, as it was typed; nil or empty when nobody configured one.
    public var url: [UInt8]?
    /// The release that is running; nil takes the product file's.
    public var version: [UInt8]?
    /// The host application and its release, where there is one.
    public var host: HostRelease?
    /// A feature that the caller wants to use.
    public var feature: Token?

    /// Puts a context together.
    public init(
        now: Timestamp, url: [UInt8]? = nil, version: [UInt8]? = nil, host: HostRelease? = nil, feature: Token? = nil
    ) {
        self.now = now
        self.url = url
        self.version = version
        self.host = host
        self.feature = feature
    }
}

/// Context, product file and state brought together: what policies decide by.
struct Circumstances: Sendable {
    /// What a configured URL turned out to be.
    enum Site: Sendable {
        case missing
        case unreadable([UInt8], SiteURLError)
        case url(SiteURL, wasTrimmed: Bool)
    }

    let product: Product
    let installation: InstallationID
    /// The latest instant that is known to be past: the clock, or the product's build where the clock is behind it.
    let now: Timestamp
    let site: Site
    let version: Version?
    let versionText: [UInt8]
    let host: HostRelease?

    init(product: Product, installation: InstallationID, context: Context) {
        self.product = product
        self.installation = installation
        now = max(context.now, product.built)
        site = Site(context.url)
        versionText = context.version ?? product.version.text
        version = context.version.map { Version(forgiving: $0[...]) } ?? product.version
        host = context.host
    }
}

extension Circumstances.Site {
    init(_ text: [UInt8]?) {
        guard let text, !text.isEmpty else {
            self = .missing
            return
        }
        do throws(SiteURLError) {
            let wasTrimmed = text.contains(UInt8(ascii: "?")) || text.contains(UInt8(ascii: "#"))
            self = .url(try SiteURL(canonicalizing: text[...]), wasTrimmed: wasTrimmed)
        } catch {
            self = .unreadable(text, error)
        }
    }
}
