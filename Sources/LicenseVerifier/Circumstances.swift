internal import LicenseFormat
internal import SignedNote

/// Context, product file and state brought together: what policies decide by.
final class Circumstances: Sendable {
    /// What a configured URL turned out to be.
    enum Site: Sendable {
        case missing
        case unreadable([UInt8], SiteURLError)
        case url(SiteURL, wasTrimmed: Bool)
    }

    private let trusted: TrustedProduct
    let installation: InstallationID
    /// The latest instant that is known to be past: the clock's reading, or the product's build where that is later.
    let now: Timestamp
    let site: Site
    let version: Version?
    let versionText: [UInt8]
    let host: HostRelease?
    /// The marks that count on licenses that were taken back.
    private let hits: [RevocationHit]
    /// First sights of licenses that are another installation's or site's.
    private let sights: [FirstSight]

    /// - Parameters:
    ///   - installation: whose licenses are asked about; the state's own unless a stranger's are tried out.
    ///   - time: the present by the clock and its record.
    init(
        trusted: TrustedProduct, installation: InstallationID, installed: Shared<InstallationState>, keys: TrustedKeys,
        time: Timestamp, context: Context
    ) {
        self.trusted = trusted
        self.installation = installation
        now = max(time, trusted.product.built)
        site = Site(context.url, aliases: installed.value.aliases)
        versionText = context.version ?? trusted.product.version.text
        version = context.version.map { Version(forgiving: $0[...]) } ?? trusted.product.version
        host = context.host
        hits = installed.value.hits.filter { !keys.isCompromised($0.key) }
        sights = installed.value.sights
    }

    /// The product file.
    var product: Product { trusted.product }

    /// The mark on a license that was taken back.
    func hit(on license: LicenseID) -> RevocationHit? { hits.first { $0.license == license } }

    /// The first sight of a license elsewhere; one that a wrong clock wrote into the future counts as none.
    func sight(of license: LicenseID) -> FirstSight? {
        sights.first { $0.license == license && $0.time <= now.adding(days: 1) }
    }
}

extension Circumstances.Site {
    init(_ text: [UInt8]?, aliases: [SiteAlias]) {
        guard let text, !text.isEmpty else {
            self = .missing
            return
        }
        do throws(SiteURLError) {
            let wasTrimmed = text.contains(UInt8(ascii: "?")) || text.contains(UInt8(ascii: "#"))
            self = .url(try SiteURL(canonicalizing: text[...]), wasTrimmed: wasTrimmed)
        } catch {
            let hash = error == .notASCII ? SiteAlias.hash(of: text[...]) : []
            if let alias = aliases.first(where: { $0.hash == hash }) {
                self = .url(alias.url, wasTrimmed: false)
            } else {
                self = .unreadable(text, error)
            }
        }
    }
}
