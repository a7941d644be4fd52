internal import LicenseFormat
internal import SignedNote

extension Policy {
    /// The license names this site, or any.
    static let url = Policy(name: "url") { license, circumstances, standing in
        guard let first = license.urls.first else { return }
        switch circumstances.site {
        case .missing:
            standing.refuse(
                Finding(.urlNotConfigured, ("found", [UInt8]("empty")), ("licensed", first.url.text)), as: .elsewhere)
        case .unreadable(let text, let error):
            standing.refuse(
                Finding(
                    .urlUnreadable, ("found", text), ("reason", [UInt8](error.reason)), ("licensed", first.url.text)),
                as: .elsewhere)
        case .url(let site, let wasTrimmed):
            if wasTrimmed { standing.findings.append(Finding(.urlTrimmed, ("found", site.text))) }
            guard let (nearest, part) = nearestMiss(among: license.urls, to: site) else { return }
            if site.isLocal {
                standing.refuse(
                    Finding(.urlNotConfigured, ("found", site.text), ("licensed", nearest.url.text)), as: .elsewhere)
            } else {
                standing.refuse(
                    Finding(
                        .otherURL, ("licensed", nearest.url.text), ("found", site.text), ("part", [UInt8](part.name))),
                    as: .elsewhere)
            }
        }
    }

    /// The licensed URL that differs least from the site, and in what; nil when one covers it.
    private static func nearestMiss(among urls: [LicensedURL], to site: SiteURL) -> (LicensedURL, SiteURLPart)? {
        var nearest: (LicensedURL, SiteURLPart)?
        for url in urls {
            guard let part = url.difference(from: site) else { return nil }
            if let (_, known) = nearest, known >= part { continue }
            nearest = (url, part)
        }
        return nearest
    }
}
