import { defaultCommand, defineCommandLine } from '../../src/commands/command-line.ts';
import {
  type CommandDescription,
  describeProgram,
  type OptionDescription,
} from '../../src/commands/completion/description.ts';
import { type SharedOptions, shareOptions } from './shared-options.ts';

/** `docs/commands.md`: every command and option, from the definition of the command line. */
export function commandsPage(): string {
  const { program } = defineCommandLine('');
  const { name, defaultCommand: first, commands } = describeProgram(program, defaultCommand);
  const options = shareOptions([first, ...commands]);
  return `# Commands

Written by \`npm run docs\` from the program.

${[first, ...commands].map((command) => section(name, command, options, command === first)).join('\n')}
## Options of all commands that read a configuration

${table(options.shared)}
## Exit status

0: done, or nothing to do. 1: stale under \`--check\`, or different under \`verify\` and \`diff\`. 2: anything that is an error; the file that
was there stays as it was. Data goes to standard output, everything else to standard error.
`;
}

function section(
  program: string,
  command: CommandDescription,
  { own, reads }: SharedOptions,
  isDefault: boolean,
): string {
  const { name, description, arguments: words } = command;
  const shown = words.map(({ name, isRequired }) => (isRequired ? `<${name}>` : `[${name}]`));
  const called = [program, isDefault ? `[${name}]` : name, '[options]', ...shown].join(' ');
  const lines = [
    ...words.map((word) => `| \`${word.name}\` | ${cell(word.description)} |\n`),
    ...own(command).map(row),
  ];
  return `## ${name}

${description}

\`\`\`
${called}
\`\`\`

| | |
| --- | --- |
${lines.join('')}${reads(command) ? '\nIt takes the options of all commands that read a configuration, too.\n' : ''}`;
}

function table(options: readonly OptionDescription[]): string {
  return `| | |\n| --- | --- |\n${options.map(row).join('')}`;
}

function row({ short, long, value, description, choices }: OptionDescription): string {
  const forms = [short, long].filter((form) => form !== null).map((form) => `\`${form}\``);
  const given = value === null ? '' : ` \`<${value}>\``;
  const about = choices.length === 0 ? description : `${description}: ${choices.join(', ')}`;
  return `| ${forms.join(', ')}${given} | ${cell(about)} |\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
