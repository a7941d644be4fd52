internal import LatchkeyABI

/// What ends with a status: an answer is 0, 1 or 2 by what it says, 64 is a command line that was not understood.
///
/// No argument vector and no file can do more than that: everything that is read is bounded.
@c(main)
public func main(_ count: Int32, _ vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32 {
    let arguments = Arguments(count, vector)
    if arguments.isOnly("--help") { return Output.show(usage) }
    if arguments.isOnly("--version") { return Output.show(versionLine) }
    if arguments.isOnly("--call") { return ServedCall.serve() }
    do throws(UsageError) {
        return try Question(arguments).ask()
    } catch {
        Output.complain(error)
        return 64
    }
}

private let usage: StaticString = """
    usage: latchkey-verify verify|status --product FILE --state FILE [--url URL]
                           [--app-version VERSION] [--host 'NAME VERSION']
                           [--feature FEATURE]... [--language LANGUAGE]
           latchkey-verify --call      a call on standard input, its answer on
                                       standard output
           latchkey-verify --version

    Answers in JSON what the software may do right now. Opens no other file and no
    socket, writes nothing. URL and host application are those of the last request
    where they are not named.
    Exit status: 0 full or trial, 1 read-only or off, 2 product file or state
    unreadable, 64 usage.

    Example:

      latchkey-verify verify --product latchkey.product \\
        --state /var/lib/latchkey/glpi-demo/state

    """
