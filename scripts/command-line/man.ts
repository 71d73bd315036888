import { defaultCommand, defineCommandLine } from '../../src/commands/command-line.ts';
import {
  type CommandDescription,
  describeProgram,
  type OptionDescription,
} from '../../src/commands/completion/description.ts';
import { shareOptions } from './shared-options.ts';

/** The program's man page, from the definition of its command line. */
export function manPage(version: string): string {
  const program = describeProgram(defineCommandLine(version).program, defaultCommand);
  const { name } = program;
  const all = [program.defaultCommand, ...program.commands];
  const { shared, own, reads } = shareOptions(all);
  return [
    `.TH ${name.toUpperCase()} 1 "" "${name} ${version}"`,
    '.SH NAME',
    `${roff(name)} \\- compute the network of vmsilo VMs from Nix source`,
    '.SH SYNOPSIS',
    all
      .map((command) => synopsis(name, command, command === program.defaultCommand))
      .join('\n.br\n'),
    '.SH DESCRIPTION',
    roff(program.description),
    ...all.flatMap((command) => [
      `.SH ${roff(command.name.toUpperCase())}`,
      roff(command.description),
      ...command.arguments.flatMap(({ name, description }) => item(`\\fI${name}\\fR`, description)),
      ...own(command).flatMap((option) => item(forms(option), about(option))),
      ...(reads(command) ? ['.PP', roff('It takes the options of READING, too.')] : []),
    ]),
    '.SH READING',
    'Options of all commands that read a configuration.',
    ...shared.flatMap((option) => item(forms(option), about(option))),
    '.SH EXIT STATUS',
    ...item('0', 'Done, or nothing to do.'),
    ...item('1', 'Stale under --check, or different under verify and diff.'),
    ...item('2', 'An error. The file that was there stays as it was.'),
    '.SH FILES',
    ...item('netvm-injections.nix', 'What is written, next to the entry.'),
    ...item('vmsilo-nixgen.json', 'Settings: values given by hand, and an output for each host.'),
    '.SH ENVIRONMENT',
    ...item('NO_COLOR', 'If it is set, nothing has colour.'),
    ...item(
      'XDG_CACHE_HOME',
      'Where it is noted that nothing has to be done; by default ~/.cache.',
    ),
    ...item('NIX_STORE_DIR', "Where an input's helpers.nix is looked for; by default /nix/store."),
    ...item('NIX_PATH', 'Where verify finds nixpkgs, if it is in there and no option names it.'),
    ...item('VMSILO_NIXGEN_DEBUG', 'If it is set, a bug says where it is.'),
    '',
  ].join('\n');
}

function synopsis(
  name: string,
  { name: command, arguments: words }: CommandDescription,
  isDefault: boolean,
): string {
  const shown = words.map(({ name, isRequired }) =>
    isRequired ? `\\fI${name}\\fR` : `[\\fI${name}\\fR]`,
  );
  const called = isDefault ? `[${command}]` : command;
  return `.B ${roff(name)}\n${[called, '[options]', ...shown].map((word) => roff(word)).join(' ')}`;
}

function forms({ short, long, value }: OptionDescription): string {
  const given = value === null ? '' : ` \\fI${roff(value)}\\fR`;
  return [short, long]
    .filter((form) => form !== null)
    .map((form) => `\\fB${roff(form)}\\fR`)
    .join(', ')
    .concat(given);
}

function about({ description, choices }: OptionDescription): string {
  return choices.length === 0 ? description : `${description}: ${choices.join(', ')}`;
}

function item(title: string, text: string): readonly string[] {
  return ['.TP', title, roff(text)];
}

/** Leaves alone what is roff already: fonts. */
function roff(text: string): string {
  return text
    .replaceAll(/\\(?!f[BIR])/g, '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^(?=[.'])/gm, '\\&');
}
