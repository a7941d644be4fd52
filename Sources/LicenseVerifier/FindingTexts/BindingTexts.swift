// Where a license does not apply.
extension FindingText {
    static var otherVendor: FindingText {
        FindingText(
            .error,
            english: (
                "the license is from {found}, and this product is {expected}'s",
                "import the license that {expected} issued for this product"
            ),
            french: (
                "la licence vient de {found}, et ce produit est celui de {expected}",
                "importez la licence que {expected} a émise pour ce produit"
            ))
    }

    static var otherProduct: FindingText {
        FindingText(
            .error,
            english: (
                "the license is for {found}, and this is {expected}",
                "import this file where {found} is installed, and get one for {expected}"
            ),
            french: (
                "la licence est destinée à {found}, et le produit est ici {expected}",
                "importez ce fichier là où {found} est installé, et procurez-vous-en un pour {expected}"
            ))
    }

    static var otherInstallation: FindingText {
        FindingText(
            .error,
            english: (
                "the {document} is for installation {licensed}, and this is {found}",
                "make an activation request here and send it to the vendor: each installation has a license of its own"
            ),
            french: (
                "l’installation prévue est {licensed}, et celle-ci est {found}\u{A0}: {document} n’est pas pour elle",
                "créez ici une demande d’activation et envoyez-la à l’éditeur\u{A0}: chaque installation a sa propre licence"
            ))
    }

    static var otherURL: FindingText {
        FindingText(
            .error,
            english: (
                "the license is for {licensed}, and this site is {found}: the {part} differs",
                "correct the configured URL, or send an activation request with the new one to the vendor"
            ),
            french: (
                "la licence est destinée à {licensed}, et ce site est {found}\u{A0}: la différence porte sur {part}",
                "corrigez l’URL configurée, ou envoyez à l’éditeur une demande d’activation avec la nouvelle"
            ))
    }

    static var urlNotConfigured: FindingText {
        FindingText(
            .error,
            english: (
                "this site's URL is not configured yet: it is {found}, and the license is for {licensed}",
                "set the URL in the host application's general settings"
            ),
            french: (
                "l’URL de ce site n’est pas encore configurée\u{A0}: sa valeur est {found}, et la licence est destinée à {licensed}",
                "définissez l’URL dans la configuration générale de l’application hôte"
            ))
    }

    static var urlUnreadable: FindingText {
        FindingText(
            .error,
            english: (
                "this site's URL {found} cannot be used: {reason}",
                "correct the URL in the host application's general settings"
            ),
            french: (
                "l’URL {found} de ce site est inutilisable\u{A0}: {reason}",
                "corrigez l’URL dans la configuration générale de l’application hôte"
            ))
    }

    static var urlTrimmed: FindingText {
        FindingText(
            .notice,
            english: (
                "this site's URL is configured with a query or a fragment, and counts as {found}",
                "shorten the URL in the host application's general settings"
            ),
            french: (
                "l’URL configurée pour ce site contient une requête ou un fragment\u{A0}; elle est prise en compte comme {found}",
                "raccourcissez l’URL dans la configuration générale de l’application hôte"
            ))
    }

    static var mismatchTolerated: FindingText {
        FindingText(
            .warning,
            english: (
                "the license is for {licensed}, and this is {found}; everything works until {until}",
                "by {until}, make an activation request here and send it to the vendor"
            ),
            french: (
                "la licence est destinée à {licensed}, et ceci est {found}\u{A0}; tout fonctionne jusqu’au {until} inclus",
                "au plus tard le {until}, créez ici une demande d’activation et envoyez-la à l’éditeur"
            ))
    }

    static var versionNotCovered: FindingText {
        FindingText(
            .error,
            english: (
                "this release is {found}, and the license covers {covered}",
                "ask the vendor for a license that covers {found}, or install a covered release"
            ),
            french: (
                "la version installée est {found}, et la licence couvre {covered}",
                "demandez à l’éditeur une licence qui couvre {found}, ou installez une version couverte"
            ))
    }

    static var versionUnreadable: FindingText {
        FindingText(
            .error,
            english: (
                "this release calls itself {found}, which is not a version, and the license covers {covered}",
                "install a release of the vendor's: their versions are numbers with dots"
            ),
            french: (
                "la version installée s’appelle {found}, ce qui n’est pas un numéro de version, et la licence couvre {covered}",
                "installez une version publiée par l’éditeur\u{A0}: ses numéros de version sont des nombres séparés par des points"
            ))
    }

    static var hostNotCovered: FindingText {
        FindingText(
            .error,
            english: (
                "the host application is {found}, and the license covers {covered}",
                "use a covered release of the host application, or ask the vendor for a license that covers yours"
            ),
            french: (
                "l’application hôte est {found}, et la licence couvre {covered}",
                "utilisez une version couverte de l’application hôte, ou demandez à l’éditeur une licence qui couvre la vôtre"
            ))
    }

    static var maintenanceEnded: FindingText {
        FindingText(
            .error,
            english: (
                "this release was built on {built}, and maintenance ended on {until}",
                "renew the maintenance, or install the last release from before its end: that release stays licensed for ever"
            ),
            french: (
                "cette version date du {built}, et la maintenance a pris fin le {until}",
                "renouvelez la maintenance, ou installez la dernière version parue avant sa fin\u{A0}: elle reste couverte sans limite de durée"
            ))
    }

    static var copySuspected: FindingText {
        FindingText(
            .notice,
            english: (
                "this may be a copy of another installation; changed since the last activation request: {facts}",
                "if the software was moved or its server rebuilt, send the vendor a new activation request; nothing is taken away"
            ),
            french: (
                "ceci est peut-être une copie d’une autre installation\u{A0}; ce qui a changé depuis la dernière demande d’activation\u{A0}: {facts}",
                "si le logiciel a été déplacé ou son serveur reconstruit, envoyez à l’éditeur une nouvelle demande d’activation\u{A0}; aucun droit n’est retiré"
            ))
    }
}
