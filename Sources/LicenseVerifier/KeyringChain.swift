internal import LicenseFormat
internal import SignedNote

extension TrustedKeys {
    /// The keys with every newer keyring adopted that a state holds.
    public func adopting(keyringsOf state: InstallationState) -> TrustedKeys {
        adopting(allOf: state.keyrings)
    }

    /// These keys with every keyring adopted that can be, in the given order.
    func adopting(allOf keyrings: [SignedNote]) -> TrustedKeys {
        keyrings.reduce(self) { keys, note in keys.adoptingIfPossible(note) ?? keys }
    }

    /// The fewest of `keyrings` that lead from these keys to the newest of them, oldest first, at most sixteen. A step
    /// is needed only where the roots change and the later keyring is not signed by the earlier roots.
    ///
    /// - Parameter keyrings: oldest first.
    func shortestChain(of keyrings: [SignedNote]) -> [SignedNote] {
        var keys = self
        var chain: [SignedNote] = []
        while chain.count < Limits.keyringChain {
            var step: (note: SignedNote, keys: TrustedKeys)?
            for note in keyrings.reversed() where step == nil {
                step = keys.adoptingIfPossible(note).map { (note, $0) }
            }
            guard let step else { break }
            chain.append(step.note)
            keys = step.keys
        }
        return chain
    }

    private func adoptingIfPossible(_ note: SignedNote) -> TrustedKeys? {
        do throws(Finding) { return try adopting(note) } catch { return nil }
    }
}
