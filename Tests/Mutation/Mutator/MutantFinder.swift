import SwiftOperators
import SwiftParser
import SwiftSyntax

/// Finds every place of a file that is mutated, and what is written there.
///
/// A mutated branch holds the original text of its operands, so that the file grows by the depth of its expressions.
final class MutantFinder: SyntaxVisitor {
    private(set) var mutants: [Mutant] = []
    private(set) var wraps: [Wrap] = []
    private var next: Int
    private var order = 0
    private let initialization: Initialization
    /// The functions around the place that is visited, the innermost last.
    private var functions: [Range<Int>] = []
    /// What each of them returns; empty where it is not known.
    private var results: [String] = []
    /// The statements that return a value.
    private var returns: [Range<Int>] = []

    /// Finds the mutants of a file and numbers them from `first` on.
    init(file: String, first: Int) {
        next = first
        let folded = OperatorTable.standardOperators.foldAll(Parser.parse(source: file)) { _ in }
        initialization = Initialization(of: folded)
        super.init(viewMode: .sourceAccurate)
        walk(folded)
    }

    /// Records mutants at one place and gives their numbers.
    func add(_ changes: [String], at node: some SyntaxProtocol, dropsStatement: Bool = false) -> [Int] {
        changes.map { change in
            defer { next += 1 }
            mutants.append(
                Mutant(
                    number: next, offset: node.start, change: change, dropsStatement: dropsStatement))
            return next
        }
    }

    /// Puts text before and behind a node, and in place of a token in it.
    func wrap(
        _ node: some SyntaxProtocol, _ numbers: [Int], _ prefix: String, _ suffix: String,
        replacing token: (offset: Int, length: Int, text: String)? = nil
    ) {
        func edit(_ offset: Int, _ replaced: Int, _ place: Edit.Place, _ text: String) -> Edit {
            Edit(offset: offset, replaced: replaced, place: place, order: order, text: text, mutants: numbers)
        }
        var edits = [edit(node.start, 0, .prefix, prefix), edit(node.end, 0, .suffix, suffix)]
        if let token { edits.append(edit(token.offset, token.length, .prefix, token.text)) }
        wraps.append(Wrap(mutants: numbers, edits: edits))
        order += 1
    }

    /// Offers other texts in place of an expression.
    func offer(_ alternatives: [String], for node: some ExprSyntaxProtocol, saying changes: [String]) {
        let node = node.withoutTry
        let numbers = add(changes, at: node)
        let branches = zip(numbers, alternatives).map { "mutant(\($0)) ? (\($1)) : " }
        wrap(node, numbers, "(" + branches.joined() + "(", "))")
    }

    /// Asks a function of the support file what becomes of an expression.
    func ask(_ function: String, about node: some ExprSyntaxProtocol, saying changes: [String]) {
        let node = node.withoutTry
        let numbers = add(changes, at: node)
        wrap(node, numbers, "\(function)(\(numbers[0]), ", ")")
    }

    /// Takes an expression for true, and for false.
    func force(_ node: some ExprSyntaxProtocol) {
        if node.is(BooleanLiteralExprSyntax.self) { return }
        let text = node.shortText
        ask("force", about: node, saying: ["`\(text)` is true", "`\(text)` is false"])
    }

    /// Leaves a statement out.
    private func drop(_ node: some SyntaxProtocol) {
        let numbers = add(["`\(node.shortText)` is left out"], at: node, dropsStatement: true)
        wrap(node, numbers, "if !mutant(\(numbers[0])) { ", " }")
    }

    // MARK: functions

    private func enter(_ node: some SyntaxProtocol, returning type: String) -> SyntaxVisitorContinueKind {
        functions.append(node.start..<node.end)
        results.append(type)
        return .visitChildren
    }

    /// A function is a stretch of its own, for what the compiler says of it as a whole: statements that were left out
    /// come first, then what it returns, then everything in it.
    private func leave() {
        let function = functions.removeLast()
        results.removeLast()
        let inside = mutants.filter { function.contains($0.offset) }
        let returned = inside.filter { mutant in returns.contains { $0.contains(mutant.offset) } }
        let statements = inside.filter(\.dropsStatement)
        for guilty in [inside, returned, statements] where !guilty.isEmpty {
            let ends = [(function.lowerBound, Edit.Place.prefix), (function.upperBound, .suffix)]
            let numbers = guilty.map(\.number)
            let edits = ends.map {
                Edit(offset: $0, replaced: 0, place: $1, order: order, text: "", mutants: numbers)
            }
            wraps.append(Wrap(mutants: numbers, edits: edits, isWhole: true))
            order += 1
        }
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        enter(node, returning: node.signature.returnClause?.type.trimmedDescription ?? "Void")
    }

