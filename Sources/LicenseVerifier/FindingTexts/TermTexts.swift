// When a license does not apply, what is wrong with the time, and what a license does not grant.
extension FindingText {
    static var notYetValid: FindingText {
        FindingText(
            .error,
            english: (
                "the license starts on {starts}",
                "nothing to do: it starts by itself; check the server's clock if that day is past"
            ),
            french: (
                "la licence commence le {starts}",
                "rien, elle prendra effet d’elle-même\u{A0}; vérifiez l’horloge du serveur si cette date est passée"
            ))
    }

    static var expiresSoon: FindingText {
        FindingText(
            .warning,
            english: (
                "the license ends on {expires}; days left: {days}",
                "ask the vendor for a renewal; it can be imported at once and begins when this one ends"
            ),
            french: (
                "la licence prend fin le {expires}\u{A0}; jours restants\u{A0}: {days}",
                "demandez un renouvellement à l’éditeur\u{A0}; il peut être importé dès maintenant et prendra le relais à la fin de celle-ci"
            ))
    }

    static var inGrace: FindingText {
        FindingText(
            .warning,
            english: (
                "the license ended on {expires}; everything works until {until}",
                "import a renewal by {until}"
            ),
            french: (
                "la licence a pris fin le {expires}\u{A0}; tout fonctionne jusqu’au {until} inclus",
                "importez un renouvellement au plus tard le {until}"
            ))
    }

    static var expired: FindingText {
        FindingText(
            .error,
            english: (
                "the license ended on {expires}",
                "import a renewal; all data are kept"
            ),
            french: (
                "la licence a pris fin le {expires}",
                "importez un renouvellement\u{A0}; toutes les données sont conservées"
            ))
    }

    static var revoked: FindingText {
        FindingText(
            .error,
            english: (
                "the vendor revoked the license, which has been known here since {since}; reason: {reason}",
                "ask the vendor for the reason, or for another license; all data are kept"
            ),
            french: (
                "l’éditeur a révoqué la licence, ce qui est connu ici depuis le {since}\u{A0}; motif\u{A0}: {reason}",
                "demandez à l’éditeur des explications, ou une autre licence\u{A0}; toutes les données sont conservées"
            ))
    }

    static var trialRunning: FindingText {
        FindingText(
            .notice,
            english: (
                "this is a trial until {until}; days left: {days}",
                "to go on after that, make an activation request and send it to {vendor}"
            ),
            french: (
                "période d’essai jusqu’au {until} inclus\u{A0}; jours restants\u{A0}: {days}",
                "pour continuer ensuite, créez une demande d’activation et envoyez-la à {vendor}"
            ))
    }

    static var trialEnded: FindingText {
        FindingText(
            .error,
            english: (
                "the trial ended on {until}",
                "make an activation request, send it to {vendor}, and import the file that comes back"
            ),
            french: (
                "la période d’essai a pris fin le {until}",
                "créez une demande d’activation, envoyez-la à {vendor}, puis importez le fichier reçu en retour"
            ))
    }

    static var clockBehind: FindingText {
        FindingText(
            .warning,
            english: (
                "the clock says {clock}, but it was already {floor} here; time is counted from there",
                "set the server's clock; if {floor} was wrong, ask the vendor for a clock repair"
            ),
            french: (
                "l’horloge indique {clock}, alors que {floor} a déjà été constaté ici\u{A0}; le temps est compté à partir de là",
                "réglez l’horloge du serveur\u{A0}; si {floor} était faux, demandez à l’éditeur une correction d’horloge"
            ))
    }

    static var clockAhead: FindingText {
        FindingText(
            .warning,
            english: (
                "the clock went from {floor} to {clock} at once, and by it the term is over",
                "if the clock is wrong, correct it, and everything is as before; after three days it is believed"
            ),
            french: (
                "l’horloge est passée d’un seul coup de {floor} à {clock}, et selon elle la période est terminée",
                "si l’horloge est fausse, corrigez-la, et tout redevient comme avant\u{A0}; au bout de trois jours, elle est tenue pour juste"
            ))
    }

    static var clockContradicted: FindingText {
        FindingText(
            .warning,
            english: (
                "the clock says {clock}, but the host application recorded something on {evidence}",
                "set the server's clock"
            ),
            french: (
                "l’horloge indique {clock}, et l’application hôte a enregistré un événement en date du {evidence}",
                "réglez l’horloge du serveur"
            ))
    }

    static var featureNotLicensed: FindingText {
        FindingText(
            .error,
            english: (
                "the feature {feature} is not in this license",
                "ask the vendor for a license with {feature}"
            ),
            french: (
                "la fonctionnalité {feature} n’est pas comprise dans cette licence",
                "demandez à l’éditeur une licence qui comprend {feature}"
            ))
    }

    static var featureNeedsVersion: FindingText {
        FindingText(
            .error,
            english: (
                "the feature {feature} is in a license that covers {covered}, and this release is {found}",
                "install a covered release, or ask the vendor for a license that covers {found}"
            ),
            french: (
                "la fonctionnalité {feature} figure dans une licence qui couvre {covered}, et la version installée est {found}",
                "installez une version couverte, ou demandez à l’éditeur une licence qui couvre {found}"
            ))
    }
}
