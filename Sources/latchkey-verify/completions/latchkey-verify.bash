# What bash completes for latchkey-verify.

_latchkey_verify() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    case $COMP_CWORD,$before in
    1,*) mapfile -t COMPREPLY < <(compgen -W 'verify status --call --help --version' -- "$word") ;;
    *,--product | *,--state)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        ;;
    *,--language) mapfile -t COMPREPLY < <(compgen -W 'en fr' -- "$word") ;;
    *,--url | *,--app-version | *,--host | *,--feature | *,--call) ;;
    *)
        local options='--product --state --url --app-version --host --feature --language'
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
        ;;
    esac
}

complete -F _latchkey_verify latchkey-verify