    override func visitPost(_ node: FunctionDeclSyntax) { leave() }

    override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind { enter(node, returning: "Void") }

    override func visitPost(_ node: InitializerDeclSyntax) { leave() }

    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { enter(node, returning: "") }

    override func visitPost(_ node: ClosureExprSyntax) { leave() }

    override func visit(_ node: PatternBindingSyntax) -> SyntaxVisitorContinueKind {
        guard node.accessorBlock != nil, let type = node.typeAnnotation?.type else {
            return .visitChildren
        }
        return enter(node, returning: type.trimmedDescription)
    }

    override func visitPost(_ node: PatternBindingSyntax) {
        if node.accessorBlock != nil, node.typeAnnotation != nil { leave() }
    }

    override func visit(_ node: AccessorDeclSyntax) -> SyntaxVisitorContinueKind {
        let isSetter = node.accessorSpecifier.text == "set"
        return enter(node, returning: isSetter ? "Void" : results.last ?? "")
    }

    override func visitPost(_ node: AccessorDeclSyntax) { leave() }

    override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
        enter(node, returning: node.returnClause.type.trimmedDescription)
    }

    override func visitPost(_ node: SubscriptDeclSyntax) { leave() }

    // MARK: statements

    override func visit(_ node: CodeBlockItemListSyntax) -> SyntaxVisitorContinueKind {
        let isOfFunction = node.parent?.isFunctionBody ?? false
        if isOfFunction, node.count == 1, case .expr(let only)? = node.first?.item {
            if results.last != "Void", results.last != "" { answer(only) }
            if results.last != "Void" { return .visitChildren }
        }
        for item in node where canBeDropped(item, in: node) { drop(item.item) }
        return .visitChildren
    }

    /// What a lone statement of an `if` does is already left out by taking the condition for false; what leaves a
    /// `guard` and what ends a function or is its value cannot be left out.
    private func canBeDropped(_ item: CodeBlockItemSyntax, in list: CodeBlockItemListSyntax) -> Bool {
        let isLast = item.id == list.last?.id
        let owner = list.parent?.parent
        if list.isValue { return false }
        if list.count == 1, owner?.is(IfExprSyntax.self) ?? false { return false }
        switch item.item {
        case .expr(let expression):
            let inner = expression.withoutTry
            return (inner.is(FunctionCallExprSyntax.self) || inner.isAssignment) && !initialization.isDone(by: inner)
        case .stmt(let statement):
            let leaves =
                statement.is(ReturnStmtSyntax.self) || statement.is(ContinueStmtSyntax.self)
                || statement.is(BreakStmtSyntax.self) || statement.is(ThrowStmtSyntax.self)
            let mustLeave = isLast && owner?.is(GuardStmtSyntax.self) ?? false
            return leaves && !mustLeave && !item.endsFunction && !initialization.isReplaced(by: item)
        default: return false
        }
    }

    override func visit(_ node: ReturnStmtSyntax) -> SyntaxVisitorContinueKind {
        returns.append(node.start..<node.end)
        if let value = node.expression { answer(value) }
        return .visitChildren
    }

    /// Answers something else than what a function returns, by the type that it declares.
    private func answer(_ value: ExprSyntax) {
        guard !value.is(SwitchExprSyntax.self), !value.is(IfExprSyntax.self), let type = results.last else { return }
        let text = value.shortText
        let inner = value.withoutTry
        if type == "Bool" {
            force(value)
        } else if type.hasSuffix("?") {
            if !inner.is(NilLiteralExprSyntax.self) {
                offer(["nil"], for: value, saying: ["`\(text)` is nil"])
            }
        } else if type.hasPrefix("["), text != "[]" {
            offer(["[]"], for: value, saying: ["`\(text)` is empty"])
        } else if ["Int", "Int64", "UInt32"].contains(type), !inner.is(IntegerLiteralExprSyntax.self) {
            ask("near", about: value, saying: ["`\(text)` is one more", "`\(text)` is one less"])
        }
    }

    override func visit(_ node: ConditionElementSyntax) -> SyntaxVisitorContinueKind {
        switch node.condition {
        case .expression(let condition): force(condition)
        case .optionalBinding(let binding):
            if let value = binding.initializer?.value {
                offer(["nil"], for: value, saying: ["`\(value.shortText)` is nil"])
            }
        default: break
        }
        return .visitChildren
    }

    override func visit(_ node: WhereClauseSyntax) -> SyntaxVisitorContinueKind {
        force(node.condition)
        return .visitChildren
    }

    // What no program can ask about when it runs.
    override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: EnumCaseDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

    // MARK: expressions

    override func visit(_ node: TernaryExprSyntax) -> SyntaxVisitorContinueKind {
        force(node.condition)
        return .visitChildren
    }

    override func visit(_ node: InfixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        if let token = node.operator.as(BinaryOperatorExprSyntax.self)?.operator { mutate(node, at: token) }
        return .visitChildren
    }

    private func mutate(_ node: InfixOperatorExprSyntax, at token: TokenSyntax) {
        let (left, right) = (node.leftOperand.trimmedDescription, node.rightOperand.trimmedDescription)
        let name = token.text
        switch name {
        case "&&", "||":
            let text = node.shortText
            let numbers = add(
                [
                    "`\(name)` becomes `\(name == "&&" ? "||" : "&&")` in `\(text)`",
                    "`\(text)` is its left side only", "`\(text)` is its right side only",
                ], at: token)
            let place = (offset: token.start, length: name.utf8.count, text: ",")
            wrap(node, numbers, "\(name == "&&" ? "both" : "either")(\(numbers[0]), ", ")", replacing: place)
        case "+":
            let numbers = add(["`+` becomes `-` in `\(node.shortText)`"], at: token)
            wrap(node, numbers, "plus(\(numbers[0]), ", ")", replacing: (token.start, 1, ","))
        case "??":
            offer(["nil"], for: node.leftOperand, saying: ["`\(node.leftOperand.shortText)` is nil"])
        case "..<", "...":
            bound(node.rightOperand)
        default:
            guard let others = otherOperators[name] else { return }
            offer(
                others.map { "\(left) \($0) \(right)" }, for: node,
                saying: others.map { "`\(name)` becomes `\($0)` in `\(node.shortText)`" })
        }
    }

    override func visit(_ node: PrefixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        switch node.operator.text {
        case "!": ask("flip", about: node, saying: ["`!` is left out in `\(node.shortText)`"])
        case "..<", "...": bound(node.expression)
        case "-": return .skipChildren
        default: break
        }
        return .visitChildren
    }

    override func visit(_ node: PostfixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        if node.operator.text == "..." { bound(node.expression) }
        return .visitChildren
    }

    /// The bound of a range, one more and one less.
    private func bound(_ node: ExprSyntax) {
        if node.is(IntegerLiteralExprSyntax.self) { return }
        ask("near", about: node, saying: ["`\(node.shortText)` is one more", "`\(node.shortText)` is one less"])
    }

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        let name = node.calledExpression.trimmedDescription
        let pairs = ["min": "max", "max": "min", "Swift.min": "Swift.max", "Swift.max": "Swift.min"]
        if let other = pairs[name] {
            offer(
                [other + node.trimmedDescription.dropFirst(name.count)], for: node,
                saying: ["`\(name)` becomes `\(other)`"])
        }
        return .visitChildren
    }

    override func visit(_ node: IntegerLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        let text = node.trimmedDescription
        ask("near", about: node, saying: ["`\(text)` is one more", "`\(text)` is one less"])
        return .skipChildren
    }

    override func visit(_ node: BooleanLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        ask("flip", about: node, saying: ["`\(node.literal.text)` is the opposite"])
        return .skipChildren
    }
}

/// What becomes of an operator.
private let otherOperators: [String: [String]] = [
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
    "===": ["!=="], "!==": ["==="],
    "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"], "&+": ["&-"], "&-": ["&+"], "&*": ["&+"],
    "&": ["|"], "|": ["&"], "^": ["|"], "<<": [">>"], ">>": ["<<"], "&<<": ["&>>"], "&>>": ["&<<"],
    "+=": ["-="], "-=": ["+="], "*=": ["+="], "/=": ["*="], "|=": ["&="], "&=": ["|="], "^=": ["|="],
]
