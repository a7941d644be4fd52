internal import LicenseFormat
internal import SignedNote

extension Context {
    /// As a bundle holds it: what may be secret in the URL masked, facts hashed for the installation and left out where
    /// there is none, what repeats sorted.
    func bundled(for installation: InstallationID?) -> Context {
        var context = self
        context.url = url.map { URLMask.masked($0) }
        context.facts = (installation.map { facts(hashedFor: $0) } ?? facts).ordered { $0.text.precedes($1.text) }
        context.observations = []
        context.features = features.ordered { $0.text.precedes($1.text) }
        return context
    }
}

extension StateBlob {
    /// As a bundle holds it, and the installation that it names. One beyond the limit stands there as one that could not
    /// be read, for the reason for which it is none.
    var bundled: (state: StateBlob, installation: InstallationID?) {
        guard case .blob(let bytes) = self else { return (self, nil) }
        do throws(Finding) {
            return (self, try InstallationState(parsing: bytes).installation)
        } catch {
            return (bytes.count > Limits.stateBytes ? .unreadable(error.value("reason")) : self, nil)
        }
    }
}
