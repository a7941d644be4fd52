/// Every vector, table by table.
package let corpus: [VectorCase] =
    noteVectors + unicodeVectors + verifierKeyVectors + base64Vectors + ed25519Vectors + timestampVectors
    + installationIDVectors + siteURLVectors + versionRangeVectors + versionOrderVectors + licenseFileVectors
    + licenseBodyVectors + keyringBodyVectors + productBodyVectors + requestBodyVectors + stateBodyVectors
    + roleVectors + keyringVectors + importVectors + stateVectors + repairVectors + bindingVectors + coverageVectors
    + termVectors + choiceVectors + productVectors + revocationsBodyVectors + clockRepairBodyVectors
    + returnBodyVectors + clockVectors + visitVectors + warningVectors + trialVectors + revokedVectors
    + toleranceVectors + revocationVectors + clockRepairVectors + returnVectors + copyVectors + featureVectors
    + logProofBodyVectors + logProofVectors + compromiseVectors + spellingVectors
