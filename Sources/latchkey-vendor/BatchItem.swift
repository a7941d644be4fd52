internal import LicenseFormat
internal import LicenseLedger
internal import Terminal

/// An order of many, or what is wrong with it; the name is what its file is named after.
enum BatchItem {
    case order(line: Int, IssueOrder, name: String)
    case bad(line: Int, name: String, Failure)
}

/// Some rows of a table, whose orders are being prepared.
struct BatchPart {
    private let items: [BatchItem]
    private let orders: BatchDesk.Part

    /// Begins to prepare the orders.
    init(_ items: [BatchItem], _ desk: BatchDesk) throws(Failure) {
        self.items = items
        let orders = items.compactMap { item in if case .order(_, let order, _) = item { order } else { nil } }
        do throws(LedgerError) { self.orders = try desk.prepare(orders, random: Machine.randomBytes) } catch {
            throw Failure(error)
        }
    }

    var isEmpty: Bool { items.isEmpty }

    /// Whether nothing after this part will be done.
    ///
    /// - Parameter goesOn: whether a bad order is skipped.
    func isLast(goesOn: Bool) -> Bool {
        if !goesOn, case .bad = items.last { true } else { false }
    }

    /// Issues the orders; the answers are for the output to write.
    ///
    /// - Parameter goesOn: whether a bad order is skipped; else it is answered, and nothing after it is done.
    func issue(by desk: BatchDesk, goesOn: Bool) throws(Failure) -> [BatchAnswer] {
        var outcomes: ArraySlice<BatchDesk.Outcome>
        do throws(LedgerError) { outcomes = try desk.issue(orders, goesOn: goesOn)[...] } catch {
            throw Failure(error)
        }
        var answers: [BatchAnswer] = []
        for item in items {
            switch item {
            case .bad(let line, let name, let failure):
                answers.append(BatchAnswer(line: line, name: name, outcome: .refused(failure)))
            case .order(let line, _, let name):
                guard let outcome = outcomes.popFirst() else { return answers }
                answers.append(BatchAnswer(line: line, name: name, outcome: Self.answer(outcome)))
            }
            if !goesOn, case .refused = answers.last?.outcome { return answers }
        }
        return answers
    }

    private static func answer(_ outcome: BatchDesk.Outcome) -> BatchAnswer.Outcome {
        switch outcome {
        case .refused(let error): .refused(Failure(error))
        case .issued(let issuance, let delivery): .license(issuance, delivery)
        }
    }
}
