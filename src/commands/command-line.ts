import { readFileSync } from 'node:fs';
import { Argument, Command, CommanderError, Help, InvalidArgumentError, Option } from 'commander';
import { escapeLines } from '../report/quote.ts';
import { type Format, formats } from '../report/report.ts';
import type { AdoptOptions } from './adopt.ts';
import type { Analyse } from './analyse.ts';
import { noting } from './caching/noting.ts';
import { type Shell, shells } from './completion/shells.ts';
import type { GenerateOptions, PlacedOptions } from './generate.ts';
import type { GraphOptions } from './graph.ts';
import { type GraphFormat, graphFormats } from './graph-formats.ts';
import type { HookOptions } from './hook.ts';
import type { ReadingOptions } from './reading-options.ts';
import { type ExitStatus, run } from './run.ts';
import { stopSignal, tolerateClosedStreams } from './surroundings.ts';
import type { VerifyOptions } from './verify.ts';

/** The ways to generate. */
interface GenerateWays extends GenerateOptions {
  readonly watch?: boolean;
  readonly staged?: boolean;
  readonly cache: boolean;
}

/** What runs where no command is named. */
export const defaultCommand = 'generate';

/** The ways to explain. */
interface ExplainWays extends ReadingOptions {
  readonly code?: string;
}

/** What the program can be told to do. */
export interface CommandLine {
  readonly program: Command;
  /** The exit status, once the program has parsed its words and done what they say. */
  readonly status: () => ExitStatus;
}

/**
 * Does what the words of a command line say.
 *
 * @param key of the run, to note it by
 */
export async function runCommandLine(
  argv: readonly string[],
  key: string | null,
): Promise<ExitStatus> {
  tolerateClosedStreams();
  const { program, status } = defineCommandLine(version(), key);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return status();
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  return version;
}

/**
 * Defines the commands and their options. What a command needs is loaded when it is called.
 *
 * @param key of the run, to note it by; null to note nothing
 */
