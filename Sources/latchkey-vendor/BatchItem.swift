internal import LicenseFormat
internal import LicenseLedger
internal import Terminal

/// An order of many, or what is wrong with it; the name is what its file is named after.
enum BatchItem {
    case order(line: Int, IssueOrder, name: String)
    case bad(line: Int, name: String, Failure)
}

extension [BatchItem] {
    /// Issues a part of a batch, writes its files, and reports each order once that is on the disk.
    ///
    /// - Parameter goesOn: whether a bad order is skipped; else it is answered, and nothing after it is done.
    func issue(
        by desk: BatchDesk, goesOn: Bool, into target: borrowing BatchFolder, report: inout BatchReport
    ) throws(Failure) -> Failure? {
        let orders = compactMap { item in if case .order(_, let order, _) = item { order } else { nil } }
        var outcomes: ArraySlice<BatchDesk.Outcome>
        do throws(LedgerError) {
            outcomes = try desk.issue(orders, goesOn: goesOn, random: Machine.randomBytes)[...]
        } catch {
            throw Failure(error)
        }
        var results: [(line: Int, name: String, BatchReport.Result)] = []
        for item in self {
            switch item {
            case .bad(let line, let name, let failure): results.append((line, name, .refused(failure)))
            case .order(let line, _, let name):
                guard let outcome = outcomes.popFirst() else { continue }
                results.append((line, name, try Self.result(of: outcome, name: name, into: target)))
            }
        }
        // A row of the report is an acknowledgement: the files are on the disk before it is written.
        try target.sync()
        for (line, name, result) in results {
            report.add(line: line, number: name, result)
            if case .refused(let failure) = result, !goesOn {
                try report.flush()
                return Failure("line \(line), order '\(name)': \(failure.message)", hint: failure.hint)
            }
        }
        try report.flush()
        return nil
    }

    private static func result(
        of outcome: BatchDesk.Outcome, name: String, into target: borrowing BatchFolder
    ) throws(Failure) -> BatchReport.Result {
        switch outcome {
        case .refused(let error): .refused(Failure(error))
        case .issued(let issuance, nil): .queued(issuance)
        case .issued(let issuance, let delivery?):
            .issued(issuance, file: try target.write(delivery.file, order: name))
        }
    }
}
