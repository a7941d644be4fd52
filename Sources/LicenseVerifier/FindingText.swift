/// One row of the table of findings: how much it matters, one sentence on what is wrong, one on what to do.
///
/// `{name}` stands for the finding's value of that name. Every row's values are given by the code that makes the
/// finding; a test fills each row and finds no brace left.
public struct FindingText: Sendable {
    /// How much it matters.
    public let severity: Severity
    /// What is wrong, lower case, without a full stop.
    public let message: StaticString
    /// What to do next.
    public let remedy: StaticString

    init(_ severity: Severity, _ message: StaticString, _ remedy: StaticString) {
        self.severity = severity
        self.message = message
        self.remedy = remedy
    }
}

extension FindingCode {
    /// The row of this code.
    public var text: FindingText {
        switch self {
        case .productFileUnreadable:
            FindingText(
                .error, "the product file cannot be used: {reason}",
                "install the plugin again: its latchkey.product is missing or damaged")
        case .stateUnreadable:
            FindingText(
                .error, "the stored licenses cannot be read: {reason}",
                "import the license file again")
        case .stateNewer:
            FindingText(
                .error, "the stored licenses were written by a newer release",
                "use the newer release again, or import the license file again with this one")
        case .stateForOtherKeys:
            FindingText(
                .warning, "the stored licenses belong to another set of root keys than this product file's",
                "if the vendor announced new root keys, import a license file that brings them; else find out who changed the product file"
            )
        case .stateForOtherProduct:
            FindingText(
                .error, "the stored licenses are for {found}, and this is {expected}",
                "name the folder or table that belongs to {expected}; nothing was changed")
        case .requestNotPossible:
            FindingText(
                .error, "the activation request cannot be written: {reason}",
                "name up to 64 different URLs, without wildcards")
        case .stateNotWritten:
            FindingText(
                .warning, "what was seen just now could not be stored: {reason}",
                "let the software write its state: free space, or the owner and mode of its folder")
        case .historyUnreadable:
            FindingText(
                .warning, "the stored history is damaged: revocation lists, receipts and past imports in it are lost",
                "nothing to do: the licenses are whole, and the vendor's next file brings the lists again")
        case .nothingInstalled:
            FindingText(
                .error, "no license is installed",
                "make an activation request, send it to {vendor}, and import the file that comes back")
        case .damaged:
            FindingText(
                .error, "this is not a license file any more: {reason}",
                "get the file again and carry it as an attachment or on a stick, not pasted into a message")
        case .altered:
            FindingText(
                .error, "the {document} does not match its signature: it was edited, or changed on its way",
                "import the file as {signer} sent it; an edited license can never be valid")
        case .unknownSigner:
            FindingText(
                .error, "the {document} is signed by {signer}, which this plugin does not know",
                "check that the file is for this product; if it is, ask the vendor for a file with the newer keyring, or update the plugin"
            )
        case .unknownKey:
            FindingText(
                .error,
                "the {document} is signed by {signer}, a key of the vendor's that is not known here: it may be newer than this plugin",
                "ask the vendor for a file that brings the newer keyring along, or update the plugin")
        case .wrongDocument:
            FindingText(
                .error, "this is {document}, not a license file",
                "import the file that the vendor sent back in answer to the activation request")
        case .newerDocument:
            FindingText(
                .warning, "the file holds a genuine {document} that this release cannot read",
                "update the plugin, then import the file again")
        case .wrongRole:
            FindingText(
                .error, "{signer} may not sign a {document}",
                "tell the vendor: the file was signed with the wrong key")
        case .keyNotValidThen:
            FindingText(
                .error, "the {document} was issued on {issued}, when {signer} was not in use",
                "ask the vendor for one that is signed with a current key")
        case .keyCompromised:
            FindingText(
                .error, "{signer} was reported stolen, so what it signed no longer counts by itself",
                "ask the vendor for a fresh license file")
        case .proofMissing:
            FindingText(
                .error, "the license comes without the proof from the vendor's log that this product demands",
                "ask the vendor for a license file with its log proof")
        case .tooFewSignatures:
            FindingText(
                .error, "the keyring carries {found} of the {needed} root signatures that it needs",
                "ask the vendor for the complete license file")
        case .weakKey:
            FindingText(
                .error, "the keyring names {signer}, whose public key is not a proper one",
                "tell the vendor: a signature by such a key proves nothing")
        case .otherVendor:
            FindingText(
                .error, "the license is from {found}, and this product is {expected}'s",
                "import the license that {expected} issued for this product")
        case .otherProduct:
            FindingText(
                .error, "the license is for {found}, and this is {expected}",
                "import this file where {found} is installed, and get one for {expected}")
        case .otherInstallation:
            FindingText(
                .error, "the {document} is for installation {licensed}, and this is {found}",
                "make an activation request here and send it to the vendor: each installation has a license of its own")
        case .otherURL:
            FindingText(
                .error, "the license is for {licensed}, and this site is {found}: the {part} differs",
                "correct the configured URL, or send an activation request with the new one to the vendor")
        case .urlNotConfigured:
            FindingText(
                .error, "this site's URL is not configured yet: it is {found}, and the license is for {licensed}",
                "set the URL in the host application's general settings")
        case .urlUnreadable:
            FindingText(
                .error, "this site's URL {found} cannot be used: {reason}",
                "correct the URL in the host application's general settings")
        case .urlTrimmed:
            FindingText(
                .notice, "this site's URL is configured with a query or a fragment, and counts as {found}",
                "shorten the URL in the host application's general settings")
        case .mismatchTolerated:
            FindingText(
                .warning, "the license is for {licensed}, and this is {found}; everything works until {until}",
                "before {until}, make an activation request here and send it to the vendor")
        case .versionNotCovered:
            FindingText(
                .error, "this release is {found}, and the license covers {covered}",
                "ask the vendor for a license that covers {found}, or install a covered release")
        case .versionUnreadable:
            FindingText(
                .error, "this release calls itself {found}, which is not a version, and the license covers {covered}",
                "install a release of the vendor's: their versions are numbers with dots")
        case .hostNotCovered:
            FindingText(
                .error, "the host application is {found}, and the license covers {covered}",
                "use a covered release of the host application, or ask the vendor for a license that covers yours")
        case .maintenanceEnded:
            FindingText(
                .error, "this release was built on {built}, and maintenance ended on {until}",
                "renew the maintenance, or install the last release from before its end: it stays licensed for ever")
        case .copySuspected:
            FindingText(
                .notice,
                "this may be a copy of another installation: since the last activation request, these changed: {facts}",
                "if the software was moved or its server rebuilt, send the vendor a new activation request; nothing is taken away"
            )
        case .notYetValid:
            FindingText(
                .error, "the license starts on {starts}",
                "nothing to do: it starts by itself; check the server's clock if that day is past")
        case .expiresSoon:
            FindingText(
                .warning, "the license ends on {expires}; days left: {days}",
                "ask the vendor for a renewal; it can be imported at once and begins when this one ends")
        case .inGrace:
            FindingText(
                .warning, "the license ended on {expires}; everything works until {until}",
                "import a renewal before {until}")
        case .expired:
            FindingText(
                .error, "the license ended on {expires}",
                "import a renewal; all data are kept")
        case .revoked:
            FindingText(
                .error, "the vendor took the license back, which is known here since {since}: {reason}",
                "ask the vendor for the reason, or for another license; all data are kept")
        case .trialRunning:
            FindingText(
                .notice, "this is a trial until {until}; days left: {days}",
                "to go on after that, make an activation request and send it to {vendor}")
        case .trialEnded:
            FindingText(
                .error, "the trial ended on {until}",
                "make an activation request, send it to {vendor}, and import the file that comes back")
        case .clockBehind:
            FindingText(
                .warning, "the clock says {clock}, and {floor} was seen here already; time counts on from there",
                "set the server's clock; if {floor} was wrong, ask the vendor for a clock repair")
        case .clockAhead:
            FindingText(
                .notice, "the clock went from {floor} to {clock} at once",
                "correct the server's clock if it is wrong: after three days it is believed")
        case .clockContradicted:
            FindingText(
                .warning, "the clock says {clock}, and the host application recorded something on {evidence}",
                "set the server's clock")
        case .featureNotLicensed:
            FindingText(
                .error, "the feature {feature} is not in this license",
                "ask the vendor for a license with {feature}")
        case .featureNeedsVersion:
            FindingText(
                .error, "the feature {feature} is in a license that covers {covered}, and this release is {found}",
                "install a covered release, or ask the vendor for a license that covers {found}")
        case .repaired:
            FindingText(
                .notice, "the file was changed on its way and could be repaired: {repairs}",
                "nothing to do: the signature proves that the repaired file is the vendor's")
        case .alreadyInstalled:
            FindingText(.notice, "the {document} is installed already", "nothing to do: it stays installed")
        case .sameIDOtherText:
            FindingText(
                .warning, "another license with the number {license} is installed already, and stays",
                "ask the vendor for a license with a number of its own")
        case .olderKeyring:
            FindingText(
                .notice, "the file brings keyring {found}, and keyring {held} is here already",
                "nothing to do: the newer one stays")
        case .olderRevocations:
            FindingText(
                .notice, "the file brings revocation list {found}, and list {held} is here already",
                "nothing to do: the newer one stays")
        case .proofNotUsed:
            FindingText(
                .notice, "the file brings a log proof, which this release does not use and does not keep",
                "nothing to do: keep the file, a later release may ask for it")
        case .stateFull:
            FindingText(
                .error, "{count} documents of this kind are installed, and no more fit",
                "ask the vendor for one license in place of several")
        case .clockRepaired:
            FindingText(
                .notice, "time counts from {issued} again, and not from {floor}",
                "nothing to do: keep the server's clock right")
        case .clockRepairUsed:
            FindingText(
                .notice, "this clock repair of {issued} was used already, or a later one was",
                "if the clock is still wrong, ask the vendor for a new one")
        case .givenBack:
            FindingText(
                .warning, "the license {license} was given back on {date}",
                "ask the vendor for another license: one that was given back does not return")
        case .licenseNotInstalled:
            FindingText(
                .error, "no license {license} is installed",
                "see the numbers of the installed ones: latchkey status")
        }
    }
}