export function defineCommandLine(version: string, key: string | null = null): CommandLine {
  let status: ExitStatus = 0;
  const program = new Command('vmsilo-nixgen')
    .description(
      'Computes the network links of vmsilo VMs from Nix source, and writes netvm-injections.nix.',
    )
    .usage('[generate] [options] [path]')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('(vmsilo-nixgen --help lists the options)')
    .configureOutput({
      writeErr: (text) => void process.stderr.write(escapeLines(text)),
      outputError: (text, write) =>
        write(text.replace(ofAnother, "this command has no option '$1'")),
    })
    .exitOverride();

  const generate = reading(program.command(defaultCommand, { isDefault: true }))
    .description('Writes netvm-injections.nix next to the entry.')
    .option('-o, --output <file>', 'write there; - for standard output', nonEmpty)
    .option('--check', 'write nothing; exit 1 and show a diff if the file is stale')
    .addOption(
      new Option('-w, --watch', 'stay, and write it again on every change').conflicts('check'),
    )
    .addOption(new Option('--staged', 'read what is staged, for a commit hook').conflicts('watch'))
    .addOption(
      new Option(
        '--host-config <file>',
        "write a module for the host's own forwarding, too",
      ).argParser(nonEmpty),
    )
    .option('--force', 'replace an output file that was not generated')
    .option('--no-cache', 'do not note that nothing has to be done, nor look whether it was noted')
    .action(async (path: string, options: GenerateWays, command: Command) => {
      const other = options.check ? '--check' : options.watch ? '--watch' : null;
      if (options.output === '-' && other !== null) {
        command.error(`error: option '--output -' cannot be used with option '${other}'`);
      }
      if (options.output === '-' && options.hostConfig !== undefined) {
        command.error("error: option '--output -' cannot be used with option '--host-config'");
      }
      status = await run(options.format, async (surroundings) => {
        if (options.watch) {
          const [{ watch }, { analyseRepeatedly }] = await Promise.all([
            import('./watch.ts'),
            import('./deep.ts'),
          ]);
          return watch(path, options, analyseRepeatedly(), surroundings, stopSignal());
        }
        if (options.staged) {
          const [{ generateStaged }, analyse] = await withAnalysis(import('./staged.ts'));
          return generateStaged(path, options, analyse, surroundings);
        }
        const [{ generate }, analyse] = await withAnalysis(import('./generate.ts'));
        const noted = options.cache ? key : null;
        return noting(
          noted,
          (...given) => generate(path, options, ...given),
          analyse,
          surroundings,
        );
      });
    });

  const adopt = program
    .command('adopt')
    .description('Prints the subnets that keep the addresses of a running system.')
    .argument(
      '<injections>',
      'the JSON of its netvmInjections: a file, or - for standard input',
      nonEmpty,
    );
  reading(adopt)
    .option('--write', 'put them into the sources, where their place is plain')
    .action(async (injections: string, path: string, options: AdoptOptions) => {
      status = await run(options.format, async (surroundings) => {
        const [{ adopt }, analyse] = await withAnalysis(import('./adopt.ts'));
        return adopt(injections, path, options, analyse, surroundings);
      });
    });

  reading(
    program
      .command('explain')
      .description(
        'Tells where the values of a VM come from and what they lead to; without a VM, lists all links.',
      )
      .usage('[options] [vm] [path]')
      .argument('[vm]', 'its name; a word with a slash, or `.`, is the path', nonEmpty),
  )
    .option(
      '--code <code>',
      'say what a code of a diagnostic means, as in brackets behind `error`',
      nonEmpty,
    )
    .action(async (first: string | undefined, second: string, options: ExplainWays) => {
      status = await run(options.format, async (surroundings) => {
        if (options.code !== undefined) {
          const { explainCode } = await import('./explain-code.ts');
          return explainCode(options.code, surroundings);
        }
        const isPath = first === '.' || first?.includes('/') === true;
        const [{ explain }, analyse] = await withAnalysis(import('./explain.ts'));
        const [name, path] = isPath ? [null, first] : [first ?? null, second];
        return explain(name, path, options, analyse, surroundings);
      });
    });

  reading(program.command('graph'))
    .description('Prints a picture of the network.')
    .addOption(
      new Option('--as <format>', 'what to print')
        .choices(graphFormats)
        .default('mermaid' satisfies GraphFormat),
    )
    .action(async (path: string, options: GraphOptions) => {
      status = await run(options.format, async (surroundings) => {
        const [{ graph }, analyse] = await withAnalysis(import('./graph.ts'));
        return graph(path, options, analyse, surroundings);
      });
    });

  placed(reading(program.command('diff')))
    .description('Tells what generating would change for the network; exits with 1 if it would.')
    .action(async (path: string, options: PlacedOptions) => {
      status = await run(options.format, async (surroundings) => {
        const [{ networkDiff }, analyse] = await withAnalysis(import('./network-diff.ts'));
        return networkDiff(path, options, analyse, surroundings);
      });
    });

  placed(reading(program.command('verify')))
    .description('Compares with real Nix what was computed; exits with 1 if it differs.')
    .option(
      '--nixpkgs <folder>',
      "evaluate the configuration's modules with this nixpkgs",
      nonEmpty,
    )
    .addOption(
      new Option('--flake <ref>', 'evaluate the system that the flake has')
        .argParser(nonEmpty)
        .conflicts('nixpkgs'),
    )
    .action(async (path: string, options: VerifyOptions) => {
      status = await run(options.format, async (surroundings) => {
        const [{ verify }, analyse] = await withAnalysis(import('./verify.ts'));
        return verify(path, options, analyse, surroundings);
      });
    });

  program
    .command('hook')
    .description('Prints a Git hook that keeps the file fresh.')
    .argument('[path]', 'the configuration: a file, a folder or a flake', nonEmpty, '.')
    .option('--install', 'put it where Git looks for it')
    .action(async (path: string, options: HookOptions) => {
      status = await run('pretty', async (surroundings) => {
        const { hook } = await import('./hook.ts');
        return hook(path, options, surroundings);
      });
    });

  program
    .command('completion')
    .description('Prints what lets a shell complete these words.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .action(async (shell: Shell) => {
      status = await run('pretty', async (surroundings) => {
        const [{ completion }, { describeProgram }] = await Promise.all([
          import('./completion/completion.ts'),
          import('./completion/description.ts'),
        ]);
        return completion(shell, describeProgram(program, defaultCommand), surroundings);
      });
    });

  describeDefault(program, generate);
  return { program, status: () => status };
}

