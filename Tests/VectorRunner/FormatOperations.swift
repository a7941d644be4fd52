internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote

/// `ok` when the text is accepted and written again byte for byte, or `REASON LINE KEY`.
func answerBody(_ vector: Vector) -> [UInt8]? {
    guard let type = vector.value("type") else { return nil }
    let text = vector.payload
    do throws(FormatError) {
        let written: [UInt8]
        if type.equals("license") {
            written = try License(parsing: text).text
        } else if type.equals("request") {
            written = try ActivationRequest(parsing: text).text
        } else if type.equals("keyring") {
            written = try Keyring(parsing: text).text
        } else if type.equals("revocations") {
            written = try RevocationList(parsing: text).text
        } else if type.equals("clock-repair") {
            written = try ClockRepair(parsing: text).text
        } else if type.equals("return") {
            written = try ReturnReceipt(parsing: text).text
        } else if type.equals("log-proof") {
            written = try LogProof(parsing: text).bytes
        } else if type.equals("product") {
            written = try Product(parsing: text).bytes
        } else if type.equals("state") {
            return answerState(text)
        } else {
            return nil
        }
        return written[...] == text ? ok() : [UInt8]("not-round-trip")
    } catch {
        return error.name
    }
}

/// `ok`, or the finding that refuses a state blob.
private func answerState(_ blob: Bytes) -> [UInt8] {
    do throws(Finding) {
        return try InstallationState(parsing: blob).bytes[...] == blob ? ok() : [UInt8]("not-round-trip")
    } catch {
        return [UInt8](error.code.name)
    }
}

/// `ok TYPE…` with each item's type, or the malformation.
func answerLicenseFile(_ vector: Vector) -> [UInt8]? {
    do throws(LicenseFile.Malformation) {
        let items = try LicenseFile(parsing: vector.payload).items
        guard LicenseFile.bytes(of: items.map { Array($0) })[...] == vector.payload else {
            return [UInt8]("not-round-trip")
        }
        return joined([[UInt8]("ok")] + items.map { DocumentType(of: $0).word })
    } catch {
        return error.name
    }
}

/// `ok CANONICAL`, or the error.
func answerSiteURL(_ vector: Vector) -> [UInt8]? {
    let wildcard = vector.value("wildcard")?.equals("allowed") ?? false
    do throws(SiteURLError) {
        let url = try SiteURL(canonicalizing: vector.line, wildcard: wildcard)
        guard try SiteURL(canonicalizing: url.text[...], wildcard: wildcard) == url else {
            return [UInt8]("not-round-trip")
        }
        return url.isLocal ? ok(url.text, [UInt8]("local")) : ok(url.text)
    } catch {
        return [UInt8](error.name)
    }
}

/// `ok covered`, `ok not-covered`, `invalid-range` or `invalid-version`; the version as a program calls itself.
func answerVersionRange(_ vector: Vector) -> [UInt8]? {
    guard let rangeText = vector.value("range"), let versionText = vector.value("version") else { return nil }
    guard let range = VersionRange(rangeText), range.text[...] == rangeText else { return [UInt8]("invalid-range") }
    guard let version = Version(forgiving: versionText) else { return [UInt8]("invalid-version") }
    return ok(range.covers(version) ? [UInt8]("covered") : [UInt8]("not-covered"))
}

/// `ok before`, `ok same` or `ok after`, or `invalid-version`; both in their one spelling.
func answerVersionOrder(_ vector: Vector) -> [UInt8]? {
    guard let leftText = vector.value("left"), let rightText = vector.value("right") else { return nil }
    guard let left = Version(leftText), let right = Version(rightText) else { return [UInt8]("invalid-version") }
    switch (left < right, right < left, left == right) {
    case (true, false, false): return ok([UInt8]("before"))
    case (false, true, false): return ok([UInt8]("after"))
    case (false, false, true): return ok([UInt8]("same"))
    default: return [UInt8]("no-order")
    }
}

/// `ok ID` for the one spelling, `ok ID forgiven` for another, or `invalid`; with the header `key`, that key's ID.
func answerInstallationID(_ vector: Vector) -> [UInt8]? {
    if let key = vector.value("key") {
        guard let key = Digest.decodeHex(key).flatMap({ Ed25519PublicKey($0) }) else { return nil }
        return ok(InstallationID(of: key).text)
    }
    guard let id = InstallationID(forgiving: vector.line) else { return [UInt8]("invalid") }
    return InstallationID(vector.line) == id ? ok(id.text) : ok(id.text, [UInt8]("forgiven"))
}

/// `ok SECONDS LAST-DAY`: seconds since 1970 and the last day of a term that ends then; or `invalid`.
func answerTimestamp(_ vector: Vector) -> [UInt8]? {
    guard let time = Timestamp(vector.line) else { return [UInt8]("invalid") }
    return time.text[...] == vector.line
        ? ok([UInt8](decimal: time.seconds), time.lastDay.text) : [UInt8]("not-round-trip")
}
