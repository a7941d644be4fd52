import Fixtures
import Foundation
import LicenseFormat
import LicenseVerifier
import SignedNote
import Testing

/// This test's own folder, with the scripts and the records.
private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

private func names(in folder: URL) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
}

private let scripts = folder.appendingPathComponent("scripts", isDirectory: true)
private let lives = folder.appendingPathComponent("lives", isDirectory: true)

private func play(_ name: String, _ edit: (String) throws -> String = { $0 }) throws -> Play {
    let text = try String(contentsOf: scripts.appendingPathComponent("\(name).txt"), encoding: .utf8)
    return try Play(Script(parsing: edit(text)), name: name)
}

/// Whether the records are to be written anew: `make lives`.
private let isWriting = ProcessInfo.processInfo.environment["LATCHKEY_WRITE_LIVES"] != nil

/// Each life is played once, and everything is asked of it then: a load costs a millisecond or two.
@Test(arguments: names(in: scripts))
func `a life goes as it is recorded, and breaks no promise`(name: String) throws {
    let play = try play(name)
    try compare(play)
    let broken = play.broken
    let isKept = broken.isEmpty
    #expect(isKept, "\(name):\n\(broken.prefix(20).joined(separator: "\n"))")
}

private func compare(_ play: Play) throws {
    let file = lives.appendingPathComponent("\(play.record.name).txt")
    let text = play.record.text
    if isWriting { try Data(text.utf8).write(to: file) }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    let isAsRecorded = recorded == text
    #expect(
        isAsRecorded,
        "\(play.record.name) went another way; if that is meant: make lives\n\(difference(from: recorded, to: text))")
    // What is checked in answers for every day, each once and in its turn.
    let days = try Record.days(in: recorded).map { $0.dayNumber }
    #expect(days == Array(play.script.first.dayNumber...play.script.last.dayNumber))
}

/// The same life twice, once without the hour in which the clock was wrong.
@Test(arguments: ["2027-02-03", "2027-02-05"])
func `an hour of a wrong clock leaves no trace`(day: String) throws {
    func life(_ isClockEvent: (Substring) -> Bool) throws -> Play {
        try play("one-hour") { $0.split(separator: "\n").filter { !isClockEvent($0) }.joined(separator: "\n") }
    }
    let troubled = try life { $0.contains("clock") && $0.hasPrefix("2027") && !$0.hasPrefix(day) }
    let calm = try life { $0.contains("clock") && $0.hasPrefix("2027") }
    func verdicts(_ play: Play, _ isMeant: (Timestamp) -> Bool) -> [Verdict] {
        play.loads.filter { isMeant($0.time) }.map {
            var verdict = $0.verdict
            verdict.state = nil
            return verdict
        }
    }
    let (begins, ends): (Timestamp, Timestamp) = (try .of("\(day)T11:27:00Z"), try .of("\(day)T12:27:00Z"))
    let after = verdicts(calm) { $0 > ends }
    #expect(verdicts(troubled) { $0 > ends } == after && after.count > 150)
    #expect(verdicts(troubled) { $0 > begins && $0 < ends } != verdicts(calm) { $0 > begins && $0 < ends })
    // Three page views an hour, and one of them writes.
    let writes = troubled.loads.count { $0.stored }
    #expect(writes <= 21 * 24 + troubled.script.events.count && writes + 250 < troubled.loads.count)
    // When within its hour the clock is looked at, and how often it was, is all that may differ.
    var (held, other) = (try troubled.life.held(), try calm.life.held())
    let (clock, otherClock) = (try held.clock.orFail(), try other.clock.orFail())
    #expect(abs(clock.floor.seconds - otherClock.floor.seconds) < 3600 && clock.step == nil)
    #expect(abs(clock.seen.seconds - otherClock.seen.seconds) < 3600)
    (held.clock, held.revision) = (nil, .zero)
    (other.clock, other.revision) = (nil, .zero)
    #expect(held == other)
}

@Test(.enabled(if: !isWriting)) func `every script has its record, and the main life lasts five years`() throws {
    #expect(names(in: scripts) == names(in: lives))
    #expect(names(in: scripts).count == 24)
    var counts: [String: Int] = [:]
    for name in names(in: lives) {
        let text = try String(contentsOf: lives.appendingPathComponent("\(name).txt"), encoding: .utf8)
        counts[name] = try Record.days(in: text).count
    }
    #expect(counts["main", default: 0] >= 1826)
    #expect(counts.values.reduce(0, +) == 8631)
}
