internal import CPosix
internal import DurableFile
internal import Glibc
internal import SignedNote

/// A program that this process started. At the end of its life it has ended and was waited for: asked first (SIGTERM),
/// with all that it started itself, and made to at most a second later (SIGKILL).
struct ChildProcess: ~Copyable {
    /// Becomes readable when the program ends.
    let descriptor: Int32
    private let number: pid_t

    /// Starts a program with no signal held back; its path is the first argument.
    init(
        arguments: [String], variables: [String: String], input: borrowing Descriptor, output: borrowing Descriptor
    ) throws(KeyCommandError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.number, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.number, STDOUT_FILENO)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let words = arguments.map { strdup($0) } + [nil]
        let environment = Self.environment(with: variables).map { strdup($0) } + [nil]
        defer { for text in words + environment { free(text) } }
        var started: pid_t = 0
        let failure = posix_spawn(&started, arguments[0], &actions, &attributes, words, environment)
        guard failure == 0 else { throw .notStarted(errno: failure) }
        let descriptor = linux_process_descriptor(started)
        guard descriptor >= 0 else {
            let failure = errno
            _ = kill(started, SIGKILL)
            _ = Self.wait(started)
            throw .notStarted(errno: failure)
        }
        number = started
        self.descriptor = descriptor
    }

    deinit {
        // Told before anything ends: an orphan no longer says whose it was.
        let all = [number] + Self.descendants(of: number)
        for process in all { _ = kill(process, SIGTERM) }
        var ended = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = retrying { poll(&ended, 1, 1000) }
        for process in all { _ = kill(process, SIGKILL) }
        _ = Self.wait(number)
        _ = close(descriptor)
    }

    /// The processes that a process started, and those that they did, as far as /proc tells.
    private static func descendants(of process: pid_t) -> [pid_t] {
        guard let list = try? BoundedRead.file("/proc/\(process)/task/\(process)/children", limit: 64 * 1024) else {
            return []
        }
        let children = list.split(separator: UInt8(ascii: " ")).compactMap { pid_t($0.string) }
        return children + children.flatMap { descendants(of: $0) }
    }

    /// Waits for the end, and gives the status as wait(2) does.
    consuming func wait() -> Int32 {
        let status = Self.wait(number)
        _ = close(descriptor)
        discard self
        return status
    }

    private static func wait(_ process: pid_t) -> Int32 {
        var status: Int32 = 0
        _ = retrying { waitpid(process, &status, 0) }
        return status
    }

    /// The process's own variables, with others in the place of those of the same name.
    private static func environment(with variables: [String: String]) -> [String] {
        var lines: [String] = []
        var next = posix_environment()
        while let line = next?.pointee {
            let text = String(cString: line)
            let name = text.prefix { $0 != "=" }
            if variables[String(name)] == nil { lines.append(text) }
            next = next?.advanced(by: 1)
        }
        return lines + variables.map { "\($0)=\($1)" }.sorted()
    }
}
