internal import Couriers
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// A license on its way out: the file, and what to say about it.
struct IssuedFile {
    private let issuance: Issuance
    private let delivery: LicenseDelivery
    private let workspace: Workspace
    private var terms: License { issuance.license.terms }

    /// Puts the file together.
    init(_ issuance: Issuance, in workspace: Workspace) throws(Failure) {
        self.issuance = issuance
        self.workspace = workspace
        let id = issuance.license.terms.id
        do throws(LedgerError) { delivery = try workspace.delivery(of: id) } catch {
            if case .queued = error { throw Failure(error) }
            throw Failure(LedgerError.emission(error.message, license: id.text.string))
        }
    }

    /// Writes the file, and says what came of the order.
    func write(
        to output: FileArgument, force: Bool, couriers: CourierOptions, json: Bool, formerFacts: Bool, repairs: [Repair]
    ) throws(Failure) {
        do throws(Failure) {
            try couriers.write(delivery.file, to: output, force: force) { () throws(Failure) in
                try SpokenLicense(terms, in: workspace).show()
            }
        } catch {
            throw Failure(LedgerError.emission(error.message, license: terms.id.text.string))
        }
        if json {
            showJSON(couriers.leavesOut(output) ? nil : output, formerFacts: formerFacts)
        } else {
            tell(formerFacts: formerFacts, repairs: repairs)
        }
    }

    private func showJSON(_ output: FileArgument?, formerFacts: Bool) {
        Console.result { json in
            json.object { json in
                json.string("license", terms.id.text)
                json.string("customer", terms.customer.text)
                json.string("expires", terms.expires.text)
                json.string("lastDay", terms.lastDay?.text)
                json.string("order", issuance.license.origin.order.map { Array($0.utf8) })
                json.string("file", output.map { Array($0.name.utf8) })
                json.integer("leaf", issuance.license.record.leaf)
                json.integer("revocationLists", Int64(delivery.lists))
                json.boolean("formerFacts", formerFacts)
                json.boolean("known", issuance.wasKnown)
                json.array("remarks", issuance.remarks) { json, remark in
                    json.string(nil, Array(remark.text.utf8))
                }
            }
        }
    }

    private func tell(formerFacts: Bool, repairs: [Repair]) {
        FileArgument.tell(repairs, of: "request")
        if formerFacts {
            Console.talk(
                "note: the request names two sets of host facts: the software was moved or rebuilt, or is used twice")
        }
        if terms.urls.isEmpty { Console.talk("note: the license is for any URL") }
        if terms.installations.isEmpty { Console.talk("note: the license is for any installation") }
        if delivery.listsLeftOut > 0 {
            Console.talk("note: the file has no room for \(delivery.listsLeftOut) of the lists of revoked licenses")
        }
        for remark in issuance.remarks { Console.talk("\(remark.isWarning ? "warning" : "note"): \(remark.text)") }
        let end = terms.lastDay.map { "to \($0.text.string)" } ?? "for ever"
        let verb = issuance.wasKnown ? "was issued already:" : "issued"
        Console.talk("\(verb) \(terms.id.text.string) for \(terms.customer.text.string) \(end)")
    }
}

extension Issuance.Remark {
    /// What somebody should look at.
    var text: String {
        switch self {
        case .installationOfAnother(let installation, let customer):
            "the installation \(installation.text.string) has a license of another customer, \(customer)"
        case .urlOfAnother(let url, let customer):
            "\(url.url.text.string) is in a license of another customer, \(customer)"
        case .requestAnswered(let license):
            "the same request was answered before, with license \(license.text.string)"
        }
    }

    /// Whether it can cost the vendor money.
    var isWarning: Bool {
        if case .requestAnswered = self { false } else { true }
    }
}
