/// Log proofs in files and states: what holds, what does not, and what becomes of it.
let logProofVectors: [VectorCase] = trees + mistakes + signers + places + freshProofs + installedProofs

private let license = Document.license.signed(.license)
private let other = Document.license.with("id", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5S")
private let log = Log(size: 1000, [3: Document.license.text, 4: other.text])
private let good = log.proof(3, in: 7)

/// A product file that demands log proofs.
let provenProductFile = productFile.replacing("log-proof optional", with: "log-proof required")

/// A scene where log proofs are demanded.
private func demanding(_ files: String...) -> Scene {
    var scene = Scene()
    scene.files = files.map { Array($0.utf8) }
    scene.products = [provenProductFile]
    return scene
}

/// The vector of an import of the license with a proof, where one is demanded.
private func refused(_ name: String, _ proof: Proof, _ code: String, _ comment: String) -> VectorCase {
    demanding(file(license, proof.string)).importing("log-proof", name, "refused \(code)", comment)
}

private let trees: [VectorCase] = [
    (1, [0]), (2, [0, 1]), (3, [0, 1, 2]), (7, [0, 3, 6]), (8, [0, 7]), (255, [0, 128, 254]), (256, [0, 255]),
    (1000, [0, 511, 512, 999]),
].flatMap { size, indices in
    indices.map { index in
        demanding(file(license, Log(size: size, [index: Document.license.text]).proof(index).string))
            .with { $0.show = "items" }
            .importing(
                "log-proof", "leaf-\(index)-of-\(size)", "imported license+ log-proof+",
                "leaf \(index) in a tree of \(size)")
    }
}

private let mistakes: [VectorCase] = [
    refused("index-one-less", good.with { $0.index = "2" }, "altered", "the leaf beside it"),
    refused("index-one-more", good.with { $0.index = "4" }, "altered", "the leaf beside it"),
    demanding(file(license, good.with { $0.path.swapAt(0, 1) }.string)).with { $0.show = "signer" }.importing(
        "log-proof", "signer-of-altered", "refused altered signer=[vendor.example/log/2026]", "which log is named"),
    demanding(file(license, good.with { $0.index = "03" }.string)).with { $0.show = "reason" }.importing(
        "log-proof", "reason-of-proof",
        "refused damaged reason=[line 2, index: the value is not written in its one way]",
        "why a proof cannot be read is told"),
    demanding(file(license, String(good.string.dropLast(9)) + "=\n")).with { $0.show = "reason" }.importing(
        "log-proof", "reason-of-note",
        "refused damaged reason=[its signature lines are missing]", "why a proof is no note is told"),
    demanding(file(license.replacing("seats 50", with: "seats 51"), good.with { $0.index = "03" }.string)).importing(
        "log-proof", "damaged-behind-altered", "refused altered",
        "what is wrong with the license itself is told first"),
    refused("index-at-size", good.with { $0.index = "7" }, "altered", "the tree has leaves 0 to 6"),
    refused("index-greatest", good.with { $0.index = "9007199254740991" }, "altered", "the tree has leaves 0 to 6"),
    refused("index-too-great", good.with { $0.index = "9007199254740992" }, "damaged", "no index is so great"),
    refused("index-leading-zero", good.with { $0.index = "03" }, "damaged", "no leading zeros"),
    refused("hash-changed", good.with { $0.path[1] = $0.path[0] }, "altered", "another hash in the path"),
    refused("hash-missing", good.with { $0.path.removeLast() }, "altered", "the way to the root is longer"),
    refused("first-hash-missing", good.with { $0.path.removeFirst() }, "altered", "the way to the root is longer"),
    refused("hash-added", good.with { $0.path.append($0.path[0]) }, "altered", "the way to the root is shorter"),
    refused("no-hashes", good.with { $0.path = [] }, "altered", "a tree of seven leaves has levels"),
    refused("hashes-swapped", good.with { $0.path.swapAt(0, 1) }, "altered", "the path goes from the leaf up"),
    refused("hash-short", good.with { $0.path[1] = "AAAA" }, "damaged", "a hash has 32 bytes"),
    refused("size-zero", good.with { $0.checkpoint[1] = "0" }, "altered", "no leaf is in an empty tree"),
    refused(
        "size-other", good.with { $0.checkpoint[1] = "9" }, "altered", "a way to the root of nine leaves is longer"),
    refused("size-leading-zero", good.with { $0.checkpoint[1] = "07" }, "damaged", "no leading zeros"),
    refused("extension-line", good.with { $0.checkpoint.append("more") }, "damaged", "a checkpoint has three lines"),
    refused("extra", good.with { $0.extra = ["extra AAAA"] }, "damaged", "opaque data is not read here"),
    refused("of-other-license", log.proof(4, in: 7), "altered", "a proof of another license"),
    refused("of-other-leaf", log.proof(5, in: 7), "altered", "a proof of somebody else's leaf"),
    demanding(file(license, good.string.replacing("\n7\n", with: "\n8\n"))).importing(
        "log-proof", "checkpoint-altered", "refused altered", "the checkpoint does not match its signature"),
    demanding(license + "\n" + Document(good.checkpoint).signed(.log)).importing(
        "log-proof", "checkpoint-alone", "refused proof-missing", "a checkpoint proves nothing by itself"),
    demanding(license + "\n" + good.with { $0.signers = [] }.string).importing(
        "log-proof", "unsigned", "refused damaged", "nobody signed the checkpoint"),
    demanding(file(license, String(good.string.dropLast(9)) + "=\n")).importing(
        "log-proof", "signature-cut", "refused damaged", "a proof that is there is not missing"),
    demanding(file(license, good.string + "regards\n")).importing(
        "log-proof", "text-behind", "imported repaired", "what stands behind the proof is left out"),
    demanding(file(license, good.string).replacing("\n", with: "\r\n")).importing(
        "log-proof", "carriage-returns", "imported repaired", "a proof is repaired with its license"),
    demanding(
        file(license, good.string).split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }
            .joined(separator: "\n")
    ).with { $0.show = "repairs" }
        .importing(
            "log-proof", "quoted", "imported repaired repairs=[line endings, quote marks]",
            "a proof is repaired with its license"),
    demanding(file(license, good.string).replacing("index 3\n", with: "index 3 \n")).importing(
        "log-proof", "blank-at-line-end", "imported repaired", "a proof is repaired with its license"),
]

