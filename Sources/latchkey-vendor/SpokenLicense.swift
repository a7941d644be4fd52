internal import Couriers
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseTransport
internal import Terminal

/// A license on its way out by telephone: only what it needs to be in force, and said what is left out.
struct SpokenLicense {
    private let delivery: LicenseDelivery
    private let context: ReaderContext

    /// Puts the file together.
    init(_ terms: License, _ date: DeliveryDate = .ofIssue, in workspace: Workspace) throws(Failure) {
        do throws(LedgerError) { delivery = try workspace.delivery(of: terms.id, date, .needed) } catch {
            throw Failure(error)
        }
        // What several installations may import has to be read without the ID of one.
        if terms.installations.count == 1, let id = terms.installations.first {
            context = .installation(id, product: terms.product, of: terms.vendor)
        } else {
            context = .product(terms.product, of: terms.vendor)
        }
    }

    /// Prints the lines.
    func show() throws(Failure) {
        if delivery.hasProof {
            Console.talk(
                "note: the product demands the proof of the issuance log, which makes this long: "
                    + "a picture is the shorter way (--qr)")
        } else {
            Console.talk("note: left out: the proof of the issuance log, which the product does not demand")
        }
        if delivery.listsLeftOut > 0 {
            Console.talk("note: left out: \(Self.count(delivery.listsLeftOut, "list")) of revoked licenses")
        }
        if delivery.keyrings > 0 {
            Console.talk("note: \(Self.count(delivery.keyrings, "keyring")) goes along, which the customer may lack")
        }
        try SpokenLines.show(delivery.file, knowing: context, for: "latchkey import --typed")
    }

    private static func count(_ number: Int, _ word: String) -> String {
        number == 1 ? "a \(word)" : "\(number) \(word)s"
    }
}
