#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { Command, CommanderError, Help, InvalidArgumentError, Option } from 'commander';
import type { AdoptOptions } from './commands/adopt.ts';
import type { GenerateOptions } from './commands/generate.ts';
import type { HookOptions } from './commands/hook.ts';
import { type ExitStatus, run } from './commands/run.ts';
import { stopSignal, tolerateClosedStreams } from './commands/surroundings.ts';
import { type Format, formats } from './report/report.ts';

if (isMainThread) process.exitCode = await main(process.argv);
else await (await import('./commands/deep.ts')).serveDeepAnalysis();

/** The ways to generate. */
interface GenerateWays extends GenerateOptions {
  readonly watch?: boolean;
  readonly staged?: boolean;
}

async function main(argv: readonly string[]): Promise<ExitStatus> {
  tolerateClosedStreams();
  let status: ExitStatus = 0;
  const program = new Command('vmsilo-nixgen')
    .description(
      'Computes the network links of vmsilo VMs from Nix source, and writes netvm-injections.nix.',
    )
    .usage('[generate] [options] [path]')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .showHelpAfterError('(vmsilo-nixgen --help lists the options)')
    .exitOverride();

  const generate = reading(program.command('generate', { isDefault: true }))
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
    .action(async (path: string, options: GenerateWays, command: Command) => {
      const other = options.check ? '--check' : options.watch ? '--watch' : null;
      if (options.output === '-' && other !== null) {
        command.error(`error: option '--output -' cannot be used with option '${other}'`);
      }
      if (options.output === '-' && options.hostConfig !== undefined) {
        command.error("error: option '--output -' cannot be used with option '--host-config'");
      }
      status = await run(async (surroundings) => {
        if (options.watch) {
          const [{ watch }, { analyseRepeatedly }] = await Promise.all([
            import('./commands/watch.ts'),
            import('./commands/deep.ts'),
          ]);
          return watch(path, options, analyseRepeatedly(), surroundings, stopSignal());
        }
        if (options.staged) {
          const [{ generateStaged }, { analyseAtAnyDepth }] = await Promise.all([
            import('./commands/staged.ts'),
            import('./commands/deep.ts'),
          ]);
          return generateStaged(path, options, analyseAtAnyDepth, surroundings);
        }
        const [{ generate }, { analyseAtAnyDepth }] = await Promise.all([
          import('./commands/generate.ts'),
          import('./commands/deep.ts'),
        ]);
        return generate(path, options, analyseAtAnyDepth, surroundings);
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
      status = await run(async (surroundings) => {
        const [{ adopt }, { analyseAtAnyDepth }] = await Promise.all([
          import('./commands/adopt.ts'),
          import('./commands/deep.ts'),
        ]);
        return adopt(injections, path, options, analyseAtAnyDepth, surroundings);
      });
    });

  program
    .command('explain')
    .description('Prints what a code of a diagnostic means.')
    .requiredOption('--code <code>', 'the code, as in brackets behind `error`', nonEmpty)
    .action(async ({ code }: { readonly code: string }) => {
      status = await run(async (surroundings) => {
        const { explainCode } = await import('./commands/explain-code.ts');
        return explainCode(code, surroundings);
      });
    });

  program
    .command('hook')
    .description('Prints a Git hook that keeps the file fresh.')
    .argument('[path]', 'the configuration: a file, a folder or a flake', nonEmpty, '.')
    .option('--install', 'put it where Git looks for it')
    .action(async (path: string, options: HookOptions) => {
      status = await run(async (surroundings) => {
        const { hook } = await import('./commands/hook.ts');
        return hook(path, options, surroundings);
      });
    });

  describeDefault(program, generate);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return status;
}

/** A command that reads a configuration, and says what is wrong with it. */
function reading(command: Command): Command {
  return command
    .argument('[path]', 'the configuration: a file, a folder or a flake', nonEmpty, '.')
    .addOption(
      new Option('--format <format>', 'how to print diagnostics')
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
    .option('--max-steps <n>', 'limit: evaluation steps (20000000)', count)
    .option('--max-file-size <bytes>', 'limit: a larger file is not read (4194304)', count)
    .option('--strict', 'take warnings, skipped imports and an unknown `enable` for errors')
    .option('-q, --quiet', 'print errors only');
}

/** Lets the program's help show what its default command takes. */
function describeDefault(program: Command, defaultCommand: Command): void {
  const plain = new Help();
  program
    .configureHelp({
      visibleCommands: () => [],
      visibleArguments: () => plain.visibleArguments(defaultCommand),
      visibleOptions: () => [...defaultCommand.options, ...plain.visibleOptions(program)],
    })
    .addHelpText(
      'after',
      '\nExit status: 0 done or nothing to do, 1 stale under --check, 2 an error.',
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

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version }: { version: string } = JSON.parse(text);
  return version;
}
