internal import CPosix
internal import CSodium
internal import DurableFile
internal import Glibc

extension Passphrase {
    /// Asks on the terminal of the process (/dev/tty), without echo, whatever standard input is.
    ///
    /// The echo comes back on every way out, also when a signal ends the process; after a stop it asks again.
    ///
    /// - Parameters:
    ///   - prompt: shown as it is, such as `passphrase: `.
    ///   - confirmation: the prompt for the second entry, when a passphrase is chosen; nil asks once.
    /// - Throws: ``KeyError/noTerminal``, ``KeyError/passphrasesDiffer``, ``KeyError/emptyPassphrase(source:)``,
    ///   ``KeyError/interrupted(signal:)`` when the process survives the signal.
    public static func terminal(prompt: String, confirmation: String? = nil) throws(KeyError) -> Passphrase {
        try terminal(prompt: prompt, confirmation: confirmation, device: "/dev/tty")
    }

    package static func terminal(
        prompt: String, confirmation: String? = nil, device: String
    ) throws(KeyError) -> Passphrase {
        let terminal = open(device, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { throw .noTerminal }
        defer { _ = close(terminal) }
        let first = try ask(prompt, on: terminal)
        guard let confirmation else { return first }
        let second = try ask(confirmation, on: terminal)
        let same = first.read { first in
            second.read {
                $0.count == first.count && sodium_memcmp($0.baseAddress, first.baseAddress, first.count) == 0
            }
        }
        guard same else { throw .passphrasesDiffer }
        return first
    }

    private static func ask(_ prompt: String, on terminal: Int32) throws(KeyError) -> Passphrase {
        while true {
            do throws(KeyError) {
                return try askOnce(prompt, on: terminal)
            } catch .interrupted(let signal) {
                // The terminal is itself again and the mask is off: now the signal does what it does.
                _ = raise(signal)
                guard signal == SIGTSTP else { throw .interrupted(signal: signal) }
            }
        }
    }

    /// Holds signals back while the echo is off, and takes them from a descriptor instead.
    private static func askOnce(_ prompt: String, on terminal: Int32) throws(KeyError) -> Passphrase {
        var signals = sigset_t()
        var before = sigset_t()
        _ = sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] { _ = sigaddset(&signals, signal) }
        _ = pthread_sigmask(SIG_BLOCK, &signals, &before)
        defer { _ = pthread_sigmask(SIG_SETMASK, &before, nil) }

        let pending = linux_signal_descriptor(&signals)
        guard pending >= 0 else { throw .noTerminal }
        defer { _ = close(pending) }

        var settings = termios()
        guard tcgetattr(terminal, &settings) == 0 else { throw .noTerminal }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        silent.c_lflag |= tcflag_t(ICANON | ECHONL)
        guard tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else { throw .noTerminal }
        defer { _ = tcsetattr(terminal, TCSAFLUSH, &settings) }

        _ = Array(prompt.utf8).withUnsafeBytes { prompt in
            retrying { write(terminal, prompt.baseAddress, prompt.count) }
        }
        return try line(of: terminal, source: "the terminal") { () throws(KeyError) in
            try wait(for: terminal, or: pending)
        }
    }

    private static func wait(for terminal: Int32, or pending: Int32) throws(KeyError) {
        var descriptors = [
            pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
            pollfd(fd: pending, events: Int16(POLLIN), revents: 0),
        ]
        _ = retrying { poll(&descriptors, 2, -1) }
        guard descriptors[1].revents != 0 else { return }
        throw .interrupted(signal: linux_take_signal(pending))
    }
}
