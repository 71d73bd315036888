import { shellWord } from '../shell-word.ts';
import type {
  ArgumentDescription,
  CommandDescription,
  Completes,
  OptionDescription,
  ProgramDescription,
} from './description.ts';

/** A script for zsh: `source` it after `compinit`, or put it as `_vmsilo-nixgen` into a folder of `fpath`. */
export function zshCompletion({ name, defaultCommand, commands }: ProgramDescription): string {
  const listed = [defaultCommand, ...commands].map(({ name: command, description }) =>
    shellWord(`${command.replaceAll(':', '\\:')}:${description}`),
  );
  return `#compdef ${name}
# Completion of ${name} for zsh, made by \`${name} completion zsh\`.
_${name}() {
  local -a commands=(
${listed.map((line) => `    ${line}\n`).join('')}  )
  local command=${defaultCommand.name}
  if ((CURRENT > 2)) && ((\${commands[(I)\${words[2]}:*]})); then
    command=\${words[2]}
    shift words
    ((CURRENT--))
  elif ((CURRENT == 2)); then
    _describe -t commands command commands
  fi
  case $command in
${[defaultCommand, ...commands].map(zshCommand).join('')}  esac
}
if [[ \${funcstack[1]} == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function zshCommand({ name, arguments: words, options }: CommandDescription): string {
  const specs = [
    ...options.map(zshOption),
    ...words.map((word, index) => zshArgument(word, index + 1)),
  ];
  return `    ${name})
      _arguments -s -S \\
${specs.map((spec) => `        ${spec}`).join(' \\\n')}
      ;;
`;
}

function zshOption(option: OptionDescription): string {
  const { short, long, description, isRepeatable } = option;
  const about = `[${description.replaceAll(/[\\\]:[]/g, '\\$&')}]${zshValue(option)}`;
  const others = [short, long].filter((form) => form !== null);
  const head = isRepeatable ? '*' : `(${others.join(' ')})`;
  return others.length === 1
    ? shellWord(`${head}${long}${about}`)
    : `${shellWord(head)}{${others.join(',')}}${shellWord(about)}`;
}

function zshValue({ value, choices, completes }: OptionDescription): string {
  if (value === null) return '';
  return `:${value}:${zshValues(choices, completes)}`;
}

function zshArgument(
  { name, isRequired, choices, completes }: ArgumentDescription,
  at: number,
): string {
  return shellWord(`${at}${isRequired ? ':' : '::'}${name}:${zshValues(choices, completes)}`);
}

function zshValues(choices: readonly string[], completes: Completes): string {
  if (choices.length > 0) return `(${choices.join(' ')})`;
  return { file: '_files', folder: '_files -/', nothing: ' ' }[completes];
}
