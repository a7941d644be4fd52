import Fixtures
import LicenseFormat
import SignedNote

/// What the vendor of a script makes, every document really signed by keys that are the same in every run.
struct Documents {
    /// The installation whose life it is.
    let installation: Ed25519Seed
    private(set) var notes: [String: SignedNote] = [:]
    private(set) var licenses: [String: License] = [:]
    private(set) var lists: [String: RevocationList] = [:]
    private(set) var rings: [String: Keyring] = [:]
    /// The keys of a keyring that are not stolen, by name and ID.
    private(set) var honestKeys: [String: Set<[UInt8]>] = [:]
    private(set) var repairs: [String: ClockRepair] = [:]
    private(set) var releases: [String: Product] = [:]
    /// Which keyring a release brings, by the names of the script.
    private(set) var shippedRings: [String: String] = [:]
    /// Which key signed a license or a list, by the names of the script.
    private(set) var signers: [String: TestKey] = [:]
    private let vendor: TestVendor

    init(_ script: Script) throws {
        vendor = try TestVendor()
        installation = try TestKey.seed(script.installation)
        for (index, definition) in script.definitions.enumerated() {
            do {
                try make(definition, number: index)
            } catch let failure as FixtureFailure {
                throw FixtureFailure("\(definition.name): \(failure.what)")
            }
        }
    }

    private mutating func make(_ definition: Script.Definition, number: Int) throws {
        let name = definition.name
        switch definition.kind {
        case "license":
            let key = try Self.key(definition.values["by"] ?? "license/2026")
            let license = try vendor.license { try edit(&$0, by: definition, number: number) }
            (licenses[name], signers[name]) = (license, key)
            notes[name] = try key.sign(license.text)
        case "ring":
            let ring = try Self.ring(definition, of: vendor)
            rings[name] = ring
            honestKeys[name] = Set(ring.keys.compactMap { $0.key?.nameAndID }).subtracting(
                ring.compromised.map { $0.nameAndID })
            let signers = definition.words(definition.values["signed"] == nil ? "roots" : "signed")
            notes[name] = try sign(ring.text, by: signers.map { try Self.key("root/\($0)") })
        case "release":
            releases[name] = try release(definition)
            shippedRings[name] = definition.values["ring"]
        case "list":
            let key = try Self.key(definition.values["by"] ?? "revocation/2026")
            let list = try list(definition)
            (lists[name], signers[name]) = (list, key)
            notes[name] = try key.sign(list.text)
        default:
            let issued = try Script.instant(definition.text("issued"))
            let repair = ClockRepair(
                vendor: try .of(vendor.name), installation: InstallationID(of: installation.publicKey), issued: issued,
                nonce: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 16))
            repairs[name] = repair
            notes[name] = try Self.key(definition.values["by"] ?? "repair/2026").sign(repair.text)
        }
    }

    /// What is not said stays as the fixtures have it: a subscription for the test site, versions 2, 7 days of grace.
    private func edit(_ license: inout LicenseTerms, by definition: Script.Definition, number: Int) throws {
        license.issued = try Script.instant(definition.text("issued"))
        license.starts = try definition.values["from"].map(Script.instant) ?? license.issued.date.midnight
        license.expires = try Script.end(definition.text("to"))
        license.installations = [InstallationID(of: installation.publicKey)]
        let random = [UInt8](repeating: 0, count: 9) + [UInt8(truncatingIfNeeded: number)]
        license.id = try LicenseID(at: license.issued, random: random).orFail()
        if license.expires == .never { license.kind = .perpetual }
        for (key, text) in definition.values {
            let words = Script.words(text)
            switch key {
            case "id": license.id = try licenses[text].orFail("license \(text)").id
            case "product": license.product = try .of(text)
            case "kind": license.kind = try .of(text)
            case "installation":
                license.installations =
                    text == "any" ? [] : try words.map { InstallationID(of: try TestKey.seed($0).publicKey) }
            case "url":
                license.urls =
                    text == "any" ? [] : try words.map { try .of($0.split(separator: ",").joined(separator: " ")) }
            case "versions": license.versions = try .of(text)
            case "host": license.host = try .of(text)
            case "maintenance": license.maintenanceUntil = try Script.end(text)
            case "grace": license.graceDays = try .of(text)
            case "mismatch": license.mismatchDays = try .of(text)
            case "features": license.features = try words.map { try .of($0) }
            case "limits": license.limits = try words.map { try .of($0.split(separator: ":").joined(separator: " ")) }
            case "on-expiry": license.onExpiry = try .of(text)
            case "on-revocation": license.onRevocation = try .of(text)
            default: continue
            }
        }
    }

    private func release(_ definition: Script.Definition) throws -> Product {
        let name = try definition.text("ring")
        let ring = try rings[name].orFail("ring \(name)")
        let note = try notes[name].orFail("ring \(name)")
        return try vendor.product(keyring: note) {
            $0.version = try .of(definition.name)
            $0.built = try Script.instant(definition.text("built"))
            $0.roots = ring.roots
            $0.trialDays = try .of(definition.values["trial-days"] ?? "0")
            $0.trialFeatures = try definition.words("trial-features").map { try .of($0) }
            $0.unlicensed = try .of(definition.values["unlicensed"] ?? "read-only")
        }
    }

    private func list(_ definition: Script.Definition) throws -> RevocationList {
        let scope = definition.values["scope"] ?? "all"
        return RevocationList(
            vendor: try .of(vendor.name),
            scope: scope == "all" ? .all : .installation(InstallationID(of: try TestKey.seed(scope).publicKey)),
            epoch: try .of(definition.text("epoch")), issued: try Script.instant(definition.text("issued")),
            revoked: try definition.words("revoked").map { entry in
                let parts = entry.split(separator: ":").map(String.init)
                guard parts.count == 2 else { throw FixtureFailure(entry) }
                let license = try licenses[parts[0]].orFail("license \(parts[0])")
                return Revocation(license: license.id, reason: try .of(parts[1]))
            })
    }
}

extension Sequence<UInt8> {
    /// The text that these bytes spell.
    var string: String { String(decoding: Array(self), as: UTF8.self) }
}
