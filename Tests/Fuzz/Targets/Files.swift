internal import LicenseFormat
internal import SignedNote

let fileTargets = [
    Target("license-file") { holdLicenseFile($0) },
    Target("repair") { holdRepair($0) },
]

private func holdLicenseFile(_ file: Bytes) {
    guard let items = (try? LicenseFile(parsing: file))?.items else { return }
    hold(LicenseFile.bytes(of: items.map { Array($0) })[...] == file, "a file is written as it was read")
    hold((1...Limits.fileItems).contains(items.count), "a file has 1 to 32 items")
    for item in items { hold((try? LicenseFile(parsing: item))?.items == [item], "an item is a file of one") }
}

/// A damaged file; and a whole one, to which the damage is done here.
private func holdRepair(_ file: Bytes) {
    let readings = TransportRepair.readings(of: file)
    hold(readings.count <= Limits.repairCandidates, "there are at most sixteen readings")
    for reading in readings {
        hold(reading.bytes[...] != file && !reading.repairs.isEmpty, "a reading says what it undid")
        // Only what a reader accepts can be what the importer goes on with.
        guard isWhole(reading.bytes[...]) else { continue }
        // Nothing is left to undo but quotes, which one reading straightens and the other keeps.
        let again = TransportRepair.readings(of: reading.bytes[...])
        hold(again.allSatisfy { $0.repairs.contains(.quotes) }, "a reading is not repaired again")
        hold(again.isEmpty || !reading.repairs.contains(.quotes), "quotes are straightened once")
    }
    // A proof proves the document before it, and never travels alone.
    guard file.count < 8192, isWhole(file), !LogProof.begins(file) else { return }
    for harm in Harm.allCases {
        let harmed = harm.done(to: file)
        let repaired = TransportRepair.readings(of: harmed[...])
        hold(repaired.contains { $0.bytes[...] == file }, "what mail does is undone")
    }
}

/// Whether a file holds documents only that a reader accepts.
private func isWhole(_ file: Bytes) -> Bool {
    guard let items = (try? LicenseFile(parsing: file))?.items else { return false }
    return items.allSatisfy { item in
        if (try? LogProof(parsing: item)) != nil { return true }
        guard let note = try? SignedNote(parsing: item) else { return false }
        let names = note.signatures.allSatisfy { $0.name.contains(UInt8(ascii: "/")) && $0.bytes.count == 64 }
        let text = note.unverifiedText
        return names
            && ((try? License(parsing: text)) != nil || (try? Keyring(parsing: text)) != nil
                || (try? RevocationList(parsing: text)) != nil || (try? ClockRepair(parsing: text)) != nil
                || (try? ActivationRequest(parsing: text)) != nil || (try? ReturnReceipt(parsing: text)) != nil)
    }
}

/// What happens to documents on their way.
private enum Harm: CaseIterable {
    case lineEndings, byteOrderMark, quoteMarks, trailingBlanks, dashes, prose, blankLines

    func done(to file: Bytes) -> [UInt8] {
        let lines = file.dropLast().lines
        switch self {
        case .lineEndings: return joined(lines, [UInt8]("\r\n"))
        case .byteOrderMark: return [0xEF, 0xBB, 0xBF] + file
        case .quoteMarks: return joined(lines.map { [UInt8]("> ") + $0 })
        case .trailingBlanks: return joined(lines.map { $0 + [UInt8]("  ") })
        case .dashes: return joined(lines.map { $0.hasPrefix("— ") ? [UInt8]("-- ") + $0.dropFirst(4) : Array($0) })
        case .prose: return [UInt8]("Dear customer,\n\n") + file + [UInt8]("\nKind regards\n")
        case .blankLines: return [newline, newline] + file + [newline]
        }
    }

    private func joined(_ lines: [some Sequence<UInt8>], _ end: [UInt8] = [newline]) -> [UInt8] {
        lines.flatMap { Array($0) + end }
    }
}
