internal import LicenseFormat
internal import SignedNote

extension Finding {
    /// That facts about the machine are other ones than at the last request: a copy, or a move. It never changes a mode.
    ///
    /// Each fact is compared with itself only; one that is missing on either side says nothing. Copies for tests and
    /// stand-ins are where copies belong.
    static func copy(_ changed: [HostFact], use: SiteUse) -> Finding? {
        guard use == .production else { return nil }
        let names = changed.map { $0.name.text }
        return Finding(.copySuspected, ("facts", Array(names.joined(separator: [UInt8](", ")))))
    }
}

extension InstallationState {
    /// The facts of the last request that differ now.
    func changedFacts(_ facts: [HostFact]) -> [HostFact] {
        self.facts.filter { known in facts.contains { $0.name == known.name && $0.hash != known.hash } }
    }
}

extension Circumstances {
    /// What the configured site is for, by the license that decides, else by the last request.
    func use(by license: License?, _ state: InstallationState) -> SiteUse {
        guard case .url(let site, _) = site else { return .production }
        let urls = (license?.urls ?? []) + state.urls
        return urls.first { $0.difference(from: site) == nil }?.use ?? .production
    }
}
