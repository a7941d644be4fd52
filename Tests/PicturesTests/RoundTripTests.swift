internal import LicenseTransport
internal import Pictures
internal import SignedNote
internal import Testing

struct RoundTripTests {
    /// Random requests and licenses, with the lengths and the noise of real ones.
    struct Documents: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        // SplitMix64.
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        private mutating func word(_ count: Int, of symbols: String) -> String {
            let symbols = Array(symbols)
            return String((0..<count).map { _ in symbols[Int.random(in: 0..<symbols.count, using: &self)] })
        }

        private mutating func base64(_ count: Int) -> String {
            word(count, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        }

        private mutating func installation() -> String {
            (0..<7).map { _ in word(4, of: "0123456789ABCDEFGHJKMNPQRSTVWXYZ") }.joined(separator: "-")
        }

        private mutating func name() -> String {
            word(Int.random(in: 3...12, using: &self), of: "abcdefghijklmnopqrstuvwxyz")
        }

        mutating func request() -> [UInt8] {
            let id = installation()
            var text = "latchkey/request@v1\ninstallation \(id)\nkey \(base64(43))=\nvendor \(name()).example\n"
            text +=
                "product \(name())\nurl https://\(name()).\(name()).example/\nfact machine \(word(32, of: "0123456789abcdef"))\n"
            text += "accepts latchkey/license@v1\nkeyring 1\nnonce \(word(32, of: "0123456789abcdef"))\n"
            text += "time 2026-11-21T23:52:50Z\n\n— installation/\(id) \(base64(91))=\n"
            return Array(text.utf8)
        }

        mutating func license() -> [UInt8] {
            let vendor = "\(name()).example"
            var text =
                "latchkey/license@v1\nid 01M\(word(23, of: "0123456789ABCDEFGHJKMNPQRSTVWXYZ"))\nvendor \(vendor)\n"
            text +=
                "product \(name())\nkind subscription\ncustomer Čapek & Ærø \(name())\ninstallation \(installation())\n"
            for _ in 0..<Int.random(in: 1...4, using: &self) { text += "url https://\(name()).example/\(name())\n" }
            text += "versions any\nissued 2026-11-21T23:52:50Z\nstarts 2026-11-21T00:00:00Z\n"
            for _ in 0..<Int.random(in: 0...6, using: &self) { text += "feature \(name())\n" }
            text += "on-expiry read-only\non-revocation trial\n\n— \(vendor)/license/2026 \(base64(91))=\n"
            let hashes = Int.random(in: -4...20, using: &self)
            if hashes > 0 {
                text += "\nc2sp.org/tlog-proof@v1\nindex 12345\n"
                for _ in 0..<hashes { text += "\(base64(43))=\n" }
                text += "\n\(vendor)/log/2026\n54321\n\(base64(43))=\n\n— \(vendor)/log/2026 \(base64(91))=\n"
            }
            return Array(text.utf8)
        }
    }

    @Test func aThousandRequestsAndLicensesComeBackFromTheirPicturesByteForByte() throws {
        var documents = Documents(seed: 7)
        var counts: [Int: Int] = [:]
        for number in 0..<1000 {
            let document = number % 2 == 0 ? documents.request() : documents.license()
            var texts = try CodeSeries(of: document[...], capacity: QRCode.capacity(version: 16)).texts
            counts[texts.count, default: 0] += 1
            texts.shuffle(using: &documents)
            var collector = CodeCollector()
            for text in texts {
                let picture = try #require(QRCode(text[...])).png(scale: 2)
                let seen = try CodeScanner.texts(in: picture)
                #expect(seen == [text])
                for each in seen { #expect(collector.take(each[...]) == .taken) }
            }
            #expect(try collector.file() == document)
        }
        #expect(counts.keys.sorted() == [1, 2, 3], "\(counts)")
    }
}
