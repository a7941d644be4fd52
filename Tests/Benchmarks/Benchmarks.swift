internal import CSodium
internal import Foundation
internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote

/// Times the client core against libsodium's bare signature check, in turn and in one run, and prints the ratios.
///
///     latchkey-bench PRODUCT-FILE STATE [STATE]…
///
/// Further states are the same installation's with longer lists of revoked licenses. `make bench` makes the files with
/// the command lines. Nothing here is a test: a busy machine fails nobody's build.
@main
struct Benchmarks {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            print("usage: latchkey-bench PRODUCT-FILE STATE [STATE]…")
            exit(64)
        }
        let product = try Array(Data(contentsOf: URL(fileURLWithPath: arguments[1])))
        let blob = try Array(Data(contentsOf: URL(fileURLWithPath: arguments[2])))
        let state = try InstallationState(parsing: blob[...])
        guard let license = state.licenses.first, let signature = license.note.signatures.first,
            let url = license.claims.urls.first?.url.text
        else { throw Fault("the state holds no license with a URL") }
        let keys = try TrustedKeys(Product(parsing: product[...]))
        guard let key = keys.allKeys.first(where: { $0.name == signature.name }) else {
            throw Fault("the product file does not know the license's key")
        }
        let text = Array(license.note.unverifiedText)
        // A load within the hour after one that looked at the clock for the state, as nearly all are.
        let context = Context(now: state.clock?.seen ?? license.claims.starts.adding(days: 1), url: url)

        let bare = Subject("crypto_sign_verify_detached") {
            crypto_sign_verify_detached(signature.bytes, text, UInt64(text.count), key.publicKey.bytes) == 0
        }
        let verifier = Subject("verify(product:state:context:)") {
            verify(product: product[...], state: .blob(blob[...]), context: context).mode == .full
        }
        let body = Subject("License(parsing:)") { (try? License(parsing: text[...])) != nil }
        let stateBlob = Subject("InstallationState(parsing:)") { (try? InstallationState(parsing: blob[...])) != nil }
        let productFile = Subject("Product(parsing:)") { (try? Product(parsing: product[...])) != nil }
        let trust = Subject("TrustedKeys(_:)") { [file = try Product(parsing: product[...])] in
            (try? TrustedKeys(file)) != nil
        }
        let longer = try arguments.dropFirst(3).map { path in
            let blob = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
            let revoked = try InstallationState(parsing: blob[...]).revokedCount
            return Subject("verify, \(revoked) licenses revoked") {
                verify(product: product[...], state: .blob(blob[...]), context: context).mode == .full
            }
        }
        let subjects = [bare, verifier] + longer + [body, stateBlob, productFile, trust]
        try Subject.time(subjects, rounds: 40, calls: 250)

        print("license text \(text.count) bytes, product file \(product.count), state \(blob.count)")
        for subject in subjects { print(subject.line(against: bare)) }
        report("verify, against the bare signature check", verifier.median / bare.median, "times", atMost: 1.5)
        for subject in longer {
            report("\(subject.name), against none", subject.median / verifier.median, "times", atMost: 1.05)
        }
        report("parsing a license body", body.median / 1000, "µs", atMost: 5)
    }

    private static func report(_ name: String, _ value: Double, _ unit: String, atMost target: Double) {
        let verdict = value <= target ? "holds" : "MISSED"
        print(String(format: "%@: %.2f %@ (target: at most %.2f): %@", name, value, unit, target, verdict))
    }
}

extension InstallationState {
    /// How many licenses the lists in the history name.
    fileprivate var revokedCount: Int {
        (history?.revocationLists ?? []).reduce(0) { $0 + $1.revoked.count }
    }
}

/// Something that is timed.
final class Subject {
    let name: String
    private let call: () -> Bool
    private var rounds: [Double] = []

    init(_ name: String, _ call: @escaping () -> Bool) {
        self.name = name
        self.call = call
    }

    /// Nanoseconds a call, the median over the rounds.
    var median: Double { rounds.sorted()[rounds.count / 2] }

    /// One line: name, median, spread, ratio.
    func line(against other: Subject) -> String {
        let sorted = rounds.sorted()
        return String(
            format: "%@  %.2f µs (%.2f to %.2f), %.2f times the bare check",
            name.padding(toLength: 32, withPad: " ", startingAt: 0), median / 1000, sorted[0] / 1000,
            sorted[sorted.count - 1] / 1000, median / other.median)
    }

    /// Calls the subjects in turn, round by round, so that a machine that changes its speed changes it for all.
    static func time(_ subjects: [Subject], rounds: Int, calls: Int) throws {
        for _ in 0..<rounds {
            for subject in subjects {
                let start = DispatchTime.now().uptimeNanoseconds
                for _ in 0..<calls {
                    guard subject.call() else { throw Fault("\(subject.name) did not do its work") }
                }
                subject.rounds.append(Double(DispatchTime.now().uptimeNanoseconds - start) / Double(calls))
            }
        }
    }
}

/// Why nothing can be timed.
struct Fault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
