public import LicenseFormat
public import LicenseSigner
public import SignedNote

/// Issues many licenses with the keys opened once, a part at a time; each part is one transaction with one signed head
/// of the log, so that memory does not grow with the batch and a crash loses no part that was acknowledged.
///
/// A part is prepared before it is issued: its licenses are signed on all cores, while the part before it is written.
public final class BatchDesk {
    /// How many orders a part has at best.
    public static let partSize = 2048

    /// After how many entries the log's folder is brought up to date.
    private static let publishedEntries = 4 * 1024

    /// What came of one order.
    public enum Outcome: Sendable {
        /// A license, with its file; the file is nil while the log has not been signed.
        case issued(Issuance, LicenseDelivery?)
        /// Nothing: the order was refused, and the others are not touched by that.
        case refused(LedgerError)
    }

    private let workspace: Workspace
    private let keys: IssuingKeys
    private let now: Timestamp
    /// Entries of the log that its folder lacks, as far as memory does not grow with them.
    private var entries = LogEntries()

    /// Opens the keys.
    public init(_ workspace: Workspace, now: Timestamp, open: KeyOpener) throws(LedgerError) {
        self.workspace = workspace
        self.now = now
        keys = try workspace.issuingKeys(now: now, open: open)
    }

    /// Orders whose licenses are being signed.
    public struct Part: Sendable {
        fileprivate let orders: Ahead<DraftedOrder>
    }

    /// Begins to sign what a part will need. Nothing is kept or answered before it is issued.
    ///
    /// - Parameter random: gives as many random bytes as it is asked for.
    public func prepare(_ orders: [IssueOrder], random: (Int) -> [UInt8]) throws(LedgerError) -> Part {
        let drafting = keys.license
        let entries = try workspace.storage.read { rows throws(LedgerError) in
            var products: [[UInt8]: CatalogEntry] = [:]
            return try orders.map { order throws(LedgerError) -> CatalogEntry? in
                // What was issued before is not signed again.
                if !drafting.isFree { return nil }
                if let number = order.number, try rows.isOrdered(number) { return nil }
                if let entry = products[order.product.text] { return entry }
                let entry = try? Workspace.entry(order.product, rows)
                products[order.product.text] = entry
                return entry
            }
        }
        let needs = zip(orders, entries).map { ($0, $1, random(10)) }
        return Part(
            orders: Ahead(needs) { needs in
                drafting.many {
                    needs.map { order, entry, random in
                        let draft = entry.flatMap { drafting.draft(of: order, of: $0, random: random) }
                        return DraftedOrder(order, random: random, draft: draft)
                    }
                }
            })
    }

    /// Issues a part, in the order of its orders. Whatever is not an order's own fault throws, and keeps nothing of the part.
    ///
    /// - Parameter goesOn: whether orders after a refused one are issued; else they are left out of the answer.
    public func issue(_ part: Part, goesOn: Bool) throws(LedgerError) -> [Outcome] {
        let orders = part.orders.results()
        let (issued, added) = try workspace.append(now: now, log: keys.log) { desk throws(LedgerError) in
            var outcomes: [Outcome] = []
            for order in orders {
                do throws(LedgerError) {
                    outcomes.append(.issued(try workspace.issue(order, by: keys.license, at: &desk), nil))
                } catch {
                    guard error.isOrdersFault else { throw error }
                    outcomes.append(.refused(error))
                    if !goesOn { break }
                }
            }
            return outcomes
        }
        entries.append(added)
        if entries.count >= Self.publishedEntries {
            try workspace.publishLog(entries)
            entries = LogEntries()
        }
        return try workspace.storage.read { rows throws(LedgerError) in
            var desk = try DeliveryDesk(workspace, rows)
            var outcomes: [Outcome] = []
            for outcome in issued { outcomes.append(try Self.delivered(outcome, by: &desk)) }
            return outcomes
        }
    }

    /// Brings the log's folder up to date; once, after the last part.
    public func finish() throws(LedgerError) { try workspace.publishLog(entries) }

    private static func delivered(_ outcome: Outcome, by desk: inout DeliveryDesk) throws(LedgerError) -> Outcome {
        guard case .issued(let issuance, _) = outcome else { return outcome }
        do throws(LedgerError) {
            return .issued(issuance, try desk.delivery(of: issuance.license))
        } catch {
            guard case .queued = error else { throw error }
            return outcome
        }
    }
}

extension LedgerError {
    /// Whether the order is at fault, and not the desk.
    fileprivate var isOrdersFault: Bool {
        switch self {
        case .unknownProduct, .otherOrder, .secondTrial, .renewedAlready, .movedAlready, .tooManyMoves, .neverEnds,
            .trial, .revokedAlready, .sameInstallation, .notMovable:
            true
        case .signer(.unknownFeature), .signer(.publicSuffix), .signer(.contradiction), .signer(.endsTooLate),
            .signer(.otherProduct), .signer(.cannotReadLicenses):
            true
        default: false
        }
    }
}
