// What an import did, and what a return could not do.
extension FindingText {
    static var repaired: FindingText {
        FindingText(
            .notice,
            english: (
                "the file was changed on its way and could be repaired: {repairs}",
                "nothing to do: the signature proves that the repaired file is the vendor's"
            ),
            french: (
                "le fichier a été modifié pendant le transfert et a pu être réparé\u{A0}: {repairs}",
                "rien, la signature prouve que le fichier réparé est bien celui de l’éditeur"
            ))
    }

    static var alreadyInstalled: FindingText {
        FindingText(
            .notice,
            english: (
                "the {document} is installed already",
                "nothing to do: it stays installed"
            ),
            french: (
                "{document} est déjà en place",
                "rien, tout reste en place"
            ))
    }

    static var sameIDOtherText: FindingText {
        FindingText(
            .warning,
            english: (
                "another license with the number {license} is installed already, and stays",
                "ask the vendor for a license with a number of its own"
            ),
            french: (
                "une autre licence portant le numéro {license} est déjà installée, et le reste",
                "demandez à l’éditeur une licence portant un numéro qui lui est propre"
            ))
    }

    static var olderKeyring: FindingText {
        FindingText(
            .notice,
            english: (
                "the file brings keyring {found}, and keyring {held} is here already",
                "nothing to do: the newer one stays"
            ),
            french: (
                "le fichier apporte le trousseau de clés {found}, et le trousseau {held} est déjà en place",
                "rien, le plus récent est conservé"
            ))
    }

    static var olderRevocations: FindingText {
        FindingText(
            .notice,
            english: (
                "the file brings revocation list {found}, and list {held} is here already",
                "nothing to do: the newer one stays"
            ),
            french: (
                "le fichier apporte la liste de révocation {found}, et la liste {held} est déjà en place",
                "rien, la plus récente est conservée"
            ))
    }

    static var proofNotUsed: FindingText {
        FindingText(
            .notice,
            english: (
                "the file brings a log proof that is of no use here: {reason}",
                "nothing to do: what is installed does not need it"
            ),
            french: (
                "le fichier apporte une preuve d’inscription au journal qui n’a pas d’utilité ici\u{A0}: {reason}",
                "rien, ce qui est installé n’en a pas besoin"
            ))
    }

    static var stateFull: FindingText {
        FindingText(
            .error,
            english: (
                "{count} documents of this kind are installed, and no more fit",
                "ask the vendor for one license in place of several"
            ),
            french: (
                "{count} documents de ce genre sont installés, et il n’y a plus de place",
                "demandez à l’éditeur une seule licence qui en remplace plusieurs"
            ))
    }

    static var clockRepaired: FindingText {
        FindingText(
            .notice,
            english: (
                "time counts from {issued} again, and not from {floor}",
                "nothing to do: keep the server's clock right"
            ),
            french: (
                "le temps est de nouveau compté à partir du {issued}, et non du {floor}",
                "rien, veillez seulement à ce que l’horloge du serveur reste à l’heure"
            ))
    }

    static var clockRepairUsed: FindingText {
        FindingText(
            .notice,
            english: (
                "this clock repair of {issued} was used already, or a later one was",
                "if the clock is still wrong, ask the vendor for a new one"
            ),
            french: (
                "cette correction d’horloge du {issued} a déjà été utilisée, ou une plus récente l’a été",
                "si l’horloge est toujours fausse, demandez une nouvelle correction à l’éditeur"
            ))
    }

    static var givenBack: FindingText {
        FindingText(
            .warning,
            english: (
                "the license {license} was given back on {date}",
                "ask the vendor for another license: one that was given back does not return"
            ),
            french: (
                "la licence {license} a été restituée le {date}",
                "demandez une autre licence à l’éditeur\u{A0}: une licence restituée ne revient pas"
            ))
    }

    static var licenseNotInstalled: FindingText {
        FindingText(
            .error,
            english: (
                "no license {license} is installed",
                "see the numbers of the installed ones: latchkey status"
            ),
            french: (
                "la licence {license} n’est pas installée",
                "consultez les numéros des licences installées\u{A0}: latchkey status"
            ))
    }
}
