internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote

extension Call {
    /// What a support desk needs to see the verdict again (docs/spec/bundle.md): the verdict as status has it, and the
    /// bundle as the document. Whatever cannot be read is what a bundle is for, but for the context.
    package func support() -> Answer {
        answering { context, blob in
            let present = context.context
            let (verdict, state) = settledVerdict(product: product, state: blob, context: present)
            let bundle = HostRelease.library.map { library in
                SupportBundle(
                    program: library, context: present, product: Array(product), state: state.withoutPlaces,
                    verdict: verdict)
            }
            let document = bundle?.bytes ?? []
            guard let bundle, (try? SupportBundle(parsing: document[...])) == bundle else {
                let limit = [UInt8]("a support bundle asks about ", Limits.licenseFeatures, " features at most")
                return Answer(.badCall, .contextUnreadable(limit), in: context.language)
            }
            var answer = Answer(verdict.isUndecided ? .undecided : .answered)
            answer.take(verdict)
            verdict.write(to: &answer.json, in: context.language)
            answer.document = document
            return answer
        }
    }
}

extension HostRelease {
    /// This library, as the program that writes a bundle: `liblatchkey 0.1.0`.
    fileprivate static var library: HostRelease? {
        HostRelease(([UInt8]("liblatchkey ") + [UInt8](releaseName))[...])
    }
}

extension StateBlob {
    /// Without the caller's own words on why the state cannot be read: they name paths, hosts and users.
    fileprivate var withoutPlaces: StateBlob {
        guard case .unreadable(let reason) = self else { return self }
        return .unreadable([UInt8](PlainReason.found(in: reason[...])))
    }
}