private let log2027 = TestKey("vendor.example/log/2027")
private let keyringWithLog2027 = Document.keyring2.inserting(
    "key log \(log2027.vkey) 2026-12-01T00:00:00Z never", after: "key log")

/// The vectors of a proof that no log key signed: where proofs are demanded, and where they are not.
private func foreign(_ name: String, _ proof: Proof, _ code: String, _ comment: String) -> [VectorCase] {
    [
        refused(name, proof, code, comment),
        Scene(file(license, proof.string)).with { $0.show = "items reason" }.importing(
            "log-proof", "\(name)-optional",
            "imported license+ log-proof- proof-not-used reason=[no log key that counts here signed it]",
            "\(comment), where no proof is needed"),
    ]
}

private let signers: [VectorCase] =
    foreign("by-license-key", good.signed(by: .license), "wrong-role", "a license key is no log key")
    + foreign("by-root", good.signed(by: .root1), "wrong-role", "a root key is no log key")
    + foreign("by-unknown-key", good.signed(by: log2027), "unknown-key", "a log key that is not known here")
    + foreign("by-stranger", good.signed(by: .otherLicense), "unknown-signer", "somebody else's log")
    + foreign(
        "by-namesake", good.signed(by: TestKey(TestKey.log.name, label: "impostor")), "unknown-signer",
        "a key is known by name and ID")
    + foreign(
        "other-origin", good.with { $0.checkpoint[0] = "vendor.example/other" }, "wrong-role",
        "a checkpoint of another log than the key's")
    + [
        demanding(file(license, good.with { $0.signers = [.log, .otherLicense] }.string)).importing(
            "log-proof", "by-log-and-stranger", "imported", "a stranger's signature does no harm"),
        demanding(file(license, good.with { $0.signers = [.license, .log] }.string)).importing(
            "log-proof", "by-log-and-license-key", "imported", "another known key beside it does no harm"),
        demanding(file(license, good.string + TestKey.license.signatureLine(Document.license.text))).importing(
            "log-proof", "other-signature-added", "refused altered",
            "a known key's signature of another text refuses the proof"),
        demanding(file(license, keyringWithLog2027.signed(.root1, .root2), good.string)).importing(
            "log-proof", "behind-keyring", "refused proof-missing", "a proof stands directly behind its license"),
        demanding(file(keyringWithLog2027.signed(.root1, .root2), license, good.signed(by: log2027).string)).importing(
            "log-proof", "by-new-log-key", "imported", "the file brings the log key along"),
        demanding(
            file(
                Document.keyring2.replacing(
                    "key log", by: "key log \(TestKey.log.vkey) 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z"
                ).signed(.root1, .root2), license, good.string)
        ).importing("log-proof", "by-retired-log-key", "imported", "a checkpoint has no date, so no window is asked"),
        demanding(
            file(
                Document.keyring2.with("key", "license \(TestKey.license.vkey) 2026-01-01T00:00:00Z never").inserting(
                    "key witness \(TestKey.log.vkey) 2026-01-01T00:00:00Z never", after: "key"
                ).signed(.root1, .root2), license, good.string)
        ).importing("log-proof", "by-unknown-role", "imported newer-document proof-not-used", "a role that is newer"),
    ]

