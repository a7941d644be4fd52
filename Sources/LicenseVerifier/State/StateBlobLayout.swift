internal import LicenseFormat
public import SignedNote

/// How a state lies in its blob: type line; checksum and length of what a load reads; body and documents; and behind
/// them the history, which a load leaves alone.
struct StateBlobLayout {
    /// The body, type line included.
    let head: [UInt8]
    let items: [StateItem]
    let history: Bytes

    var bytes: [UInt8] {
        var checked = Array(head.dropFirst(InstallationState.typeLine.utf8CodeUnitCount + 1))
        for item in items { checked.append(contentsOf: [newline] + item.bytes) }
        let checksum = Digest.hex(Digest.checksum(checked[...]))
        let length = [UInt8(ascii: " ")] + [UInt8](decimal: Int64(checked.count)) + [newline]
        return [UInt8](Self.beginning) + checksum + length + checked + history
    }

    private static let beginning: StaticString = "latchkey/state@v1\nchecksum "
}

extension InstallationState {
    /// Reads a blob.
    ///
    /// - Throws: ``FindingCode/stateUnreadable`` with the reason, or ``FindingCode/stateNewer``.
    public init(parsing blob: Bytes) throws(Finding) {
        guard blob.count <= Limits.stateBytes else { throw Self.unreadable("it is larger than 8 MiB") }
        guard let (checked, history) = try Self.checkedPart(of: blob) else {
            throw Self.unreadable("its checksum does not match: it was cut short or changed")
        }
        let end = checked.firstEmptyLine
        if end == checked.endIndex - 1 { throw Self.unreadable("it ends in an empty line") }
        let items = try end.map { end throws(Finding) in try Self.items(in: checked[(end + 1)...]) }
        let body = checked[..<(end ?? checked.endIndex)]
        do throws(FormatError) {
            try self.init(head: body, items: items ?? [], history: history)
        } catch {
            throw Self.unreadable("a line of it cannot be read")
        }
    }

    /// What the checksum covers, and the history behind it; nil when the checksum does not match.
    private static func checkedPart(of blob: Bytes) throws(Finding) -> (Bytes, history: Bytes)? {
        guard let (type, afterType) = blob.cut(at: "\n"), type.equals(typeLine), afterType.hasPrefix("checksum "),
            let (line, rest) = afterType.cut(at: "\n")
        else {
            throw isNewer(blob) ? Finding(.stateNewer) : unreadable("it is not a state")
        }
        guard let (checksum, length) = line.dropFirst(9).cut(at: " "),
            let length = Decimal(length).flatMap({ Int(exactly: $0.value) }), length <= rest.count
        else { return nil }
        let checked = rest.prefix(length)
        guard Digest.isChecksum(checksum, of: checked) else { return nil }
        return (checked, rest.dropFirst(length))
    }

    /// Whether the first line is that of a state, of another version than this one's.
    private static func isNewer(_ blob: Bytes) -> Bool {
        guard blob.hasPrefix("latchkey/state@v"), let (line, _) = blob.cut(at: "\n"), !line.equals(typeLine) else {
            return false
        }
        return Decimal(line.dropFirst(16)) != nil
    }

    private static func unreadable(_ reason: StaticString) -> Finding {
        Finding(.stateUnreadable, ("reason", [UInt8](reason)))
    }

    private static func items(in documents: Bytes) throws(Finding) -> [StateItem] {
        let split: [Bytes]
        do throws(LicenseFile.Malformation) {
            // Each license may have a log proof.
            split = try LicenseFile.split(documents, atMost: Limits.stateLicenses * 2 + Limits.keyringChain)
        } catch {
            throw unreadable("its documents cannot be told apart")
        }
        var items: [StateItem] = []
        for document in split {
            do throws(NoteError) { items.append(try StateItem(parsing: document)) } catch {
                throw unreadable("a document in it is not a signed note")
            }
        }
        return items
    }
}
