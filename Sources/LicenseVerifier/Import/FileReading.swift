internal import LicenseFormat
internal import SignedNote

/// A file taken apart and judged item by item, without looking at what is installed.
struct FileReading {
    /// The items, in the file's order.
    let items: [ImportedItem]
    /// The keyrings that were adopted, oldest first.
    let keyrings: [SignedNote]
    /// The keys after that.
    let keys: TrustedKeys

    /// Judges every item. Keyrings come first, in the order of their versions: they may bring the key that signed the
    /// license, or the roots that signed the next keyring.
    init(_ file: Bytes, keys: TrustedKeys) throws(Finding) {
        let parts: [Bytes]
        do throws(LicenseFile.Malformation) { parts = try LicenseFile(parsing: file).items } catch {
            throw Finding(.damaged, ("reason", error.text))
        }
        var judged = parts.map { _ in nil as ImportedItem? }
        var (keys, keyrings) = (keys, [SignedNote]())
        for index in Self.keyringsOldestFirst(parts) {
            let item = ImportedItem(parts[index], keys: keys)
            if case .keyring(let note, let adopted) = item {
                keys = adopted
                keyrings.append(note)
            }
            judged[index] = item
        }
        items = parts.indices.map { index in
            judged[index]
                ?? ImportedItem(
                    parts[index], between: index > 0 ? parts[index - 1] : nil, and: parts.dropFirst(index + 1).first,
                    keys: keys)
        }
        self.keyrings = keyrings
        self.keys = keys
    }

    /// The indices of the keyrings, by the version that each claims.
    private static func keyringsOldestFirst(_ parts: [Bytes]) -> [Int] {
        func claimedVersion(_ part: Bytes) -> Int64 {
            guard let note = try? SignedNote(parsing: part) else { return 0 }
            return (try? Keyring(trusting: note.unverifiedText))?.version.value ?? 0
        }
        return parts.indices.filter { DocumentType(of: parts[$0]) == .keyring }
            .map { (index: $0, version: claimedVersion(parts[$0])) }
            .ordered { ($0.version, $0.index) < ($1.version, $1.index) }.map { $0.index }
    }

    /// The first item that refuses the file.
    var refusal: Finding? {
        for item in items {
            if case .refused(_, _, let finding) = item { return finding }
        }
        return nil
    }

    /// Reads the file as it is; where that fails, the first repaired reading in which every signature is good. When
    /// none is, the report is about the original.
    static func best(of file: Bytes, keys: TrustedKeys) throws(Finding) -> (reading: FileReading, repairs: [Repair]) {
        let failure: Finding
        do throws(Finding) {
            let reading = try FileReading(file, keys: keys)
            guard let refusal = reading.refusal else { return (reading, []) }
            failure = refusal
        } catch {
            failure = error
        }
        var isOtherDocument: Finding?
        for candidate in TransportRepair.readings(of: file) {
            do throws(Finding) {
                let reading = try FileReading(candidate.bytes[...], keys: keys)
                guard let refusal = reading.refusal else { return (reading, candidate.repairs) }
                if refusal.code == .wrongDocument { isOtherDocument = refusal }
            } catch {
                continue
            }
        }
        // A request that was pasted out of a message is damaged, and still no license: that is the better answer.
        throw failure.code == .damaged ? isOtherDocument ?? failure : failure
    }
}

extension LicenseFile.Malformation {
    /// What is wrong, for a message.
    var text: [UInt8] {
        switch self {
        case .tooLarge(let limit): [UInt8]("it is larger than ", limit, " bytes")
        case .tooManyItems(let limit): [UInt8]("it holds more than ", limit, " documents")
        case .malformed: [UInt8]("it does not begin with a document and end with signature lines")
        }
    }
}