private let places: [VectorCase] = [
    demanding(file(good.string, license)).importing(
        "log-proof", "before-license", "refused proof-missing", "a proof stands behind its license"),
    Scene(file(good.string, license)).with { $0.show = "items reason" }.importing(
        "log-proof", "before-license-optional",
        "imported log-proof- license+ proof-not-used reason=[no license stands before it]",
        "a proof stands behind its license"),
    demanding(license).importing("log-proof", "missing", "refused proof-missing", "a license without its proof"),
    demanding(good.string).importing("log-proof", "alone", "refused proof-not-used", "a proof without a license"),
    demanding(file(license, good.string, log.proof(3).string)).with { $0.show = "items" }.importing(
        "log-proof", "two", "imported license+ log-proof+ log-proof- proof-not-used", "one proof is enough"),
    demanding(file(license, good.string, other.signed(.license), log.proof(4).string)).with { $0.show = "items" }
        .importing(
            "log-proof", "two-licenses", "imported license+ log-proof+ license+ log-proof+", "each has its own"),
    demanding(file(license, good.string, other.signed(.license))).importing(
        "log-proof", "second-missing", "refused proof-missing", "each needs its own"),
    Scene(file(Document.revocations.signed(.revocation), good.string)).importing(
        "log-proof", "behind-list", "imported proof-not-used", "a proof of another document than a license"),
    Scene(file(license, good.string)).with { $0.show = "items" }.importing(
        "log-proof", "optional", "imported license+ log-proof+", "a proof is kept where none is needed"),
    Scene(file(license, good.with { $0.index = "2" }.string)).importing(
        "log-proof", "altered-optional", "refused altered", "an altered part refuses the whole file"),
    Scene(file(license, good.with { $0.index = "02" }.string)).importing(
        "log-proof", "damaged-optional", "refused damaged", "a damaged part refuses the whole file"),
    Scene(file(Document.license.with("product", "other").signed(.license), productProof.string)).importing(
        "log-proof", "other-product", "refused other-product proof-not-used", "nothing is installed that it proves"),
    Scene(file(license, good.string)).with {
        let given = Document.receipt.signed(TestKey.here.asInstallation)
        $0.state = Document.state.blob([], history: Document.history([given]))
    }
    .importing("log-proof", "given-back", "refused given-back proof-not-used", "nothing is installed that it proves"),
    Scene(Document.license.with("limit", "seats 5000").signed(.license), file(license, good.string)).importing(
        "log-proof", "same-id-other-text", "refused same-id-other-text proof-not-used",
        "the installed license is another one"),
]

private let productProof = Log(size: 1, [0: Document.license.with("product", "other").text]).proof(0)

/// The imports of the license with one proof and then with another.
private func again(
    _ name: String, _ first: Proof?, _ second: Proof?, _ expect: String, _ comment: String
) -> VectorCase {
    let files = [first, second].map { proof in proof.map { file(license, $0.string) } ?? license }
    return Scene(files[0], files[1]).with { $0.show = "items reason" }.importing(
        "log-proof", "again-\(name)", expect, comment)
}

