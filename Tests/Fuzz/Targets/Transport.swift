internal import LicenseFormat
internal import LicenseTransport
internal import SignedNote

let transportTargets = [
    Target("packing") { holdPacking($0) },
    Target("codes") { holdCodes($0) },
    Target("typed-lines") { holdTypedLines($0) },
]

/// Any file, as codes and as lines.
private func holdPacking(_ file: Bytes) {
    // What is longer is only slower.
    if file.count > 1000 { return }
    hold(Base45.decode(Base45.encode(file)[...]) == Array(file), "Base45 comes back")
    if let text = Base45.decode(file) { hold(Base45.encode(text[...])[...] == file, "Base45 has one spelling") }
    for capacity in [64, 200] {
        guard let series = try? CodeSeries(of: file, capacity: capacity) else { continue }
        hold(series.texts.allSatisfy { $0.count <= capacity }, "a code holds no more than it can")
        var collector = CodeCollector()
        for text in series.texts.reversed() { hold(collector.take(text[...]) == .taken, "a code is taken") }
        hold((try? collector.file()) == Array(file), "the codes carry the file")
    }
    guard let spoken = try? SpokenForm(of: file, knowing: .nothing) else { return }
    var collector = LineCollector()
    for (index, line) in spoken.lines.enumerated() {
        hold(collector.take(line[...], expecting: nil) == .taken(index + 1), "a line is taken")
    }
    hold((try? collector.file(knowing: .nothing)) == Array(file), "the lines carry the file")
    hold(collector.texts == spoken.lines, "lines are printed as they were")
}

/// The texts of codes, a line each.
private func holdCodes(_ input: Bytes) {
    var collector = CodeCollector()
    for text in input.lines.prefix(120) {
        let missing = collector.missing.count
        switch collector.take(text) {
        case .taken: hold(collector.take(text) == .known, "a code is taken once")
        default: hold(collector.missing.count == missing, "what is not taken changes nothing")
        }
        hold(collector.count <= CodeSeries.maximum, "a series has at most 99 codes")
    }
    guard let file = try? collector.file() else { return }
    hold(collector.isWhole && file.count <= Limits.fileBytes, "a file is carried by all of its codes")
    hold((try? CompactForm(packing: file[...]).unpacked()) == file, "a file that came can be sent")
}

/// Lines as somebody types them.
private func holdTypedLines(_ input: Bytes) {
    var collector = LineCollector()
    for text in input.lines.prefix(200) {
        let (taken, next) = (collector.taken, collector.next)
        switch collector.take(text, expecting: next) {
        case .taken(let number):
            hold(collector.taken == taken + 1, "a line is one line more")
            hold(!collector.missing.contains(number), "a line that was taken is there")
        case .otherFile, .differs:
            hold(collector.taken == taken, "what contradicts is not taken")
            if text.last == UInt8(ascii: ".") { collector.takeContested() }
        default: hold(collector.taken == taken, "what is not taken changes nothing")
        }
    }
    var again = LineCollector()
    for text in collector.texts { _ = again.take(text[...], expecting: nil) }
    hold(again.texts == collector.texts, "lines that are there can be typed from their print")
    guard let file = try? collector.file(knowing: .nothing) else { return }
    hold((try? again.file(knowing: .nothing)) == file, "and carry the same file")
    hold(collector.isWhole && file.count <= Limits.fileBytes, "a file is carried by all of its lines")
}
