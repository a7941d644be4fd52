internal import ArgumentParser
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// A public key on the command line: its text, or a file that holds it.
struct PublicKeyArgument: ExpressibleByArgument {
    /// What was typed.
    let argument: String

    static var defaultCompletionKind: CompletionKind { .file() }

    init(argument: String) { self.argument = argument }

    /// Reads the key. What can be read as a key is one; everything else is the name of a file.
    func read() throws(Failure) -> PublicKeyText {
        do throws(KeyError) {
            return try PublicKeyText(parsing: Array(argument.utf8)[...], source: "the key on the command line")
        } catch {
            guard case .notAPublicKey = error else { throw Failure(error) }
        }
        let file = FileArgument(argument: argument)
        let bytes = try file.read(limit: PublicKeyText.byteLimit)
        do throws(KeyError) { return try PublicKeyText(parsing: bytes[...], source: "'\(file.name)'") } catch {
            throw Failure(error)
        }
    }
}