private let freshProofs: [VectorCase] = [
    again("same", good, good, "unchanged license+ log-proof+ already-installed already-installed", "the same file"),
    again(
        "larger-tree", good, log.proof(3), "imported license+ log-proof+ already-installed",
        "the proof of the larger tree stays"),
    again(
        "smaller-tree", log.proof(3), good,
        "unchanged license+ log-proof- already-installed proof-not-used reason=[one that is as good is here already]",
        "the proof of the larger tree stays"),
    again(
        "same-tree", good, good.with { $0.signers = [.log, .otherLicense] },
        "unchanged license+ log-proof- already-installed proof-not-used reason=[one that is as good is here already]",
        "the proof that came first stays"),
    again("proof-later", nil, good, "imported license+ log-proof+ already-installed", "the license had none"),
    again("without-proof", good, nil, "unchanged license+ already-installed", "the proof stays"),
    Scene(license, file(license, good.string)).with { $0.products = [productFile, provenProductFile] }
        .verifying("log-proof", "proof-later-verdict", "full", "a release that demands proofs, after the proof came"),
    Scene(license).with { $0.products = [productFile, provenProductFile] }
        .verifying("log-proof", "never-proven-verdict", "off proof-missing", "a release that demands proofs"),
    Scene(file(license, good.string)).with { $0.products = [productFile, provenProductFile] }
        .verifying("log-proof", "kept-verdict", "full", "the proof was kept before one was needed"),
    demanding(file(license, good.string), license).importing(
        "log-proof", "again-without-proof-demanded", "refused proof-missing", "each file brings its proof"),
    demanding(file(license, good.string), license).verifying(
        "log-proof", "again-without-proof-verdict", "full", "what was installed stays installed"),
]

/// The verdict on a state that holds these items.
private func installed(_ name: String, _ items: [String], _ expect: String, _ comment: String) -> VectorCase {
    Scene().with {
        $0.state = Document.state.blob(items)
        $0.products = [provenProductFile]
    }
    .verifying("log-proof", "installed-\(name)", expect, comment)
}

private let installedProofs: [VectorCase] = [
    installed("good", [license, good.string], "full", "the proof stands behind its license"),
    installed("largest-tree", [license, log.proof(3).string], "full", "a path of ten hashes"),
    installed("missing", [license], "off proof-missing", "no proof"),
    installed("before", [good.string, license], "off proof-missing", "the proof stands before its license"),
    installed("second", [license, log.proof(4).string, good.string], "off altered", "the first one is asked"),
    installed("unreadable", [license, good.with { $0.index = "03" }.string], "off proof-missing", "it counts as none"),
    installed("of-other-license", [license, log.proof(4).string], "off altered", "it leads elsewhere"),
    installed("by-unknown-key", [license, good.signed(by: log2027).string], "off unknown-key", "a key not known here"),
    installed("by-license-key", [license, good.signed(by: .license).string], "off wrong-role", "no log key"),
    installed(
        "second-license", [license, other.signed(.license), log.proof(4).string], "full",
        "the license that is proven counts"),
    installed(
        "first-license", [license, good.string, other.signed(.license)], "full", "the license that is proven counts"),
    Scene().with { $0.state = Document.state.blob([license, log.proof(4).string]) }
        .verifying("log-proof", "installed-not-asked", "full", "where no proof is needed none is looked at"),
    installed("no-note", [license, noNote], "off proof-missing", "what is not even a note counts as none"),
    installed(
        "no-note-beside-good", [license, noNote, other.signed(.license), log.proof(4).string], "full",
        "the license that is proven counts"),
    Scene().with { $0.state = Document.state.blob([license, noNote]) }
        .verifying("log-proof", "installed-no-note-not-asked", "full", "where no proof is needed none is looked at"),
    Scene(file(license, good.string)).with {
        $0.state = Document.state.blob([license, noNote])
        $0.show = "items"
    }.importing(
        "log-proof", "installed-no-note-replaced", "imported license+ log-proof+ already-installed",
        "a proof that holds takes the place of what cannot be read"),
    Scene(Document.revocations.signed(.revocation)).with { $0.state = Document.state.blob([license, noNote]) }
        .importing("log-proof", "installed-no-note-kept", "imported", "a state is written with what it was read with"),
]

/// What begins as a log proof does, and ends in a signature line that cannot be read.
private let noNote = String(good.string.dropLast(9)) + "=\n"
