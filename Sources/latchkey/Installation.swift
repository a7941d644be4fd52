internal import ArgumentParser
internal import DurableFile
internal import Glibc
internal import LicenseFormat
internal import LicenseStore
internal import LicenseVerifier
internal import SignedNote
internal import Terminal
internal import VerdictText

/// Which installation a command is about.
struct InstallationOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("The product file that ships with the software.", valueName: "file"),
        completion: .file())
    var product: String?

    @Option(
        name: .long, help: ArgumentHelp("The folder of the installation's state.", valueName: "dir"),
        completion: .directory)
    var state: String?

    /// Finds the installation as ``find()`` does, for a machine of which the caller knows more.
    func find(_ machine: MachineOptions) throws(Failure) -> Installation {
        var installation = try find()
        installation.instance = machine.instance.map { Array($0.utf8) }
        return installation
    }

    /// Finds the installation: by the product file, by the state folder, or the only one there is.
    func find() throws(Failure) -> Installation {
        if let product {
            let path = try Self.absolute(product)
            let bytes = try Self.productFile(path)
            let file = try Self.parse(bytes, path: path)
            guard let folder = state ?? StoreLocation().folder(for: file.product.text.string) else {
                throw Failure("there is no place for the state", hint: "set HOME, or name a folder with --state")
            }
            return Installation(
                store: InstallationStore(folder: folder), productPath: path, product: bytes, isExplicit: true)
        }
        let store = InstallationStore(folder: try stateFolder())
        let remembered: String?
        do throws(FileError) { remembered = try store.productPath() } catch { throw Failure(error) }
        guard let path = remembered else {
            throw Failure(
                "'\(store.folder)' does not say where the product file is",
                hint: "name the file that ships with the software: --product latchkey.product", status: .undecided)
        }
        return Installation(
            store: store, productPath: path, product: try Self.productFile(path), isExplicit: false)
    }

    /// The folder that was named, or the only one there is.
    private func stateFolder() throws(Failure) -> String {
        if let state { return state }
        let folders = StoreLocation().existing()
        if folders.count == 1, let only = folders.first { return only }
        if folders.isEmpty {
            throw Failure(
                "no installation is known here",
                hint: "name the file that ships with the software: --product latchkey.product", status: .undecided)
        }
        throw Failure(
            "there are several installations: \(folders.joined(separator: ", "))",
            hint: "name one with --state or --product", status: .undecided)
    }

    private static func productFile(_ path: String) throws(Failure) -> [UInt8] {
        do throws(FileError) {
            return try BoundedRead.file(path, limit: Limits.fileBytes)
        } catch {
            if case .notFound = error {
                throw Failure(
                    "the product file '\(path)' does not exist",
                    hint: "name the file that ships with the software: --product latchkey.product", status: .undecided)
            }
            throw Failure(error)
        }
    }

    private static func parse(_ bytes: [UInt8], path: String) throws(Failure) -> Product {
        do throws(FormatError) {
            return try Product(parsing: bytes[...])
        } catch {
            throw Failure(
                "'\(path)' is not a product file: \(error.text.string)",
                hint: "name the latchkey.product that ships with the software", status: .undecided)
        }
    }

    private static func absolute(_ path: String) throws(Failure) -> String {
        guard !path.utf8.contains(0), !path.isEmpty, let resolved = realpath(path, nil) else {
            throw Failure(
                "the product file '\(path)' does not exist", hint: FileError.notFound(path: path).hint,
                status: .undecided)
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// An installation on this machine: its store and its product file.
struct Installation {
    let store: InstallationStore
    let productPath: String
    let product: [UInt8]
    /// Whether the product file was named on the command line.
    let isExplicit: Bool
    /// The host application's own name for this instance, where the caller knows it.
    var instance: [UInt8]?

    /// The facts about this machine, hashed for an installation.
    func facts(for installation: InstallationID) -> [HostFact] {
        MachineFacts.collected(for: installation, productPath: productPath, instance: instance)
    }

    /// The context with what the last request and the machine say where the caller does not.
    func completed(_ context: Context, by blob: StateBlob) -> Context {
        guard case .blob(let bytes) = blob, let state = try? InstallationState(parsing: bytes) else { return context }
        var context = context
        context.url = context.url ?? state.configuredURL
        context.host = context.host ?? state.host
        context.facts += facts(for: state.installation)
        return context
    }

    /// The verdict for a state that is not stored, as it would be once it is.
    func verdict(_ context: Context, onceStored state: StateBlob) -> Verdict {
        settledVerdict(product: product[...], state: state, context: completed(context, by: state)).verdict
    }

    /// Changes the state, and remembers the product file once that is done. Refuses a product file with other root keys
    /// than before unless it was named on the command line.
    func update<Value>(
        _ body: (StateBlob, Ed25519Seed) throws(StoreError) -> (state: InstallationState?, value: Value)
    ) throws(Failure) -> Value {
        try remembering { () throws(StoreError) in
            try store.update(newSeed: Self.newSeed) { (blob, seed) throws(StoreError) in
                try refuseOtherRoots(blob)
                return try body(blob, seed)
            }
        }
    }

    /// As ``update(_:)``, for what needs only the public half of the installation's key.
    func updateByPublicKey<Value>(
        _ body: (StateBlob, Ed25519PublicKey) throws(StoreError) -> (state: InstallationState?, value: Value)
    ) throws(Failure) -> Value {
        try remembering { () throws(StoreError) in
            try store.updateByPublicKey(newSeed: Self.newSeed) { (blob, key) throws(StoreError) in
                try refuseOtherRoots(blob)
                return try body(blob, key)
            }
        }
    }

    private func remembering<Value>(_ change: () throws(StoreError) -> Value) throws(Failure) -> Value {
        do throws(StoreError) {
            let value = try change()
            do throws(FileError) { try store.remember(productPath: productPath) } catch { throw .file(error) }
            return value
        } catch {
            throw Failure(error)
        }
    }

    private static func newSeed() -> Ed25519Seed? { Ed25519Seed(Machine.randomBytes(32)) }

    /// The product file is the trust anchor, so that a remembered path alone cannot bring in another one. A state that
    /// cannot be read says nothing about its keys.
    private func refuseOtherRoots(_ blob: StateBlob) throws(StoreError) {
        guard !isExplicit, case .blob(let bytes) = blob, let state = try? InstallationState(parsing: bytes),
            let file = try? Product(parsing: product[...])
        else { return }
        if state.isFor(file), !state.trustsRoots(of: file) { throw .finding(.otherKeys) }
    }
}

extension InstallationState {
    /// The production URL that the last request named.
    fileprivate var configuredURL: [UInt8]? {
        (urls.first { $0.use == .production } ?? urls.first)?.url.text
    }
}

extension Failure {
    private static let newIdentity =
        "restore it from a backup; without it, move the whole state folder away, make an activation request "
        + "and ask for new licenses"

    /// What a store could not do.
    init(_ error: StoreError) {
        switch error {
        case .file(let error): self.init(error)
        case .damagedKey(let path):
            self.init(
                "'\(path)' is not an installation key",
                hint: Self.newIdentity, status: .undecided)
        case .lostKey(let path):
            self.init(
                "'\(path)' is missing, and the stored licenses belong to it", hint: Self.newIdentity,
                status: .undecided)
        case .finding(let finding): self.init(finding)
        }
    }

    /// A finding that stands in the way, told in the user's language.
    ///
    /// - Parameter file: the file that it is about, to be named first.
    init(_ finding: Finding, in file: String? = nil) {
        let language = Language.ofUser
        let message = finding.message(in: language).string
        self.init(
            file.map { $0 + language.colon + " " + message } ?? message, hint: finding.remedy(in: language).string,
            status: finding.isUndecided ? .undecided : .refused)
    }
}
