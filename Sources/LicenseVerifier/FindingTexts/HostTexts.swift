// What stands between the software and the verifier.
extension FindingText {
    static var contextUnreadable: FindingText {
        FindingText(
            .error,
            english: (
                "what the software told the verifier cannot be read: {reason}",
                "this is a fault of the software, not of your license: report it to whoever makes it"
            ),
            french: (
                "ce que le logiciel a transmis au vérificateur est illisible\u{A0}: {reason}",
                "c’est un défaut du logiciel, non de votre licence\u{A0}: signalez-le à son éditeur"
            ))
    }

    static var verifierMissing: FindingText {
        FindingText(
            .warning,
            english: (
                "the verifier is not there: {path}",
                "install the plugin again, all files of it, or the PHP extension latchkey"
            ),
            french: (
                "le vérificateur est introuvable\u{A0}: {path}",
                "réinstallez le plugin avec tous ses fichiers, ou l’extension PHP latchkey"
            ))
    }

    static var verifierNotExecutable: FindingText {
        FindingText(
            .warning,
            english: (
                "the verifier may not be executed: {path}",
                "run 'chmod 755' on it, and move it if its disk is mounted with 'noexec'; or install the PHP extension latchkey"
            ),
            french: (
                "le vérificateur n’a pas le droit d’être exécuté\u{A0}: {path}",
                "appliquez-lui «\u{A0}chmod 755\u{A0}» et déplacez-le si son disque est monté avec «\u{A0}noexec\u{A0}»\u{A0}; ou installez l’extension PHP latchkey"
            ))
    }

    static var verifierNotStarted: FindingText {
        FindingText(
            .warning,
            english: (
                "PHP cannot start the verifier: {reason}",
                "take proc_open out of disable_functions, or install the PHP extension latchkey"
            ),
            french: (
                "PHP ne peut pas lancer le vérificateur\u{A0}: {reason}",
                "retirez proc_open de disable_functions, ou installez l’extension PHP latchkey"
            ))
    }

    static var verifierEnded: FindingText {
        FindingText(
            .warning,
            english: (
                "the verifier ended before it answered: {reason}",
                "see the server's log for who ended it; install the plugin again if it never works"
            ),
            french: (
                "le vérificateur s’est arrêté avant de répondre\u{A0}: {reason}",
                "cherchez dans le journal du serveur qui l’a arrêté\u{A0}; réinstallez le plugin s’il ne fonctionne jamais"
            ))
    }

    static var verifierTooSlow: FindingText {
        FindingText(
            .warning,
            english: (
                "the verifier did not answer within {limit}",
                "see what keeps the server busy; the PHP extension latchkey needs no second process"
            ),
            french: (
                "le vérificateur n’a pas répondu dans le délai de {limit}",
                "cherchez ce qui occupe le serveur\u{A0}; l’extension PHP latchkey se passe de second processus"
            ))
    }

    static var verifierGarbled: FindingText {
        FindingText(
            .warning,
            english: (
                "the verifier's answer cannot be read: {reason}",
                "install the plugin again: its parts are of different releases, or one of them is damaged"
            ),
            french: (
                "la réponse du vérificateur est illisible\u{A0}: {reason}",
                "réinstallez le plugin\u{A0}: ses composants sont de versions différentes, ou l’un d’eux est endommagé"
            ))
    }

    static var extensionUnsuitable: FindingText {
        FindingText(
            .notice,
            english: (
                "the PHP extension latchkey is of another release than this plugin needs: {found}, needed is {expected}",
                "nothing has to be done: the verifier that the plugin brings is used; update the extension to gain speed"
            ),
            french: (
                "l’extension PHP latchkey n’est pas de la version requise par ce plugin\u{A0}: {found}, attendu {expected}",
                "rien n’est à faire\u{A0}: le vérificateur fourni avec le plugin est utilisé\u{A0}; mettez l’extension à jour pour gagner en vitesse"
            ))
    }

    static var verdictKept: FindingText {
        FindingText(
            .warning,
            english: (
                "the verifier cannot be asked now; this is its answer of {time}",
                "mend what is named beside this before {until}: from then on the software runs unlicensed"
            ),
            french: (
                "le vérificateur est injoignable pour l’instant\u{A0}; ceci est sa réponse du {time}",
                "remédiez à ce qui est signalé à côté avant le {until}\u{A0}: ensuite, le logiciel fonctionnera sans licence"
            ))
    }

    static var cannotVerify: FindingText {
        FindingText(
            .error,
            english: (
                "the licenses cannot be verified, so the software runs unlicensed",
                "mend what is named beside this; nothing is wrong with the licenses themselves"
            ),
            french: (
                "les licences ne peuvent pas être vérifiées\u{A0}: le logiciel fonctionne donc sans licence",
                "remédiez à ce qui est signalé à côté\u{A0}; les licences elles-mêmes ne sont pas en cause"
            ))
    }
}
