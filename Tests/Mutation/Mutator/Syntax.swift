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

    /// Whether it is the block of what has a value.
    var isBodyOfValue: Bool {
        if let function = parent?.as(FunctionDeclSyntax.self) { return function.signature.returnClause != nil }
        if let accessor = parent?.as(AccessorDeclSyntax.self) { return accessor.accessorSpecifier.text == "get" }
        return `is`(ClosureExprSyntax.self) || `is`(AccessorBlockSyntax.self)
    }
}

extension CodeBlockItemListSyntax {
    /// Whether these are what a branch of `if` or `switch` is worth.
    var isValue: Bool {
        var node = parent
        while let branch = node, !branch.isFunctionBody {
            if branch.is(IfExprSyntax.self) || branch.is(SwitchExprSyntax.self) {
                guard let user = branch.parent, !user.is(IfExprSyntax.self) else { return false }
                guard user.is(ExpressionStmtSyntax.self) || user.is(CodeBlockItemSyntax.self) else { return true }
            } else if let item = branch.as(CodeBlockItemSyntax.self) {
                guard let list = item.parent?.as(CodeBlockItemListSyntax.self), list.count == 1 else { return false }
                if list.parent?.isBodyOfValue ?? false { return true }
            }
            node = branch.parent
        }
        return false
    }
}

extension CodeBlockItemSyntax {
    /// Whether the function ends where the statement does.
    var endsFunction: Bool {
        guard let list = parent?.as(CodeBlockItemListSyntax.self), id == list.last?.id else { return false }
        var node = list.parent
        while let owner = node {
            if owner.isFunctionBody { return true }
            if owner.is(ForStmtSyntax.self) || owner.is(WhileStmtSyntax.self) { return false }
            if let statement = owner.as(CodeBlockItemSyntax.self) { return statement.endsFunction }
            node = owner.parent
        }
        return false
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
