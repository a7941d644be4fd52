import SwiftSyntax

extension SyntaxProtocol {
    /// Where the node's first token begins, in bytes.
    var start: Int { positionAfterSkippingLeadingTrivia.utf8Offset }
    /// Where its last token ends.
    var end: Int { endPositionBeforeTrailingTrivia.utf8Offset }

    /// The source on one line, for a person.
    var shortText: String {
        let words = trimmedDescription.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= 80 ? words : words.prefix(60) + "…" + words.suffix(17)
    }

    /// Whether the node is the block of a function, a closure or a computed property.
    var isFunctionBody: Bool {
        if `is`(ClosureExprSyntax.self) || `is`(AccessorBlockSyntax.self) { return true }
        guard let parent else { return false }
        return parent.is(FunctionDeclSyntax.self) || parent.is(AccessorDeclSyntax.self)
            || parent.is(InitializerDeclSyntax.self)
    }
}

extension ExprSyntaxProtocol {
    /// What stands behind `try`, which may not stand inside of another expression.
    var withoutTry: ExprSyntax {
        if let attempt = self.as(TryExprSyntax.self), attempt.questionOrExclamationMark == nil {
            return attempt.expression.withoutTry
        }
        return ExprSyntax(self)
    }

    /// Whether the expression assigns.
    var isAssignment: Bool {
        guard let infix = self.as(InfixOperatorExprSyntax.self) else { return false }
        if infix.operator.is(AssignmentExprSyntax.self) { return true }
        let compound = ["+=", "-=", "*=", "/=", "|=", "&=", "^=", "<<=", ">>="]
        return compound.contains(infix.operator.trimmedDescription)
    }
}
