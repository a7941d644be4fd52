internal import LicenseFormat
internal import LicenseStore
internal import LicenseVerifier
internal import SignedNote

/// A license in the state, as `status` lists it.
struct InstalledLicense {
    let terms: License

    /// The installed licenses whose signatures are good, in the order of their import.
    static func all(in installation: Installation) -> [InstalledLicense] {
        guard case .blob(let blob) = installation.store.state(),
            let state = try? InstallationState(parsing: blob),
            let product = try? Product(parsing: installation.product[...]),
            let keys = try? TrustedKeys(product).adopting(keyringsOf: state)
        else { return [] }
        return state.licenses.compactMap { try? keys.verify($0) }.map { InstalledLicense(terms: $0.terms) }
    }

    /// One line: number, kind, term.
    var line: String {
        let end = terms.lastDay.map { "to \($0.text.string)" } ?? "for ever"
        return "\(terms.id.text.string)  \(terms.kind.text.string)  \(terms.starts.date.text.string) \(end)"
    }

    func write(to json: inout JSONText) {
        json.object { json in
            json.string("license", terms.id.text)
            json.string("kind", terms.kind.text)
            json.string("starts", terms.starts.text)
            json.string("expires", terms.expires.text)
        }
    }
}
