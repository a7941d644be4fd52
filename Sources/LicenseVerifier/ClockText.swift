public import LicenseFormat
internal import SignedNote

/// What is known about the time, in JSON.
public enum ClockText {
    /// Writes the member `clock`: `system`, `time`, `seen`, `floor`, `step`.
    public static func write(
        to json: inout JSONText, system: Timestamp, present: Timestamp, record: ClockRecord?
    ) {
        json.object("clock") { json in
            json.string("system", system.text)
            json.string("time", present.text)
            json.string("seen", record?.seen.text)
            json.string("floor", record.flatMap { $0.floor == .first ? nil : $0.floor.text })
            guard let step = record?.step else { return json.null("step") }
            json.object("step") { json in
                json.string("start", step.start.text)
                json.integer("count", step.count.value)
            }
        }
    }
}

extension StateBlob {
    /// What a state knows about the time; nil where it knows nothing or cannot be read.
    public var clock: ClockRecord? {
        guard case .blob(let bytes) = self else { return nil }
        return (try? InstallationState(parsing: bytes))?.clock
    }
}
