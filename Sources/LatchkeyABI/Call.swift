internal import LicenseFormat
internal import LicenseVerifier
package import SignedNote

/// A call of the library: the bytes that came in. Each of its functions answers one question and always answers.
package struct Call {
    /// The product file; empty where there is none.
    package var product: Bytes = []
    /// The state; nil where there is none.
    package var state: Bytes?
    /// The context's text.
    package var context: Bytes = []
    /// The installation's secret seed; empty where the caller brings none.
    package var seed: Bytes = []
    /// The request's random number.
    package var nonce: Bytes = []
    /// The license file to import or inspect.
    package var file: Bytes = []
    /// The number of the license to give back.
    package var license: Bytes = []

    /// A call without anything.
    package init() {}

    /// What the software may do right now.
    package func verdict() -> Answer {
        answering { context, blob in
            let verdict = verify(product: product, state: blob, context: context.context)
            var answer = Answer(verdict.isUndecided ? .undecided : .answered)
            answer.take(verdict)
            verdict.write(to: &answer.json, in: context.language)
            answer.state = verdict.state?.bytes ?? []
            return answer
        }
    }

    /// What is installed, until when, and what the software may do.
    package func status() -> Answer {
        answering { context, blob in
            let present = context.context
            let (verdict, blob) = settledVerdict(product: product, state: blob, context: present)
            var answer = Answer(verdict.isUndecided ? .undecided : .answered)
            answer.take(verdict)
            let timeline = timeline(product: product, state: blob, context: present)
            answer.json.object { json in
                verdict.write(membersTo: &json, in: context.language)
                ClockText.write(to: &json, system: present.now, present: verdict.time, record: blob.clock)
                Timeline.write(timeline, membersTo: &json, in: context.language)
            }
            return answer
        }
    }

    /// What becomes of the state when a file is taken in, and what the software may do then.
    package func importing() -> Answer {
        answering { context, blob in
            guard let key = publicKey(for: blob) else { return .seedNeeded(in: context.language) }
            let present = context.context
            let (next, report) = importFile(file, into: blob, product: product, key: key, now: present.now)
            let kept = next.map { $0.bytes } ?? []
            let state = next == nil ? blob : .blob(kept[...])
            let verdict = settledVerdict(product: product, state: state, context: present).verdict
            var answer = Answer(report.outcome == .refused ? .refused(by: report.allFindings) : .answered)
            answer.take(verdict)
            answer.findings = Int32(truncatingIfNeeded: report.allFindings.count + verdict.findings.count)
            answer.json.object { json in
                json.object("import") { json in report.write(membersTo: &json, in: context.language) }
                json.object("verdict") { json in verdict.write(membersTo: &json, in: context.language) }
            }
            answer.state = kept
            return answer
        }
    }

    /// An activation request, and the state that remembers it.
    package func request() -> Answer {
        answering { context, blob in
            guard let seed = Ed25519Seed(Array(seed)) else { return .seedNeeded(in: context.language) }
            guard nonce.count == 16 else {
                return Answer(.badCall, .contextUnreadable("the nonce is not 16 bytes long"), in: context.language)
            }
            do throws(Finding) {
                let (urls, aliases) = try context.requestedSites()
                let (note, next) = try makeRequest(
                    product: product, state: blob, seed: seed, context: context.context, urls: urls, aliases: aliases,
                    nonce: Array(nonce))
                return Answer(note, next, of: next.installation, urls: urls)
            } catch {
                return Answer(.refused(by: [error]), error, in: context.language)
            }
        }
    }

    /// A receipt for a license that is given back, and the state without it.
    package func giveBack() -> Answer {
        answering { context, blob in
            guard let seed = Ed25519Seed(Array(seed)) else { return .seedNeeded(in: context.language) }
            guard let license = LicenseID(license) else {
                return Answer(
                    .badCall, .contextUnreadable("the license's number is not one"), in: context.language)
            }
            do throws(Finding) {
                let (note, next) = try LicenseVerifier.giveBack(
                    license, product: product, state: blob, seed: seed, now: context.context.now)
                return Answer(note, next, of: InstallationID(of: seed.publicKey), urls: [])
            } catch {
                return Answer(.refused(by: [error]), error, in: context.language)
            }
        }
    }

    /// What is in a file.
    package func inspection() -> Answer {
        let keys = (try? Product(parsing: product)).flatMap { try? TrustedKeys($0) }
        guard let inspection = FileInspection(file, knownKeys: keys?.allKeys ?? []) else {
            return Answer(.refused, .notInspectable, in: .english)
        }
        var answer = Answer(.answered)
        answer.json.object { json in inspection.write(membersTo: &json) }
        return answer
    }

    /// Reads the context and the state's place; without a context there is a verdict all the same.
    func answering(_ body: (CallContext, StateBlob) -> Answer) -> Answer {
        guard context.count <= Limits.contextBytes else {
            return Answer(
                .badCall, .contextUnreadable(NoteError.tooLarge(limit: Limits.contextBytes).text), in: .english)
        }
        do throws(FormatError) {
            let context = try CallContext(parsing: context)
            return body(context, context.blob(state))
        } catch {
            return Answer(.badCall, .contextUnreadable(error.text), in: .english)
        }
    }

    /// The installation's public key: the seed's, else the one that the state knows.
    private func publicKey(for blob: StateBlob) -> Ed25519PublicKey? {
        if !seed.isEmpty { return Ed25519Seed(Array(seed))?.publicKey }
        guard case .blob(let bytes) = blob else { return nil }
        return (try? InstallationState(parsing: bytes))?.key
    }
}
