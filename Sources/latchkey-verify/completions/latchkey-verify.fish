# What fish completes for latchkey-verify.

complete -c latchkey-verify -f
complete -c latchkey-verify -n __fish_is_first_token -a verify -d 'What the software may do'
complete -c latchkey-verify -n __fish_is_first_token -a status -d 'The same, with every license'
complete -c latchkey-verify -n __fish_is_first_token -l call -d 'Read a call on standard input'
complete -c latchkey-verify -n __fish_is_first_token -l help -d 'Say how it is used'
complete -c latchkey-verify -n __fish_is_first_token -l version -d 'Say which release this is'

set -l asked '__fish_seen_subcommand_from verify status'
complete -c latchkey-verify -n $asked -l product -r -F -d 'The product file'
complete -c latchkey-verify -n $asked -l state -r -F -d 'The file of the stored licenses'
complete -c latchkey-verify -n $asked -l url -x -d 'The configured URL'
complete -c latchkey-verify -n $asked -l app-version -x -d 'The running release'
complete -c latchkey-verify -n $asked -l host -x -d 'The host application'
complete -c latchkey-verify -n $asked -l feature -x -d 'A feature to ask for'
complete -c latchkey-verify -n $asked -l language -x -a 'en fr' -d 'The language of the findings'
