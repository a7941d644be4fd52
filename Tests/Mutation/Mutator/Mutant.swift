/// One small change to the source, which a program with all of them in it makes when it is asked to.
struct Mutant {
    /// What the program is asked for by; from 1 on.
    let number: Int
    /// Where the change begins, in bytes of the original file.
    let offset: Int
    /// What is there and what it becomes, such as `<` to `<=`.
    let change: String
    /// Whether a statement is left out: what such a mutant breaks, the compiler tells at the end of the function.
    let dropsStatement: Bool
}

/// Text that is put into a file, around what stands there.
struct Edit {
    /// How an edit stands to others at the same offset.
    enum Place: Int {
        /// Behind something: the inner one first.
        case suffix
        /// Before something: the outer one first.
        case prefix
    }

    let offset: Int
    /// Bytes of the original that the text replaces.
    let replaced: Int
    let place: Place
    /// The order in which the edits were found, outer ones first.
    let order: Int
    let text: String
    /// The mutants that the text is for.
    let mutants: [Int]
}

/// The edits that make one place mutable: they stand or fall together.
struct Wrap {
    let mutants: [Int]
    let edits: [Edit]
    /// Whether this is a whole function, which is wrapped in nothing.
    var isWhole = false
}
