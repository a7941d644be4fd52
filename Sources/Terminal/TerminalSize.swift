internal import Glibc

/// The columns and rows of a terminal.
public struct TerminalSize: Equatable, Sendable {
    /// Characters in a line.
    public let columns: Int
    /// Lines.
    public let rows: Int

    /// What the terminal behind standard output says of itself (tty_ioctl(4)); nil where there is none, or it is silent.
    public static func standardOutput() -> TerminalSize? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}
