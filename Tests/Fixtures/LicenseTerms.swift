package import LicenseFormat

/// The terms of a license, for tests that change some of them.
package struct LicenseTerms {
    package var id: LicenseID
    package var vendor: Token
    package var product: Token
    package var kind: LicenseKind
    package var customer: DisplayName
    package var installations: [InstallationID]
    package var urls: [LicensedURL]
    package var versions: VersionRange
    package var host: HostRange?
    package var issued: Timestamp
    package var starts: Timestamp
    package var expires: Deadline
    package var maintenanceUntil: Deadline?
    package var graceDays: DayCount
    package var mismatchDays: DayCount?
    package var features: [Token]
    package var limits: [Limit]
    package var onExpiry: ReducedMode
    package var onRevocation: RevokedMode
    package var note: DisplayName?
    package var extensions: [ExtensionLine]

    package init(_ license: License) {
        id = license.id
        vendor = license.vendor
        product = license.product
        kind = license.kind
        customer = license.customer
        installations = license.installations
        urls = license.urls
        versions = license.versions
        host = license.host
        issued = license.issued
        starts = license.starts
        expires = license.expires
        maintenanceUntil = license.maintenanceUntil
        graceDays = license.graceDays
        mismatchDays = license.mismatchDays
        features = license.features
        limits = license.limits
        onExpiry = license.onExpiry
        onRevocation = license.onRevocation
        note = license.note
        extensions = license.extensions
    }

    package var license: License {
        License(
            id: id, vendor: vendor, product: product, kind: kind, customer: customer, installations: installations,
            urls: urls, versions: versions, host: host, issued: issued, starts: starts, expires: expires,
            maintenanceUntil: maintenanceUntil, graceDays: graceDays, mismatchDays: mismatchDays, features: features,
            limits: limits, onExpiry: onExpiry, onRevocation: onRevocation, note: note, extensions: extensions)
    }
}
