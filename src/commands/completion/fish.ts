import type { CommandDescription, OptionDescription, ProgramDescription } from './description.ts';

/** A script for fish: `source` it, or put it into fish's folder of completions. */
export function fishCompletion({ name, defaultCommand, commands }: ProgramDescription): string {
  const line = (words: readonly string[]): string => `complete -c ${name} ${words.join(' ')}\n`;
  const names = commands.map((command) => command.name);
  const isDefault = quoted(`not __fish_seen_subcommand_from ${names.join(' ')}`);
  const all = [defaultCommand, ...commands];
  return [
    `# Completion of ${name} for fish, made by \`${name} completion fish\`.\n`,
    ...all.map(({ name: command, description }) =>
      line(['-n __fish_use_subcommand', `-a ${command}`, `-d ${quoted(description)}`]),
    ),
    ...all.flatMap((command) => {
      const condition =
        command === defaultCommand
          ? isDefault
          : quoted(`__fish_seen_subcommand_from ${command.name}`);
      return [
        ...(takesFiles(command) ? [] : [line([`-n ${condition}`, '-f'])]),
        ...command.arguments
          .filter(({ choices }) => choices.length > 0)
          .map(({ choices }) => line([`-n ${condition}`, `-a ${quoted(choices.join(' '))}`])),
        ...command.options.map((option) => line([`-n ${condition}`, ...fishOption(option)])),
      ];
    }),
  ].join('');
}

function fishOption({ short, long, value, description, choices, completes }: OptionDescription) {
  const takes =
    value === null
      ? []
      : choices.length > 0
        ? [`-x -a ${quoted(choices.join(' '))}`]
        : { file: ['-r -F'], folder: ["-x -a '(__fish_complete_directories)'"], nothing: ['-x'] }[
            completes
          ];
  return [
    ...(short === null ? [] : [`-s ${short.slice(1)}`]),
    `-l ${long.slice(2)}`,
    ...takes,
    `-d ${quoted(description)}`,
  ];
}

function takesFiles({ arguments: words }: CommandDescription): boolean {
  return words.some(({ completes }) => completes === 'file');
}

/** Between single quotes, fish reads only `\\` and `\'` as anything else. */
function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
