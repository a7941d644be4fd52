// What is wrong with a document.
extension FindingText {
    static var damaged: FindingText {
        FindingText(
            .error,
            english: (
                "this is not a license file any more: {reason}",
                "get the file again and carry it as an attachment or on a stick, not pasted into a message"
            ),
            french: (
                "ce n’est plus un fichier de licence\u{A0}: {reason}",
                "procurez-vous de nouveau le fichier et transportez-le en pièce jointe ou sur une clé USB, sans le coller dans un message"
            ))
    }

    static var altered: FindingText {
        FindingText(
            .error,
            english: (
                "the {document} does not match its signature: it was edited, or changed on its way",
                "import the file as {signer} sent it; an edited document can never be valid"
            ),
            french: (
                "{document} ne correspond pas à sa signature\u{A0}: son contenu a été modifié, à la main ou pendant le transfert",
                "importez le fichier tel que {signer} l’a envoyé\u{A0}; un document modifié ne sera jamais valable"
            ))
    }

    static var unknownSigner: FindingText {
        FindingText(
            .error,
            english: (
                "the {document} is signed by {signer}, which this plugin does not know",
                "check that the file is for this product; if it is, ask the vendor for a file with the newer keyring, or update the plugin"
            ),
            french: (
                "{document} porte la signature de {signer}, que ce plugin ne connaît pas",
                "vérifiez que le fichier est destiné à ce produit\u{A0}; si c’est le cas, demandez à l’éditeur un fichier contenant le trousseau de clés plus récent, ou mettez le plugin à jour"
            ))
    }

    static var unknownKey: FindingText {
        FindingText(
            .error,
            english: (
                "the {document} is signed by {signer}, a key of the vendor's that is not known here: it may be newer than this plugin",
                "ask the vendor for a file that brings the newer keyring along, or update the plugin"
            ),
            french: (
                "{document} porte la signature de {signer}, une clé de l’éditeur qui n’est pas connue ici\u{A0}: elle est peut-être plus récente que ce plugin",
                "demandez à l’éditeur un fichier qui apporte le trousseau de clés plus récent, ou mettez le plugin à jour"
            ))
    }

    static var wrongDocument: FindingText {
        FindingText(
            .error,
            english: (
                "this is {document}, not a license file",
                "import the file that the vendor sent back in answer to the activation request"
            ),
            french: (
                "ceci est {document}, et non un fichier de licence",
                "importez le fichier que l’éditeur a renvoyé en réponse à la demande d’activation"
            ))
    }

    static var newerDocument: FindingText {
        FindingText(
            .warning,
            english: (
                "the file holds a genuine {document} that this release cannot read",
                "update the plugin, then import the file again"
            ),
            french: (
                "le fichier contient un document authentique que cette version ne sait pas lire\u{A0}: {document}",
                "mettez le plugin à jour, puis réimportez le fichier"
            ))
    }

    static var wrongRole: FindingText {
        FindingText(
            .error,
            english: (
                "{signer} may not sign {document}",
                "tell the vendor: the file was signed with the wrong key"
            ),
            french: (
                "{signer} n’a pas le droit de signer {document}",
                "prévenez l’éditeur\u{A0}: le fichier a été signé avec la mauvaise clé"
            ))
    }

    static var keyNotValidThen: FindingText {
        FindingText(
            .error,
            english: (
                "the {document} was issued on {issued}, when {signer} was not in use",
                "ask the vendor for one that is signed with a current key"
            ),
            french: (
                "{document} date du {issued}, où {signer} n’était pas en service",
                "demandez à l’éditeur un fichier signé avec une clé en vigueur"
            ))
    }

    static var keyCompromised: FindingText {
        FindingText(
            .error,
            english: (
                "{signer} was reported stolen, so what it signed no longer counts",
                "ask the vendor for a fresh license file"
            ),
            french: (
                "le vol de la clé {signer} a été signalé\u{A0}: ce qu’elle a signé ne compte plus",
                "demandez à l’éditeur un nouveau fichier de licence"
            ))
    }

    static var proofMissing: FindingText {
        FindingText(
            .error,
            english: (
                "the license comes without the proof from the vendor's log that this product demands",
                "ask the vendor for a license file with its log proof"
            ),
            french: (
                "la licence n’est pas accompagnée de la preuve d’inscription au journal de l’éditeur, que ce produit exige",
                "demandez à l’éditeur un fichier de licence avec sa preuve d’inscription au journal"
            ))
    }

    static var tooFewSignatures: FindingText {
        FindingText(
            .error,
            english: (
                "the keyring carries {found} of the {needed} root signatures that it needs",
                "ask the vendor for the complete license file"
            ),
            french: (
                "sur les {needed} signatures racines nécessaires, le trousseau de clés en porte {found}",
                "demandez à l’éditeur le fichier de licence complet"
            ))
    }

    static var weakKey: FindingText {
        FindingText(
            .error,
            english: (
                "the keyring names {signer}, whose public key is not a valid one",
                "tell the vendor: a signature by such a key proves nothing"
            ),
            french: (
                "le trousseau de clés contient {signer}, dont la clé publique n’est pas valable",
                "prévenez l’éditeur\u{A0}: une signature faite avec une telle clé ne prouve rien"
            ))
    }
}
