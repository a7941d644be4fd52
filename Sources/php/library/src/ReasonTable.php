<?php

// What the library's own reasons are in French; {} stands for a number. What is not listed stays as it is.

declare(strict_types=1);

return [
    'exit status {}' => 'code de sortie {}',
    'signal {}' => 'signal {}',
    'proc_open is disabled' => 'proc_open est désactivée',
    'proc_close is disabled' => 'proc_close est désactivée',
    'proc_get_status is disabled' => 'proc_get_status est désactivée',
    'proc_terminate is disabled' => 'proc_terminate est désactivée',
    'stream_select is disabled' => 'stream_select est désactivée',
    'stream_set_blocking is disabled' => 'stream_set_blocking est désactivée',
    'it did not read the question to its end' => 'il n’a pas lu la question jusqu’au bout',
    'it is empty' => 'elle est vide',
    'it is longer than {} bytes' => 'elle dépasse {} octets',
    'it is not an answer' => 'ce n’est pas une réponse',
    'it is cut short or has a part too many' => 'elle est tronquée ou comporte une partie de trop',
    'its text is not JSON' => 'son texte n’est pas du JSON',
    'its parts contradict each other' => 'ses parties se contredisent',
    'the state changed again and again' => 'l’état n’a cessé de changer',
    'the state is locked by somebody else' => 'l’état est verrouillé par un autre',
    'the installation\'s key is missing, and the stored licenses belong to it'
        => 'la clé de l’installation manque, et les licences enregistrées lui appartiennent',
    'GLPI\'s security key does not decrypt it: that key was changed, or the table is damaged'
        => "la clé de sécurité de GLPI ne le déchiffre pas\u{A0}: cette clé a été changée, ou la table est endommagée",
    'GLPI\'s security key cannot be read: config/glpicrypt.key'
        => "la clé de sécurité de GLPI est illisible\u{A0}: config/glpicrypt.key",
    'GLPI could not encrypt with its security key' => 'GLPI n’a pas pu chiffrer avec sa clé de sécurité',
    'the state is larger than 8 MiB' => 'l’état dépasse 8 Mio',
    'the database is a replica, or a transaction is open on its connection'
        => 'la base de données est une réplique, ou une transaction est ouverte sur sa connexion',
];