/** A command that reads a configuration, and says what is wrong with it. */
function reading(command: Command): Command {
  return command
    .argument('[path]', 'the configuration: a file, a folder or a flake', nonEmpty, '.')
    .addOption(
      new Option(
        '--format <format>',
        'how to print diagnostics; json also what explain, diff and verify tell',
      )
        .choices(formats)
        .default('pretty' satisfies Format),
    )
    .option('--range <cidr>', 'take addresses from this pool')
    .option(
      '--set <path=nix>',
      "give a value that can't be known: config.networking.hostName='\"laptop\"'",
      collect,
    )
    .option(
      '--helpers <file>',
      "allocate by vmsilo's own helpers.nix: a path, or inputs.vmsilo",
      nonEmpty,
    )
    .option('--host <name>', 'read this configuration of a flake', nonEmpty)
    .option('--root <folder>', 'read nothing outside of it (default: the Git work tree)', nonEmpty)
    .option('--max-nesting <n>', 'limit: expressions inside each other in a file (5000)', count)
    .option('--max-calls <n>', 'limit: calls in progress at once (10000)', count)
    .option('--max-depth <n>', 'limit: expressions being evaluated at once (1000000)', count)
    .option('--max-steps <n>', 'limit: evaluation steps (4000000)', count)
    .option('--max-file-size <bytes>', 'limit: a larger file is not read (4194304)', count)
    .option('--strict', 'take warnings, skipped imports and an unknown `enable` for errors')
    .option('-q, --quiet', 'print errors only');
}

/** A command, and what it analyses by: both are loaded at once. */
async function withAnalysis<T>(command: Promise<T>): Promise<readonly [T, Analyse]> {
  const [loaded, { analyseAtAnyDepth }] = await Promise.all([command, import('./deep.ts')]);
  return [loaded, analyseAtAnyDepth];
}

/** The arguments of a command, as its usage has them. */
function words(command: Command): string {
  return command.registeredArguments
    .map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`))
    .join(' ');
}

/** A command that looks at the generated file. */
function placed(command: Command): Command {
  return command.option('-o, --output <file>', 'the generated file, if it is elsewhere', nonEmpty);
}

/** What commander says of an option that another command has. */
const ofAnother = /unknown option '(--[\w-]+)'\n\(Did you mean \1\?\)/;

/** Lets the program's help show what its default command takes. */
function describeDefault(program: Command, command: Command): void {
  const plain = new Help();
  program
    .configureHelp({
      visibleCommands: (parent) => plain.visibleCommands(parent).filter((one) => one !== command),
      subcommandTerm: (one) => `${one.name()} ${words(one)}`.trimEnd(),
      visibleArguments: () => plain.visibleArguments(command),
      visibleOptions: () => [...command.options, ...plain.visibleOptions(program)],
    })
    .addHelpText(
      'after',
      '\nExit status: 0 done or nothing to do, 1 stale under --check, or different under\nverify and diff, 2 an error.',
    );
}

function collect(one: string, others: readonly string[] = []): readonly string[] {
  return [...others, one];
}

function count(text: string): number {
  const number = Number(text);
  if (!/^[0-9]+$/.test(text) || number < 1 || number > largestLimit) {
    throw new InvalidArgumentError(`It must be a number from 1 to ${largestLimit}.`);
  }
  return number;
}

const largestLimit = 2 ** 31 - 1;

function nonEmpty(path: string): string {
  if (path === '') throw new InvalidArgumentError('It is empty.');
  return path;
}
