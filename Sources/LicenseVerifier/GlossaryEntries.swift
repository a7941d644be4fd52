extension Glossary {
    /// Kinds of documents, as names and as phrases.
    static let documents: Table = """
        license = la licence
        activation request = la demande d’activation
        keyring = le trousseau de clés
        revocation list = la liste de révocation
        clock repair = la correction d’horloge
        return receipt = le reçu de restitution
        product file = le fichier produit
        state = l’état de l’installation
        support bundle = le dossier d’assistance
        log proof = la preuve d’inscription au journal
        newer document = un document plus récent
        unknown document = un document inconnu
        a license = une licence
        an activation request = une demande d’activation
        a keyring = un trousseau de clés
        a revocation list = une liste de révocation
        a clock repair = une correction d’horloge
        a return receipt = un reçu de restitution
        a product file = un fichier produit
        an installation's state = l’état d’une installation
        a support bundle = un dossier d’assistance
        a log proof = une preuve d’inscription au journal
        a newer document = un document plus récent
        another kind of document = un document d’un autre genre
        a checkpoint of another log = un point de contrôle d’un autre journal
        """

    /// Parts of a URL.
    static let parts: Table = """
        host = l’hôte
        port = le port
        path = le chemin
        """

    /// What was undone to read a file.
    static let repairs: Table = """
        UTF-16 = encodage UTF-16
        byte order mark = marque d’ordre des octets
        line endings = fins de ligne
        blanks = espaces
        quote marks = marques de citation
        text around it = texte autour du document
        blanks at line ends = espaces en fin de ligne
        dashes = tirets
        broken lines = lignes coupées
        curly quotes = guillemets courbes
        angle brackets = chevrons
        """

    /// A range of releases that is a word.
    static let ranges: Table = """
        any = n’importe quelle version
        """

    /// What stands for a value that nobody gave.
    static let absences: Table = """
        empty = vide
        unknown = inconnue
        """

    /// Fixed sentences.
    static let reasons: [Table] = [
        // About a call of the library.
        """
        a null pointer has a length = un pointeur nul a une longueur
        it is larger than {} bytes = la taille dépasse {} octets
        the installation's seed is missing or not 32 bytes long \
        = la graine de l’installation est absente ou ne compte pas 32 octets
        the nonce is not 16 bytes long = le nonce ne compte pas 16 octets
        the license's number is not one = le numéro de licence n’en est pas un
        a support bundle asks about {} features at most = un dossier d’assistance porte sur {} fonctionnalités au plus
        the reason stays where it was found = la raison reste là où elle a été constatée
        no URL is configured = aucune URL n’est configurée
        it holds no document = il ne contient aucun document
        it cannot be opened = l’ouverture a échoué
        it is not a file = ce n’est pas un fichier
        it cannot be read = la lecture a échoué
        """,
        // About a document's lines.
        """
        the first line does not say what the document is = la première ligne n’indique pas la nature du document
        there are too many lines = il y a trop de lignes
        the line is not a key, a space and a value \
        = la ligne ne se compose pas d’un mot-clé, d’un espace et d’une valeur
        the key is missing here = ce mot-clé manque ici
        the key does not belong here = ce mot-clé n’a pas sa place ici
        the value is not written in its one way = la valeur n’est pas écrite sous sa seule forme admise
        repeated keys are not sorted, or stand twice = des mots-clés répétés ne sont pas triés, ou figurent deux fois
        the key stands too often = ce mot-clé figure trop de fois
        the value contradicts another one = la valeur en contredit une autre
        what follows the body is not a signed note = ce qui suit le corps n’est pas une note signée
        """,
        // About a signed note.
        """
        it is not text, or holds control characters \
        = le contenu n’est pas du texte, ou comporte des caractères de contrôle
        its signature lines are missing = les lignes de signature manquent
        its signature line {} is incomplete = la ligne de signature {} est incomplète
        it has more than {} signature lines = il y a plus de {} lignes de signature
        a key in it cannot be read = une clé qui s’y trouve est illisible
        its signature {} does not match = la signature {} ne correspond pas
        its signer is not known = le signataire est inconnu
        """,
        // About a file.
        """
        it holds more than {} documents = il y a plus de {} documents
        it does not begin with a document and end with signature lines \
        = le contenu ne commence pas par un document ou ne se termine pas par des lignes de signature
        text stands before a document = du texte précède un document
        """,
        // About a log proof, which is feminine.
        """
        no license stands before it = aucune licence ne la précède
        its license is not installed here = sa licence n’est pas installée ici
        one that is as good is here already = une preuve au moins aussi bonne est déjà en place
        no log key that counts here signed it = aucune clé de journal qui compte ici ne l’a signée
        """,
        // About an installation's state and key.
        """
        it is larger than 8 MiB = la taille dépasse 8\u{A0}Mio
        it is not a state = ce n’est pas l’état d’une installation
        its checksum does not match: it was cut short or changed \
        = la somme de contrôle ne correspond pas\u{A0}: le contenu a été tronqué ou modifié
        it ends in an empty line = une ligne vide se trouve à la fin
        a line of it cannot be read = une des lignes est illisible
        its documents cannot be told apart = les documents ne peuvent pas être séparés
        a document in it is not a signed note = l’un des documents n’est pas une note signée
        it belongs to another installation key = elles appartiennent à une autre clé d’installation
        the installation's key cannot sign = la clé de l’installation ne peut pas signer
        """,
        // About a URL, which is feminine.
        """
        it is empty = elle est vide
        it is longer than 2048 bytes = elle dépasse 2048 octets
        it holds a character beyond ASCII; write the host as an A-label (xn--…) \
        = elle contient un caractère hors ASCII\u{A0}; écrivez l’hôte sous sa forme ASCII (xn--…)
        it holds a blank or a control character = elle contient un espace ou un caractère de contrôle
        it holds a backslash = elle contient une barre oblique inverse
        it does not begin with http:// or https:// = elle ne commence ni par http:// ni par https://
        it holds a user name = elle contient un nom d’utilisateur
        its host is empty or holds a character that a host cannot have \
        = son hôte est vide ou contient un caractère interdit dans un nom d’hôte
        its host holds an empty label = son hôte contient une étiquette vide
        its IPv4 address is not four decimal numbers = son adresse IPv4 ne se compose pas de quatre nombres décimaux
        a wildcard is one whole label with at least two labels after it, in a license only \
        = un caractère générique remplace une étiquette entière, suivie d’au moins deux autres, et dans une licence \
        seulement
        its port is not a number from 1 to 65535 = son port n’est pas un nombre de 1 à 65535
        it holds a percent sign = elle contient un signe pour cent
        its path holds . or .. as a segment = son chemin contient le segment . ou ..
        its path holds two slashes in a row = son chemin contient deux barres obliques de suite
        its path holds a character that a path cannot have = son chemin contient un caractère interdit dans un chemin
        """,
    ]
}
