import type {
  CommandDescription,
  OptionDescription,
} from '../../src/commands/completion/description.ts';

/** The options of all commands that read a configuration, and what each command has beside them. */
export interface SharedOptions {
  readonly shared: readonly OptionDescription[];
  /** Whether a command has the shared ones. */
  readonly reads: (command: CommandDescription) => boolean;
  readonly own: (command: CommandDescription) => readonly OptionDescription[];
}

export function shareOptions(commands: readonly CommandDescription[]): SharedOptions {
  const has = ({ options }: CommandDescription, long: string): boolean =>
    options.some((option) => option.long === long);
  const reads = (command: CommandDescription): boolean => has(command, '--root');
  const reading = commands.filter(reads);
  const isShared = ({ long }: OptionDescription): boolean =>
    reading.every((command) => has(command, long));
  return {
    reads,
    shared: (reading[0]?.options ?? []).filter(isShared),
    own: (command) => command.options.filter((option) => !reads(command) || !isShared(option)),
  };
}
