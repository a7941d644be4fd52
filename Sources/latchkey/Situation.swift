internal import DurableFile
internal import LicenseStore
internal import LicenseVerifier

/// A verdict, and what it was made of.
struct Situation {
    /// The verdict.
    let verdict: Verdict
    /// The state that it is about.
    let state: StateBlob
    /// The present, with what the last request and the machine say.
    let context: Context
    /// Every license; nil without a state.
    let timeline: Timeline?
}

extension Installation {
    /// The verdict as a load gets it: what it has to remember is stored where that can be done without waiting, and
    /// then counts.
    func load(_ context: Context) -> Situation {
        let blob = store.state()
        let seen = look(at: blob, context)
        guard let next = seen.verdict.state, case .blob(let bytes) = blob else { return seen }
        switch store.offer(next, inPlaceOf: bytes) {
        case .kept: return look(at: .blob(next.bytes[...]), context)
        case .dropped: return seen
        case .failed(let error):
            var verdict = seen.verdict
            verdict.tell([.stateNotWritten(Array(error.message.utf8))])
            return Situation(verdict: verdict, state: blob, context: seen.context, timeline: seen.timeline)
        }
    }

    /// The verdict as the next load gets it, with nothing written.
    func look(_ context: Context) -> Situation {
        let blob = store.state()
        let seen = look(at: blob, context)
        return seen.verdict.state.map { look(at: .blob($0.bytes[...]), context) } ?? seen
    }

    private func look(at blob: StateBlob, _ context: Context) -> Situation {
        let context = completed(context, by: blob)
        return Situation(
            verdict: verify(product: product[...], state: blob, context: context), state: blob, context: context,
            timeline: timeline(product: product[...], state: blob, context: context))
    }
}
