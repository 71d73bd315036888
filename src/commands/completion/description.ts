import type { Argument, Command, Option } from 'commander';

/** A command, as its definition describes it. */
export interface CommandDescription {
  readonly name: string;
  /** One sentence. */
  readonly description: string;
  /** What is written behind its name. */
  readonly usage: string;
  readonly arguments: readonly ArgumentDescription[];
  readonly options: readonly OptionDescription[];
}

export interface ArgumentDescription {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly choices: readonly string[];
  readonly completes: Completes;
}

export interface OptionDescription {
  /** As in `-o`; null if it has none. */
  readonly short: string | null;
  /** As in `--output`. */
  readonly long: string;
  /** The name of its value, without brackets; null if it takes none. */
  readonly value: string | null;
  readonly description: string;
  readonly choices: readonly string[];
  readonly isRepeatable: boolean;
  readonly completes: Completes;
}

/** What stands where a value is to be written. */
export type Completes = 'file' | 'folder' | 'nothing';

/** The program, by the command that runs where none is named. */
export interface ProgramDescription {
  readonly name: string;
  readonly description: string;
  readonly defaultCommand: CommandDescription;
  readonly commands: readonly CommandDescription[];
}

/** @param defaultName the command that runs where none is named */
export function describeProgram(program: Command, defaultName: string): ProgramDescription {
  const help = program.createHelp();
  const commands = program.commands.map(
    (command): CommandDescription => ({
      name: command.name(),
      description: command.description(),
      usage: command.usage(),
      arguments: command.registeredArguments.map(describeArgument),
      options: [...command.options, ...helpOption(help.visibleOptions(command))].map(
        describeOption,
      ),
    }),
  );
  const [defaultCommand] = commands.filter(({ name }) => name === defaultName);
  if (defaultCommand === undefined) throw new Error(`there is no command ${defaultName}`);
  return {
    name: program.name(),
    description: program.description(),
    defaultCommand,
    commands: commands.filter((command) => command !== defaultCommand),
  };
}

function helpOption(visible: readonly Option[]): readonly Option[] {
  return visible.filter(({ long }) => long === '--help');
}

function describeArgument(argument: Argument): ArgumentDescription {
  return {
    name: argument.name(),
    description: argument.description,
    isRequired: argument.required,
    choices: argument.argChoices ?? [],
    completes: completes(argument.name()),
  };
}

function describeOption(option: Option): OptionDescription {
  const { short = null, long, flags, description, argChoices = [] } = option;
  const [, value = null] = /<(.+)>/.exec(flags) ?? [];
  return {
    short,
    long: long ?? flags,
    value,
    description,
    choices: argChoices,
    isRepeatable: repeatable.has(value ?? ''),
    completes: completes(value ?? ''),
  };
}

const repeatable: ReadonlySet<string> = new Set(['path=nix']);

/** By the name of the value. */
function completes(name: string): Completes {
  if (name === 'folder') return 'folder';
  return name === 'file' || name === 'path' || name === 'injections' ? 'file' : 'nothing';
}
