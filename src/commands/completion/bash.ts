import { shellWord } from '../shell-word.ts';
import type { CommandDescription, Completes, ProgramDescription } from './description.ts';

/** A script for bash 4 or later: `source` it, or put it where bash-completion looks. */
export function bashCompletion({ name, defaultCommand, commands }: ProgramDescription): string {
  const names = [defaultCommand, ...commands].map((command) => command.name);
  return `# Completion of ${name} for bash, made by \`${name} completion bash\`.
_${identifier(name)}() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=${defaultCommand.name}
  if [[ $word == = ]]; then
    word=
  elif [[ $previous == = ]]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if ((COMP_CWORD > 1)); then
    case \${COMP_WORDS[1]} in
      ${names.join(' | ')}) command=\${COMP_WORDS[1]} ;;
    esac
  fi
  COMPREPLY=()
  case $command in
${[defaultCommand, ...commands].map(bashCommand).join('')}  esac
  if ((COMP_CWORD == 1)) && [[ $word != -* ]]; then
    COMPREPLY+=($(compgen -W ${shellWord(names.join(' '))} -- "$word"))
  fi
}
complete -F _${identifier(name)} ${name}
`;
}

function bashCommand({ name, arguments: words, options }: CommandDescription): string {
  const values = options.filter(({ value }) => value !== null);
  const cases = values.map(({ short, long, choices, completes }) => {
    const pattern = [short, long].filter((form) => form !== null).join(' | ');
    const given = bashValues(choices, completes);
    return `        ${pattern}) ${given === '' ? '' : `${given}; `}return ;;\n`;
  });
  const forms = options.flatMap(({ short, long }) => (short === null ? [long] : [short, long]));
  const given = words
    .map(({ choices, completes }) => bashValues(choices, completes))
    .find((values) => values !== '');
  return `    ${name})
      case $previous in
${cases.join('')}      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W ${shellWord(forms.join(' '))} -- "$word"))
${given === undefined ? '' : `      else\n        ${given}\n`}      fi
      ;;
`;
}

function bashValues(choices: readonly string[], completes: Completes): string {
  if (choices.length > 0) {
    return `COMPREPLY=($(compgen -W ${shellWord(choices.join(' '))} -- "$word"))`;
  }
  switch (completes) {
    case 'file':
      return 'mapfile -t COMPREPLY < <(compgen -f -- "$word"); compopt -o filenames 2>/dev/null';
    case 'folder':
      return 'mapfile -t COMPREPLY < <(compgen -d -- "$word"); compopt -o filenames 2>/dev/null';
    case 'nothing':
      return '';
  }
}

function identifier(name: string): string {
  return name.replaceAll('-', '_');
}
