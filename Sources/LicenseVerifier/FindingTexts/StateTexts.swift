// What stands in the way of an answer, and what is installed.
extension FindingText {
    static var productFileUnreadable: FindingText {
        FindingText(
            .error,
            english: (
                "the product file cannot be used: {reason}",
                "install the plugin again: its latchkey.product is missing or damaged"
            ),
            french: (
                "le fichier produit est inutilisable\u{A0}: {reason}",
                "réinstallez le plugin\u{A0}: son fichier latchkey.product est absent ou endommagé"
            ))
    }

    static var stateUnreadable: FindingText {
        FindingText(
            .error,
            english: (
                "the stored licenses cannot be read: {reason}",
                "import the license file again"
            ),
            french: (
                "les licences enregistrées sont illisibles\u{A0}: {reason}",
                "réimportez le fichier de licence"
            ))
    }

    static var stateNewer: FindingText {
        FindingText(
            .error,
            english: (
                "the stored licenses were written by a newer release",
                "use the newer release again, or import the license file again with this one"
            ),
            french: (
                "les licences enregistrées ont été écrites par une version plus récente",
                "revenez à la version plus récente, ou réimportez le fichier de licence avec celle-ci"
            ))
    }

    static var stateForOtherKeys: FindingText {
        FindingText(
            .warning,
            english: (
                "the stored licenses belong to another set of root keys than this product file's",
                "if the vendor announced new root keys, import a license file that brings them; else find out who changed the product file"
            ),
            french: (
                "les licences enregistrées relèvent d’autres clés racines que celles de ce fichier produit",
                "si l’éditeur a annoncé de nouvelles clés racines, importez un fichier de licence qui les apporte\u{A0}; sinon, cherchez qui a modifié le fichier produit"
            ))
    }

    static var stateForOtherProduct: FindingText {
        FindingText(
            .error,
            english: (
                "the stored licenses are for {found}, and this is {expected}",
                "name the folder or table that belongs to {expected}; nothing was changed"
            ),
            french: (
                "les licences enregistrées sont celles de {found}, et le produit est ici {expected}",
                "indiquez le dossier ou la table qui appartient à {expected}\u{A0}; rien n’a été modifié"
            ))
    }

    static var requestNotPossible: FindingText {
        FindingText(
            .error,
            english: (
                "the activation request cannot be written: {reason}",
                "name up to 64 different URLs, without wildcards"
            ),
            french: (
                "la demande d’activation ne peut pas être rédigée\u{A0}: {reason}",
                "indiquez au plus 64 URL différentes, sans caractère générique"
            ))
    }

    static var stateNotWritten: FindingText {
        FindingText(
            .warning,
            english: (
                "what was seen just now could not be stored: {reason}",
                "let the software write its state: make room on the disk, or correct the owner and mode of its folder"
            ),
            french: (
                "ce qui vient d’être constaté n’a pas pu être enregistré\u{A0}: {reason}",
                "permettez au logiciel d’écrire son état\u{A0}: libérez de l’espace, ou corrigez le propriétaire et les droits de son dossier"
            ))
    }

    static var historyUnreadable: FindingText {
        FindingText(
            .warning,
            english: (
                "the stored history is damaged: revocation lists, receipts and past imports in it are lost",
                "nothing to do: the licenses are whole, and the vendor's next file brings the lists again"
            ),
            french: (
                "l’historique enregistré est endommagé\u{A0}: les listes de révocation, les reçus et les imports passés qu’il contenait sont perdus",
                "rien, les licences sont intactes et le prochain fichier de l’éditeur apportera de nouveau les listes"
            ))
    }

    static var nothingInstalled: FindingText {
        FindingText(
            .error,
            english: (
                "no license is installed",
                "make an activation request, send it to {vendor}, and import the file that comes back"
            ),
            french: (
                "aucune licence n’est installée",
                "créez une demande d’activation, envoyez-la à {vendor}, puis importez le fichier reçu en retour"
            ))
    }
}
