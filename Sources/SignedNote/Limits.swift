/// Every bound on input, in one place. Each is checked before anything is parsed or allocated.
public enum Limits {
    /// Bytes in one signed note.
    public static let noteBytes = 64 * 1024
    /// Signature lines in one note; the C2SP specification asks for at least 16.
    public static let noteSignatures = 16
    /// Bytes in a key name.
    public static let keyNameBytes = 255
    /// Bytes in a license file, a request or a product file.
    public static let fileBytes = 256 * 1024
    /// Notes and proofs in one license file.
    public static let fileItems = 32
    /// Lines in one document body.
    public static let bodyLines = 1024
    /// Bytes in a display name such as a customer.
    public static let displayNameBytes = 200
    /// Bytes in a token such as a product or a feature.
    public static let tokenBytes = 64
    /// Bytes in a URL as configured, before it is made canonical.
    public static let urlBytes = 2048
    /// Bytes in a version such as `2.1.0-beta1`.
    public static let versionBytes = 64
    /// Installations one license can name.
    public static let licenseInstallations = 8
    /// URLs one license or request can name.
    public static let licenseURLs = 64
    /// Features, and limits, one license can name.
    public static let licenseFeatures = 128
    /// Root keys in a keyring.
    public static let rootKeys = 16
    /// Signing keys in a keyring, and as many compromised ones.
    public static let signingKeys = 64
    /// Bytes in a log proof: 63 hashes, and a checkpoint with room for sixteen signatures.
    public static let logProofBytes = 16 * 1024
    /// Hashes in a log proof: the levels above the leaves of any tree that can be.
    public static let logProofHashes = 63
    /// Hops from the product file's roots to a newer keyring.
    public static let keyringChain = 16
    /// Licenses in one list of revoked ones.
    public static let revocations = 1000
    /// Hashed facts about a machine in a request or a state.
    public static let hostFacts = 16
    /// Lists of revoked licenses kept in a state: the newest of each scope and key.
    public static let stateRevocationLists = 16
    /// Receipts of returned licenses kept in a state.
    public static let stateReceipts = 64
    /// Bytes in a state blob.
    public static let stateBytes = 8 * 1024 * 1024
    /// Bytes in what a caller says about the present.
    public static let contextBytes = 64 * 1024
    /// Licenses kept in a state blob.
    public static let stateLicenses = 64
    /// Imports remembered in a state blob.
    public static let stateImports = 50
    /// Bytes in a support bundle: a state and a product file in Base64, and what goes with them.
    public static let bundleBytes = 12 * 1024 * 1024
    /// Codes of findings in a support bundle.
    public static let bundleFindings = 128
    /// Readings of a damaged file that the importer tries.
    public static let repairCandidates = 16
    /// The largest decimal in a document: 2^53 − 1, exact in every JSON reader.
    public static let largestDecimal: Int64 = 9_007_199_254_740_991
}
