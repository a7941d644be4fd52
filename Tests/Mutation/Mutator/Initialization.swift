import SwiftSyntax

/// Knows what must be given a value before it is used: to leave that out is no program.
final class Initialization: SyntaxVisitor {
    private var properties: Set<String> = []
    private var variables: Set<String> = []

    /// Reads the declarations of a file.
    init(of file: some SyntaxProtocol) {
        super.init(viewMode: .sourceAccurate)
        walk(file)
    }

    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        let isProperty = node.parent?.is(MemberBlockItemSyntax.self) ?? false
        let isVariable = node.bindingSpecifier.text == "var"
        for binding in node.bindings where binding.initializer == nil && binding.accessorBlock == nil {
            if isVariable, binding.typeAnnotation?.type.is(OptionalTypeSyntax.self) ?? false { continue }
            let name = binding.pattern.trimmedDescription
            if isProperty { properties.insert(name) } else { variables.insert(name) }
        }
        return .visitChildren
    }

    /// Whether an expression gives a first value, to a variable, a property or to `self`.
    func isDone(by expression: ExprSyntax) -> Bool {
        let isInInitializer = expression.isInInitializer
        if let call = expression.as(FunctionCallExprSyntax.self) {
            return isInInitializer && call.calledExpression.trimmedDescription == "self.init"
        }
        guard let infix = expression.as(InfixOperatorExprSyntax.self), infix.operator.is(AssignmentExprSyntax.self)
        else { return false }
        let target = infix.leftOperand.trimmedDescription
        if variables.contains(target) { return true }
        guard isInInitializer else { return false }
        return target == "self" || properties.contains(target)
            || target.hasPrefix("self.") && properties.contains(String(target.dropFirst(5)))
    }

    /// Whether a first value is given within a node.
    func isDone(within node: Syntax) -> Bool {
        if let item = node.as(CodeBlockItemSyntax.self), case .expr(let expression) = item.item,
            isDone(by: expression.withoutTry)
        {
            return true
        }
        return node.children(viewMode: .sourceAccurate).contains { isDone(within: $0) }
    }

    /// Whether a statement leaves because a first value could not be given beside it.
    func isReplaced(by leaving: CodeBlockItemSyntax) -> Bool {
        guard let list = leaving.parent?.as(CodeBlockItemListSyntax.self), leaving.id == list.last?.id else {
            return false
        }
        var node = list.parent
        while let owner = node, !owner.isFunctionBody {
            if owner.is(DoStmtSyntax.self) || owner.is(SwitchExprSyntax.self) || owner.is(IfExprSyntax.self) {
                return isDone(within: owner) || (owner.enclosingItem.map { isReplaced(by: $0) } ?? false)
            }
            node = owner.parent
        }
        return false
    }
}

extension SyntaxProtocol {
    fileprivate var enclosingItem: CodeBlockItemSyntax? {
        var node = parent
        while let owner = node {
            if let item = owner.as(CodeBlockItemSyntax.self) { return item }
            node = owner.parent
        }
        return nil
    }

    fileprivate var isInInitializer: Bool {
        var node = parent
        while let owner = node {
            if owner.is(InitializerDeclSyntax.self) { return true }
            if owner.is(FunctionDeclSyntax.self) { return false }
            node = owner.parent
        }
        return false
    }
}
