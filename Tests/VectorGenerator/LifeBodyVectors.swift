/// `latchkey/revocations@v1`, line by line.
let revocationsBodyVectors: [VectorCase] =
    ([
        BodyCase("complete", list, "ok", "one license for every installation"),
        BodyCase("empty", list.without("revoked"), "ok", "a list that names nothing any more"),
        BodyCase(
            "one-installation", list.with("scope", TestKey.here.installationID), "ok", "a list for one installation"),
        BodyCase("x-line", list.appending("x-ticket 4711"), "ok", "the vendor's own line"),
        BodyCase(
            "two", list.appending("revoked 01KAJ0Q6Y4ZC9C4N2B8M4T7X60 lost"), "ok", "two licenses, sorted"),
        BodyCase(
            "unsorted", list.with("revoked", "\(other) lost", "\(id) refunded"), "unsorted 7 revoked",
            "repeated keys are sorted"),
        BodyCase(
            "same-line-twice", list.with("revoked", "\(id) refunded", "\(id) refunded"), "unsorted 7 revoked",
            "no two lines are equal"),
        BodyCase(
            "one-license-twice", list.with("revoked", "\(id) lost", "\(id) refunded"), "inconsistent 8 revoked",
            "each license once"),
        BodyCase("thousand", list.with("revoked", padded(1000).map(revoked)), "ok", "a thousand licenses"),
        BodyCase(
            "thousand-and-one", list.with("revoked", padded(1001).map(revoked)), "too-many 1006 revoked",
            "no more than a thousand"),
        BodyCase("lines-1024", extended(19), "ok", "1024 lines with the type's"),
        BodyCase("lines-1025", extended(20), "too-many-lines 1025", "at most 1024 lines"),
        BodyCase(
            "unknown-line", list.appending("color blue"), "unexpected-key 7 color", "unknown keys are refused"),
        BodyCase("epoch-before-scope", list.swapping("scope", "epoch"), "missing-key 3 scope", "the one order"),
    ]
    + BodyCase.missing(list, [("vendor", 2), ("scope", 3), ("epoch", 4), ("issued", 5)])
    + BodyCase.refused(
        list, "scope", line: 3,
        [
            ("any", "any", "all is written all"), ("two", "all all", "one scope"),
            ("bad-check-symbol", String(TestKey.here.installationID.dropLast()) + "-", "an installation's ID"),
        ])
    + BodyCase.refused(
        list, "epoch", line: 4,
        [
            ("zero", "0", "epochs begin at 1"), ("leading-zero", "03", "one spelling"), ("negative", "-1", "from 1 on"),
            ("too-large", "9007199254740992", "more than 2^53 - 1"),
        ])
    + BodyCase.accepted(list, "epoch", [("greatest", "9007199254740991", "2^53 - 1")])
    + BodyCase.refused(
        list, "issued", line: 5, [("date", "2026-12-01", "date and time"), ("never", "never", "an instant")])
    + BodyCase.refused(
        list, "revoked", line: 6,
        [
            ("no-reason", id, "license and reason"), ("sentence", "\(id) not paid", "one word"),
            ("upper-case", "\(id) Refunded", "a token"), ("short-id", "01KAJ0Q6Y4 refunded", "26 symbols"),
        ])).map { $0.vector("revocations") }

/// `latchkey/clock-repair@v1`, line by line.
let clockRepairBodyVectors: [VectorCase] =
    ([
        BodyCase("complete", repair, "ok", "every line"),
        BodyCase("x-line", repair.appending("x-ticket 4711"), "inconsistent 7 x-", "no lines of the vendor's own"),
        BodyCase(
            "unknown-line", repair.appending("color blue"), "unexpected-key 6 color", "unknown keys are refused"),
        BodyCase(
            "two-installations",
            repair.inserting("installation \(TestKey.elsewhere.installationID)", after: "installation"),
            "missing-key 4 issued", "one installation"),
    ]
    + BodyCase.missing(repair, [("vendor", 2), ("installation", 3), ("issued", 4), ("nonce", 5)])
    + BodyCase.refused(repair, "installation", line: 3, [("any", "any", "one installation")])
    + BodyCase.refused(
        repair, "issued", line: 4, [("never", "never", "an instant"), ("date", "2026-12-14", "an instant")])
    + BodyCase.refused(
        repair, "nonce", line: 5,
        [
            ("short", "0123456789abcdef0123456789abcd", "16 bytes"),
            ("long", "0123456789abcdef0123456789abcdef00", "16 bytes"),
            ("upper-case", "0123456789ABCDEF0123456789ABCDEF", "lower case"),
        ])).map { $0.vector("clock-repair") }

/// `latchkey/return@v1`, line by line.
let returnBodyVectors: [VectorCase] =
    ([
        BodyCase("complete", receipt, "ok", "every line"),
        BodyCase(
            "id-of-other-key", receipt.with("installation", TestKey.elsewhere.installationID), "inconsistent 4 key",
            "the ID is that of the key"),
        BodyCase("x-line", receipt.appending("x-ticket 4711"), "inconsistent 9 x-", "no lines of anybody's own"),
        BodyCase(
            "unknown-line", receipt.appending("color blue"), "unexpected-key 8 color", "unknown keys are refused"),
    ]
    + BodyCase.missing(
        receipt,
        [("installation", 2), ("key", 3), ("vendor", 4), ("product", 5), ("license", 6), ("time", 7)])
    + BodyCase.refused(
        receipt, "key", line: 3, [("31-bytes", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "32 bytes")])
    + BodyCase.refused(receipt, "license", line: 6, [("short", "01KAJ0Q6Y4", "26 symbols")])
    + BodyCase.refused(receipt, "time", line: 7, [("date", "2026-12-10", "an instant")])).map { $0.vector("return") }

private let id = "01KAJ0Q6Y4ZC9C4N2B8M4T7X5R"
private let other = "01KAJ0Q6Y4ZC9C4N2B8M4T7X60"
private let list = Document.revocations
private let repair = Document.clockRepair
private let receipt = Document.receipt

/// A list of a thousand licenses and lines of the vendor's own.
private func extended(_ count: Int) -> Document {
    Document(list.with("revoked", padded(1000).map(revoked)).lines + padded(count).map { "x-\($0) a" })
}

private func revoked(_ number: String) -> String { "01KAJ0Q6Y4ZC9C4N2B8M4T\(number) lost" }
