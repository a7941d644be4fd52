internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import SignedNote
internal import Terminal

/// How a list of licenses is written.
struct TableOptions: ParsableArguments {
    @Flag(name: .long, help: "Answer in lines of JSON, one a license.")
    var json = false

    @Flag(name: .long, help: "Answer in comma-separated values.")
    var csv = false

    func validate() throws {
        if json, csv { throw ValidationError("--json and --csv exclude each other") }
    }
}

/// Licenses in a table, read and written a part at a time.
struct LicenseTable {
    /// How many licenses are read at once.
    private static let partSize = 500

    let options: TableOptions

    /// Writes the licenses that a query asks for; answers how many.
    ///
    /// - Parameter evenEmpty: whether a table without a row names its columns.
    @discardableResult func write(
        _ query: LicenseQuery, in workspace: Workspace, now: Timestamp, evenEmpty: Bool = true
    ) throws(Failure) -> Int {
        var query = query
        query.limit = Self.partSize
        var count = 0
        while true {
            let part: [LicenseStanding]
            do throws(LedgerError) { part = try workspace.standings(query, now: now) } catch { throw Failure(error) }
            if options.csv, count == 0, evenEmpty || !part.isEmpty {
                Console.result(CSVText.row(Self.columns).dropLast().string)
            }
            for standing in part { write(standing) }
            count += part.count
            guard part.count == Self.partSize, let last = part.last else { return count }
            query.after = last.license.record.number
        }
    }

    private static let columns = [
        "license", "order", "customer", "product", "kind", "installations", "urls", "issued", "starts", "last-day",
        "state", "revoked", "renewed-by", "moved-by", "by", "reason",
    ]

    private func write(_ standing: LicenseStanding) {
        let terms = standing.license.terms
        if options.json {
            Console.line { json in json.object { json in standing.write(membersTo: &json) } }
        } else if options.csv {
            let row = CSVText.row([
                terms.id.text.string, standing.license.origin.order ?? "", terms.customer.text.string,
                terms.product.text.string, terms.kind.text.string,
                terms.installations.isEmpty ? "any" : terms.installations.map(\.text.string).joined(separator: " "),
                terms.urls.isEmpty ? "any" : terms.urls.map(\.text.string).joined(separator: "; "),
                terms.issued.text.string, terms.starts.date.text.string, terms.lastDay?.text.string ?? "never",
                standing.state, standing.revoked?.text.string ?? "", standing.renewedBy?.text.string ?? "",
                standing.movedBy?.text.string ?? "", standing.license.record.content.actor,
                standing.license.record.content.reason,
            ])
            Console.result(row.dropLast().string)
        } else {
            let end = terms.lastDay?.text.string ?? "for ever  "
            let state = standing.state
            let padded = state + String(repeating: " ", count: max(0, 9 - state.utf8.count))
            Console.result(
                Console.safe(
                    "\(terms.id.text.string)  \(end)  \(padded)  \(terms.product.text.string)  \(terms.customer.text.string)"
                ))
        }
    }
}

extension LicenseStanding {
    /// The one word that tells most.
    var state: String {
        if revoked != nil { return "revoked" }
        if !returned.isEmpty { return "returned" }
        if movedBy != nil { return "moved" }
        if isQueued { return "queued" }
        return phase.rawValue
    }

    /// What programs read.
    func write(membersTo json: inout JSONText) {
        let terms = license.terms
        json.string("license", terms.id.text)
        json.string("order", license.origin.order.map { Array($0.utf8) })
        json.string("customer", terms.customer.text)
        json.string("product", terms.product.text)
        json.string("kind", terms.kind.text)
        json.array("installations", terms.installations) { json, id in json.string(nil, id.text) }
        json.array("urls", terms.urls) { json, url in json.string(nil, url.text) }
        json.string("issued", terms.issued.text)
        json.string("starts", terms.starts.text)
        json.string("expires", terms.expires.text)
        json.string("lastDay", terms.lastDay?.text)
        json.string("state", Array(state.utf8))
        json.string("phase", Array(phase.rawValue.utf8))
        json.string("revoked", revoked?.text)
        json.array("returned", returned) { json, id in json.string(nil, id.text) }
        json.string("renews", license.origin.renews?.text)
        json.string("renewedBy", renewedBy?.text)
        json.string("moves", license.origin.moves?.text)
        json.string("movedBy", movedBy?.text)
        json.integer("leaf", license.record.leaf)
        json.integer("record", license.record.number)
        json.string("by", Array(license.record.content.actor.utf8))
        json.string("reason", Array(license.record.content.reason.utf8))
    }
}
