internal import CPosix
internal import DurableFile
internal import Glibc
internal import SignedNote

/// A command that is run by `/bin/sh -c` over bytes and answers bytes, in bounded time and of bounded length.
///
/// Its standard input is a file in memory, so that a command which does not read it breaks no pipe. Standard error and
/// every descriptor that this process inherited are the command's too, and it stays in the process group: it may ask on
/// the terminal, and an interrupt from there reaches both.
struct ShellCommand {
    let text: String
    /// Variables beside the process's own.
    let variables: [String: String]
    let deadline: Duration
    /// The most bytes of an answer.
    let answerLimit: Int

    /// Runs the command to its end and gives what it wrote to standard output.
    ///
    /// Whatever happens, the shell has ended and was waited for when the call returns.
    func run(over input: [UInt8]) throws(KeyCommandError) -> [UInt8] {
        let end = ContinuousClock.now + deadline
        let answers = try Pipe()
        let child = try ChildProcess(
            arguments: ["/bin/sh", "-c", text], variables: variables, input: Self.memory(holding: input),
            output: answers.writing)
        var answer: [UInt8] = []
        var hasEnded = false
        while !hasEnded {
            var waiting = [
                pollfd(fd: answers.reading.number, events: Int16(POLLIN), revents: 0),
                pollfd(fd: child.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let count = retrying { poll(&waiting, 2, Self.milliseconds(until: end)) }
            guard count > 0 else { throw .tooSlow(seconds: deadline.components.seconds) }
            hasEnded = waiting[1].revents != 0
            // What a process behind the command still holds open is not waited for once the command has ended.
            if hasEnded { _ = posix_never_wait(answers.reading.number) }
            while waiting[0].revents != 0 || hasEnded {
                guard let part = Self.read(answers.reading, atMost: answerLimit + 1 - answer.count) else { break }
                answer += part
                guard answer.count <= answerLimit else { throw .answerTooLong(limit: answerLimit) }
                waiting[0].revents = 0
            }
        }
        let status = child.wait()
        guard status & 0x7F == 0 else { throw .signal(status & 0x7F) }
        guard status == 0 else { throw .status(status >> 8 & 0xFF) }
        return answer
    }

    /// Reads once; nil where nothing is left.
    private static func read(_ descriptor: borrowing Descriptor, atMost limit: Int) -> Bytes? {
        var part = [UInt8](repeating: 0, count: limit)
        let count = retrying { Glibc.read(descriptor.number, &part, limit) }
        return count > 0 ? part.prefix(count) : nil
    }

    private static func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
        let left = end - ContinuousClock.now
        return left <= .zero
            ? 0 : Int32(clamping: left.components.seconds.addingReportingOverflow(1).partialValue * 1000)
    }

    private static func memory(holding bytes: [UInt8]) throws(KeyCommandError) -> Descriptor {
        let file = try Descriptor(linux_memory_file())
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { rest in retrying { write(file.number, rest.baseAddress, rest.count) } }
            guard count > 0 else { throw .notStarted(errno: errno) }
            rest = rest.dropFirst(count)
        }
        guard lseek(file.number, 0, SEEK_SET) == 0 else { throw .notStarted(errno: errno) }
        return file
    }
}

/// What a command writes its answer to. The end for writing stays open here too: the command's end tells that the answer
/// is whole, not the pipe's.
private struct Pipe: ~Copyable {
    let reading: Descriptor
    let writing: Descriptor

    init() throws(KeyCommandError) {
        var ends: [Int32] = [-1, -1]
        guard linux_pipe(&ends) == 0 else { throw .notStarted(errno: errno) }
        reading = Descriptor(opened: ends[0])
        writing = Descriptor(opened: ends[1])
    }
}

/// An open descriptor of the process's own, closed at the end of its life.
struct Descriptor: ~Copyable {
    let number: Int32

    /// Takes what a system call returned.
    init(_ number: Int32) throws(KeyCommandError) {
        guard number >= 0 else { throw .notStarted(errno: errno) }
        self.number = number
    }

    /// Takes a descriptor that is known to be open.
    init(opened number: Int32) { self.number = number }

    deinit { _ = close(number) }
}
