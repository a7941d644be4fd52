public import LicenseFormat
public import LicenseVerifier
internal import SignedNote

extension Diagnosis {
    /// Writes everything that decides: `verdict`, `product`, `state`, `clock`, `site`, `host`, `facts`, `keyring`,
    /// `coveredUntil`, `installed`, `imports`.
    ///
    /// - Parameters:
    ///   - productFacts: what the caller knows about the product file.
    ///   - stateFacts: what the caller knows about the state.
    public func write(membersTo json: inout JSONText, product productFacts: [LocalFact], state stateFacts: [LocalFact])
    {
        json.object("verdict") { json in verdict.write(membersTo: &json) }
        json.object("product") { json in
            for fact in productFacts { json.string(fact.name, Array(fact.text.utf8)) }
            writeProduct(&json)
        }
        json.object("state") { json in
            for fact in stateFacts { json.string(fact.name, Array(fact.text.utf8)) }
            writeState(&json)
        }
        ClockText.write(to: &json, system: system, present: verdict.time, record: state?.clock)
        writeSite(&json)
        json.string("host", host?.text)
        json.array("facts", facts) { json, fact in
            json.object { json in
                json.string("name", fact.name.text)
                json.name("comparison", fact.comparison.name)
            }
        }
        writeKeyring(&json)
        Timeline.write(timeline, membersTo: &json)
        json.array("imports", history?.imports ?? []) { json, record in
            json.object { json in
                json.string("time", record.time.text)
                json.string("outcome", record.outcome.text)
                json.string("digest", Digest.hex(record.digest))
            }
        }
    }

    private func writeProduct(_ json: inout JSONText) {
        json.boolean("usable", product != nil)
        guard let product else { return }
        json.string("title", product.title.text)
        json.string("version", product.version.text)
        json.string("built", product.built.text)
        json.string("roots", Digest.hex(product.roots.digest))
        json.boolean("logProofRequired", product.requiresLogProof)
        json.integer("trialDays", product.trialDays.value)
        json.array("trialFeatures", product.trialFeatures) { json, feature in json.string(nil, feature.text) }
        json.string("unlicensed", product.unlicensed.text)
    }

    private func writeState(_ json: inout JSONText) {
        json.boolean("usable", state != nil)
        json.string("problem", problem.map { [UInt8]($0.code.name) })
        guard let state else { return }
        json.integer("revision", state.revision.value)
        json.string("created", state.created.text)
        json.boolean("historyUsable", history != nil)
    }

    private func writeSite(_ json: inout JSONText) {
        json.object("site") { json in
            json.string("configured", site?.typed)
            json.string("canonical", site?.canonical?.text)
            json.string("problem", site?.problem.map { [UInt8]($0) })
            json.string("coveredBy", site?.covering?.text)
        }
    }

    private func writeKeyring(_ json: inout JSONText) {
        json.object("keyring") { json in
            json.integer("version", keyring?.version.value)
            json.array("keys", keyring?.keys ?? []) { json, key in
                json.object { json in
                    json.string("role", key.role.text)
                    json.string("key", key.key?.nameAndID)
                    json.string("from", key.from.text)
                    json.string("until", key.until.text)
                }
            }
            json.array("compromised", keyring?.compromised ?? []) { json, key in json.string(nil, key.nameAndID) }
        }
    }
}
