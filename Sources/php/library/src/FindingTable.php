<?php

// Written by 'make documents': code, severity, and message and remedy in each language.

declare(strict_types=1);

return [
    'state-not-written' => [
        'warning',
        [
            'en' => [
                'what was seen just now could not be stored: {reason}',
                'let the software write its state: make room on the disk, or correct the owner '
                    . 'and mode of its folder',
            ],
            'fr' => [
                "ce qui vient d’être constaté n’a pas pu être enregistré\u{A0}: {reason}",
                "permettez au logiciel d’écrire son état\u{A0}: libérez de l’espace, ou corrigez le "
                    . 'propriétaire et les droits de son dossier',
            ],
        ],
    ],
    'verifier-missing' => [
        'warning',
        [
            'en' => [
                'the verifier is not there: {path}',
                'install the plugin again, all files of it, or the PHP extension latchkey',
            ],
            'fr' => [
                "le vérificateur est introuvable\u{A0}: {path}",
                'réinstallez le plugin avec tous ses fichiers, ou l’extension PHP latchkey',
            ],
        ],
    ],
    'verifier-not-executable' => [
        'warning',
        [
            'en' => [
                'the verifier may not be executed: {path}',
                'run \'chmod 755\' on it, and move it if its disk is mounted with \'noexec\'; or '
                    . 'install the PHP extension latchkey',
            ],
            'fr' => [
                "le vérificateur n’a pas le droit d’être exécuté\u{A0}: {path}",
                "appliquez-lui «\u{A0}chmod 755\u{A0}» et déplacez-le si son disque est monté avec "
                    . "«\u{A0}noexec\u{A0}»\u{A0}; ou installez l’extension PHP latchkey",
            ],
        ],
    ],
    'verifier-not-started' => [
        'warning',
        [
            'en' => [
                'PHP cannot start the verifier: {reason}',
                'take proc_open out of disable_functions, or install the PHP extension latchkey',
            ],
            'fr' => [
                "PHP ne peut pas lancer le vérificateur\u{A0}: {reason}",
                'retirez proc_open de disable_functions, ou installez l’extension PHP latchkey',
            ],
        ],
    ],
    'verifier-ended' => [
        'warning',
        [
            'en' => [
                'the verifier ended before it answered: {reason}',
                'see the server\'s log for who ended it; install the plugin again if it never '
                    . 'works',
            ],
            'fr' => [
                "le vérificateur s’est arrêté avant de répondre\u{A0}: {reason}",
                "cherchez dans le journal du serveur qui l’a arrêté\u{A0}; réinstallez le plugin s’il "
                    . 'ne fonctionne jamais',
            ],
        ],
    ],
    'verifier-too-slow' => [
        'warning',
        [
            'en' => [
                'the verifier did not answer within {limit}',
                'see what keeps the server busy; the PHP extension latchkey needs no second '
                    . 'process',
            ],
            'fr' => [
                'le vérificateur n’a pas répondu dans le délai de {limit}',
                "cherchez ce qui occupe le serveur\u{A0}; l’extension PHP latchkey se passe de second "
                    . 'processus',
            ],
        ],
    ],
    'verifier-garbled' => [
        'warning',
        [
            'en' => [
                'the verifier\'s answer cannot be read: {reason}',
                'install the plugin again: its parts are of different releases, or one of them is '
                    . 'damaged',
            ],
            'fr' => [
                "la réponse du vérificateur est illisible\u{A0}: {reason}",
                "réinstallez le plugin\u{A0}: ses composants sont de versions différentes, ou l’un "
                    . 'd’eux est endommagé',
            ],
        ],
    ],
    'extension-unsuitable' => [
        'notice',
        [
            'en' => [
                'the PHP extension latchkey is of another release than this plugin needs: '
                    . '{found}, needed is {expected}',
                'nothing has to be done: the verifier that the plugin brings is used; update the '
                    . 'extension to gain speed',
            ],
            'fr' => [
                "l’extension PHP latchkey n’est pas de la version requise par ce plugin\u{A0}: "
                    . '{found}, attendu {expected}',
                "rien n’est à faire\u{A0}: le vérificateur fourni avec le plugin est utilisé\u{A0}; mettez "
                    . 'l’extension à jour pour gagner en vitesse',
            ],
        ],
    ],
    'verdict-kept' => [
        'warning',
        [
            'en' => [
                'the verifier cannot be asked now; this is its answer of {time}',
                'mend what is named beside this before {until}: from then on the software runs '
                    . 'unlicensed',
            ],
            'fr' => [
                "le vérificateur est injoignable pour l’instant\u{A0}; ceci est sa réponse du {time}",
                "remédiez à ce qui est signalé à côté avant le {until}\u{A0}: ensuite, le logiciel "
                    . 'fonctionnera sans licence',
            ],
        ],
    ],
    'cannot-verify' => [
        'error',
        [
            'en' => [
                'the licenses cannot be verified, so the software runs unlicensed',
                'mend what is named beside this; nothing is wrong with the licenses themselves',
            ],
            'fr' => [
                "les licences ne peuvent pas être vérifiées\u{A0}: le logiciel fonctionne donc sans "
                    . 'licence',
                "remédiez à ce qui est signalé à côté\u{A0}; les licences elles-mêmes ne sont pas en "
                    . 'cause',
            ],
        ],
    ],
];
