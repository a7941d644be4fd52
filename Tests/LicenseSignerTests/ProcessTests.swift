import Testing

/// These tests change what a process has only once: the umask, limits, standard input. They run one after another.
@Suite(.serialized) enum ProcessTests {}
