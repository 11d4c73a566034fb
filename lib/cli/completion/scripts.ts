/** For each shell a script that asks `cdk8s-keruta completion words` for the words that can follow. */
export const SCRIPTS: Readonly<Record<string, string>> = {
  // Without compgen -W, which would expand the words. Without mapfile, which bash 3.2 of macOS does not have.
  bash: `_cdk8s_keruta() {
  local word
  COMPREPLY=()
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <("$1" completion words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _cdk8s_keruta cdk8s-keruta
`,
  zsh: `#compdef cdk8s-keruta
_cdk8s_keruta() {
  local -a candidates
  candidates=("\${(@f)$("$words[1]" completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  candidates=(\${candidates:#})
  (( $#candidates )) && compadd -- $candidates || _files
}
compdef _cdk8s_keruta cdk8s-keruta
`,
  fish: `function __cdk8s_keruta
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    $program completion words -- $words (commandline -ct) 2>/dev/null
end
complete -c cdk8s-keruta -a '(__cdk8s_keruta)'
`,
};
