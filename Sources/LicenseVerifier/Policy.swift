internal import LicenseFormat

/// One rule that a license must meet: a name and a function that adds to a license's standing.
///
/// A policy sees the license's terms and the circumstances, never another policy's result, and only takes away:
/// a standing begins as good as it can be. To add one, write its file in `Policies/` and name it in ``inOrder``.
struct Policy: Sendable {
    let name: StaticString
    let examine: @Sendable (License, Circumstances, inout Standing) -> Void

    /// Every policy, in the order in which findings are told.
    static let inOrder: [Policy] = [
        .vendor, .product, .installation, .url, .version, .host, .maintenance, .term, .revocation,
    ]
}
