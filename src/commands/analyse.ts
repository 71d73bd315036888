import { basename, dirname, join, relative } from 'node:path/posix';
import type { Assignment } from '../modules/assignments.ts';
import { strongest } from '../modules/assignments.ts';
import { checkAnswers } from '../modules/check-answers.ts';
import type { Configuration } from '../modules/configuration.ts';
import { moduleAt, readConfiguration } from '../modules/configuration.ts';
import type { Entry } from '../modules/entry.ts';
import { findEntry } from '../modules/entry.ts';
import { readFlake } from '../modules/flake.ts';
import { workTreeTop } from '../modules/git.ts';
import { findHelpers, type HelpersRequest } from '../modules/helpers-file.ts';
import { chooseHosts } from '../modules/hosts.ts';
import { startReading } from '../modules/nixpkgs.ts';
import { diagnosticsOf } from '../modules/problems.ts';
import { findRoot } from '../modules/root.ts';
import type { Settings } from '../modules/settings.ts';
import { noSettings, readSettings } from '../modules/settings.ts';
import { printGeneratedFile } from '../print/generated-file.ts';
import type { Diagnostic } from '../report/diagnostic.ts';
import { quote } from '../report/quote.ts';
import { isError } from '../report/report.ts';
import type { Span } from '../report/span.ts';
import { outward } from '../report/span.ts';
import { encode } from '../report/utf8.ts';
import type { Files, FilesOptions } from '../resolve/files.ts';
import { defaultMaxBytes } from '../resolve/files.ts';
import { NixError } from '../resolve/nix-error.ts';
import type { Limits } from '../resolve/stack.ts';
import { defaultLimits, resetStack, shallowBudget } from '../resolve/stack.ts';
import type { StagedTree } from '../resolve/staged-files.ts';
import { traces } from '../resolve/trace.ts';
import { type ReadProgram, readProgram } from '../syntax/read-program.ts';
import { type Adoption, planAdoption } from '../vmsilo/adopt.ts';
import { computeInjections } from '../vmsilo/compute.ts';
import type { Attributes, Data } from '../vmsilo/data.ts';
import { makeHostConfig } from '../vmsilo/host-config.ts';
import { type NetworkView, viewNetwork } from '../vmsilo/network-view.ts';
import { type PlainNetwork, plainNetwork } from '../vmsilo/plain-network.ts';
import { readVmsilo } from '../vmsilo/read.ts';
import { type ChosenAllocator, ownChoice, readHelpers } from '../vmsilo/read-helpers.ts';
import type { RunningLink } from '../vmsilo/running-links.ts';
import { givenOnCommandLine, helpersOnCommandLine } from './given-values.ts';
import { filesReadOf, type Opened, open, type Survey, stagedTree, surveyOf } from './surveys.ts';

/** What to read, and where the result goes. Paths are absolute byte strings. */
export interface AnalysisRequest {
  /** A file, a folder or a flake. */
  readonly entry: string;
  /** Nothing outside is read; by default the Git work tree of the entry, else its folder. */
  readonly root?: string;
  /** Stands for `programs.vmsilo.netvmRange`; a byte string. */
  readonly range?: string;
  /** Values given by hand, each `PATH=NIX`; byte strings. */
  readonly set?: readonly string[];
  /** What relative paths in `set` and `helpers` start from. */
  readonly workingFolder?: string;
  /** vmsilo's `helpers.nix`, to allocate by: a path or a flake's input; a byte string. */
  readonly helpers?: string;
  /** Of a flake, the configuration to read; a byte string. */
  readonly host?: string;
  /** By default `netvm-injections.nix` next to the entry, or what the settings name. */
  readonly output?: string;
  /** A second file: a module for the host's own side. */
  readonly hostConfig?: string;
  /** What is raised of the limits. */
  readonly limits?: Partial<Limits & { readonly fileBytes: number }>;
  /** The links of a running system, by client, to compare with. */
  readonly running?: ReadonlyMap<string, RunningLink>;
  /** The network is wanted, as data. */
  readonly asksNetwork?: boolean;
  /** The network is wanted, to be looked at. */
  readonly asksView?: boolean;
  /** Files are being edited meanwhile: see `hidesLocks` of the files. */
  readonly isWatched?: boolean;
  /** Reads what is to be committed instead of the work tree. */
  readonly isStaged?: boolean;
  /** The result is shown, and goes into no file. */
  readonly isShown?: boolean;
  /** No file is written, so that of several hosts one may be named without a name for its file. */
  readonly writesNothing?: boolean;
}

/** What a configuration leads to. Paths are absolute byte strings. */
export interface Analysis {
  readonly diagnostics: readonly Diagnostic[];
  /** One for each host, and before it the module for its own side, if that is wanted; at least one. */
  readonly outputs: readonly AnalysedOutput[];
  readonly root: string;
  /** The real paths of the files that the configuration was read from. */
  readonly filesRead: readonly string[];
  /** All that was asked of the file system. */
  readonly surveys: readonly Survey[];
}

/** A file to write. */
export interface AnalysedOutput {
  readonly path: string;
  /** The text of the file, one character a byte; null if there is an error. */
  readonly text: string | null;
  /** Whether it is the module for the host's own side, and not the injections. */
  readonly isHostConfig?: boolean;
  /** What differs from the running system, if one is given. */
  readonly adoption?: Adoption;
  /** What it is made from, if that is asked for; null if some of it can't be known. */
  readonly network?: PlainNetwork | null;
  /** The same to be looked at, if that is asked for, as far as it goes. */
  readonly seen?: SeenNetwork;
}

/** A network, what it was read from and what it leads to. */
export interface SeenNetwork {
  /** Of a flake; a byte string. */
  readonly host: string | null;
  /** The files that the configuration starts from, where it is no flake; absolute byte strings. */
  readonly modules: readonly string[];
  readonly view: NetworkView;
  /** Null if there is an error. */
  readonly injections: Attributes | null;
}

export type Analyse = (request: AnalysisRequest) => Analysis | Promise<Analysis>;

/** Which limits are counted to. */
export function limitsOf({ limits }: AnalysisRequest): Limits {
  return { ...defaultLimits, ...limits };
}

export const outputName = 'netvm-injections.nix';

/**
 * Reads a configuration and computes its injections. The parser must be loaded.
 *
 * @param budget what the thread's stack carries, in units (see `resolve/stack.ts`)
 * @param readFile reads the Nix files that are imported
 * @throws StackHandover if it needs a larger stack than the thread has
 */
export function analyse(
  request: AnalysisRequest,
  budget: number = shallowBudget,
  readFile: ReadProgram = readProgram,
): Analysis {
  resetStack(limitsOf(request), budget);
  traces.told = [];
  const opened: Opened[] = [];
  const everywhere = open({ root: '/', outputs: [], maxBytes: 0 }, opened);
  const present = resolveEntry(request.entry, everywhere);
  if (present === null) return missing(request, opened);
  const around = folderOf(present);
  const root = request.root ?? findRoot(around, everywhere);
  const maxBytes = request.limits?.fileBytes ?? defaultMaxBytes;
  const tree = request.isStaged ? stagedTree(workTreeTop(around) ?? around) : null;
  const hidesLocks = request.isWatched ?? false;
  const surveyed = open({ root, outputs: [], maxBytes, hidesLocks }, opened, { tree });
  const start = tree === null ? present : stagedEntry(request.entry, surveyed, present);
  const folder = folderOf(start);
  const fallback = join(folder, outputName);
  const outside = checkEntry(start.path, surveyed);
  const settings = outside === null ? readSettings(folder, surveyed) : noSettings;
  const outputs = outputPaths(request, settings, fallback);
  const resolveOutput = (path: string): string => withFolderResolved(path, everywhere);
  const options = { root, outputs: outputs.map(resolveOutput), maxBytes, hidesLocks };
  const given = strongest([
    givenOnCommandLine(request, folder),
    { assignments: settings.assignments, diagnostics: [] },
  ]);
  const helpers = helpersOnCommandLine(request, folder) ?? settings.helpers;
  const openAt = (at: FilesOptions): Files => {
    everywhere.inspect(at.root);
    return open(at, opened, { tree: at.root === root ? tree : null });
  };
  const choice = helpers === null ? ownChoice : chooseAllocator(helpers, folder, options, openAt);
  const refused = outside ?? ('code' in choice ? choice : null);
  const task = {
    request,
    settings,
    fallback,
    options,
    resolveOutput,
    given: given.assignments,
    choice: 'code' in choice ? ownChoice : choice,
    opened,
    tree,
    readFile,
  };
  const read: Read =
    refused === null
      ? diagnosed(start.path, () => readEntry(findEntry(start.path, surveyed), task))
      : { diagnostics: [refused], outputs: [] };
  const found = [
    ...settings.diagnostics,
    ...given.diagnostics,
    ...read.diagnostics,
    ...told(startOf(start.path)),
  ];
  const diagnostics = [...new Set(found)].map(outwardly);
  const failed = diagnostics.some(isError);
  const written =
    read.outputs.length > 0 ? read.outputs : outputs.map((path) => ({ path, text: null }));
  return {
    diagnostics,
    outputs: failed ? written.map((output) => ({ ...output, text: null })) : written,
    root: surveyed.root,
    filesRead: filesReadOf(opened, surveyed),
    surveys: opened.map(surveyOf),
  };
}

type Read = Pick<Analysis, 'diagnostics' | 'outputs'>;

interface Task {
  readonly request: AnalysisRequest;
  readonly settings: Settings;
  /** The output where nothing names another. */
  readonly fallback: string;
  readonly options: FilesOptions;
  /** The output's path as the evaluation would meet it. */
  readonly resolveOutput: (path: string) => string;
  /** What is given by hand. */
  readonly given: readonly Assignment[];
  readonly choice: ChosenAllocator;
  /** Grows by whatever else is opened. */
  readonly opened: Opened[];
  /** What is read instead of the work tree. */
  readonly tree: StagedTree | null;
  readonly readFile: ReadProgram;
}

function outputPaths(
  { output, host, hostConfig }: AnalysisRequest,
  { outputs, hostConfigs }: Settings,
  fallback: string,
): readonly string[] {
  const hostSides = hostConfig === undefined ? [...hostConfigs.values()] : [hostConfig];
  if (output !== undefined) return [...hostSides, output];
  if (host !== undefined) return [...hostSides, outputs.get(host) ?? fallback];
  return [...hostSides, ...(outputs.size > 0 ? outputs.values() : [fallback])];
}

function readEntry(entry: Entry, task: Task): Read {
  return diagnosed(entry.path, () =>
    entry.kind === 'flake' ? readFlakeEntry(entry, task) : readModules(entry, task),
  );
}

/** What stops the reading is told, of a path if it has no place of its own. */
function diagnosed(path: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NixError)) throw error;
    return { diagnostics: diagnosticsOf(error, startOf(path)), outputs: [] };
  }
}

function readModules(entry: Extract<Entry, { kind: 'modules' }>, task: Task): Read {
  const files = open(task.options, task.opened, { tree: task.tree });
  const reading = startReading(files, null, task.given, task.readFile);
  const { evaluation, nixpkgs, given } = reading;
  const wrong = given.check();
  const configuration = readConfiguration({
    evaluation,
    lib: nixpkgs.lib,
    packagesLib: nixpkgs.lib,
    entry: startOf(entry.path),
    modules: entry.modules.map(moduleAt),
    specialArgs: null,
  });
  const path = task.request.output ?? task.fallback;
  const { diagnostics, outputs } = compute(configuration, task, {
    path,
    from: entry.path,
    host: null,
    modules: entry.modules,
    hostConfig: task.request.hostConfig ?? null,
  });
  const checked = checkAnswers(reading, [configuration]);
  return { diagnostics: [...wrong, ...diagnostics, ...checked], outputs };
}

function readFlakeEntry(entry: Extract<Entry, { kind: 'flake' }>, task: Task): Read {
  const { request, settings, fallback, options } = task;
  const files = open(options, task.opened, { isTracked: true, tree: task.tree });
  const reading = startReading(files, files.root, task.given, task.readFile);
  const wrong = reading.given.check();
  const flake = readFlake(entry.folder, reading);
  if (flake === null) {
    if (entry.otherwise !== null) return readEntry(entry.otherwise, task);
    throw new NixError('entry', 'this flake has no `nixosConfigurations`', startOf(entry.path));
  }
  const named = request.host ?? null;
  const isPlaced = request.output !== undefined || request.isShown === true;
  const hasOutput = isPlaced || settings.outputs.has(named ?? '');
  const choice = chooseHosts(flake, reading, startOf(entry.path), {
    named,
    hasOutput,
    writesNothing: request.writesNothing === true,
    settled: new Set(named === null && !isPlaced ? settings.outputs.keys() : []),
  });
  if (choice.kind === 'error') return { diagnostics: [choice.diagnostic], outputs: [] };
  const reads = choice.hosts.map(({ name, configuration }) =>
    compute(configuration, task, {
      path: request.output ?? settings.outputs.get(name) ?? fallback,
      from: `${entry.path}#${name}`,
      host: name,
      modules: [],
      hostConfig: request.hostConfig ?? settings.hostConfigs.get(name) ?? null,
    }),
  );
  const configurations = choice.hosts.map(({ configuration }) => configuration);
  const checked = checkAnswers(reading, configurations);
  return {
    diagnostics: [...wrong, ...reads.flatMap(({ diagnostics }) => diagnostics), ...checked],
    outputs: reads.flatMap(({ outputs }) => outputs),
  };
}

interface Target extends Pick<SeenNetwork, 'host' | 'modules'> {
  /** Where the file goes. */
  readonly path: string;
  /** What it is made from. */
  readonly from: string;
  /** Where the module for the host's own side goes; null if there is to be none. */
  readonly hostConfig: string | null;
}

function compute(configuration: Configuration, task: Task, target: Target): Read {
  const { choice, request, resolveOutput } = task;
  const found: Diagnostic[] = [];
  const { enabled, network } = readVmsilo(configuration, found);
  const computed = computeInjections(network, configuration.entry, choice.allocator);
  const { hostConfig } = target;
  const host = hostConfig === null ? null : makeHostConfig(computed.plan);
  const broken = [...computed.diagnostics, ...(host?.diagnostics ?? [])];
  const isChecked = enabled !== false && !found.some(({ code }) => code === 'vmsilo-not-found');
  const read = [...configuration.diagnostics, ...found];
  const diagnostics = [...read, ...(isChecked ? broken.filter(isIndependentOf(read)) : [])];

  const print = (path: string, value: Data): string => {
    const shown = (to: string): string => pathFrom(dirname(resolveOutput(path)), to);
    const { foreign } = choice;
    return printGeneratedFile(value, {
      path: shown(target.from),
      inputs: computed.output?.inputs ?? '',
      allocator: foreign && {
        name: foreign.name.kind === 'path' ? shown(foreign.name.text) : foreign.name.text,
        hash: foreign.hash,
      },
    });
  };
  const { output } = computed;
  const text = output && print(target.path, output.injections);
  const injections: AnalysedOutput = {
    path: target.path,
    text,
    ...(request.running === undefined ? {} : { adoption: adopting(request.running) }),
    ...(request.asksNetwork === true ? { network: plainNetwork(network) } : {}),
    ...(request.asksView === true ? { seen: see() } : {}),
  };
  if (hostConfig === null) return { diagnostics, outputs: [injections] };
  const module = output && (host?.module ?? null);
  const hostSide = module && print(hostConfig, module);
  return {
    diagnostics,
    outputs: [{ path: hostConfig, text: hostSide, isHostConfig: true }, injections],
  };

  function see(): SeenNetwork {
    const allocator = choice.foreign?.name.text ?? null;
    return {
      host: target.host,
      modules: target.modules,
      view: viewNetwork(network, computed.plan, { enabled, allocator }),
      injections: output?.injections ?? null,
    };
  }

  function adopting(running: ReadonlyMap<string, RunningLink>): Adoption {
    return planAdoption(network, configuration.entry, choice.allocator, running);
  }
}

/** A path as it is written in a file of the folder. */
function pathFrom(folder: string, to: string): string {
  const path = relative(folder, to);
  if (path === '') return '.';
  return path.startsWith('../') ? path : `./${path}`;
}

/** The allocator that a file is, or why it can't be found. */
function chooseAllocator(
  helpers: HelpersRequest,
  folder: string,
  options: FilesOptions,
  open: (options: FilesOptions) => Files,
): ChosenAllocator | Diagnostic {
  const storeFolder = encode(process.env.NIX_STORE_DIR ?? '/nix/store');
  const found = findHelpers(helpers, folder, options, storeFolder, open);
  return 'code' in found ? found : readHelpers(found);
}

/** Where something could not be read, that there is no VM says nothing. */
function isIndependentOf(read: readonly Diagnostic[]): (diagnostic: Diagnostic) => boolean {
  const failed = read.some(isError);
  return ({ code }) => code !== 'no-vms' || !failed;
}

/** With its places where a user can find them. */
function outwardly(diagnostic: Diagnostic): Diagnostic {
  return {
    ...diagnostic,
    span: outward(diagnostic.span),
    related: diagnostic.related.map((one) => ({ ...one, span: outward(one.span) })),
  };
}

/** An entry with its links followed. */
interface Start {
  readonly path: string;
  readonly isFolder: boolean;
}

function folderOf({ path, isFolder }: Start): string {
  return isFolder ? path : dirname(path);
}

/** Links are followed as they are staged; what is not staged, or leads outside, is told where it is read. */
function stagedEntry(path: string, staged: Files, { isFolder }: Start): Start {
  return resolveEntry(path, staged) ?? { path, isFolder };
}

/** @returns null if there is nothing */
function resolveEntry(path: string, files: Files): Start | null {
  const entry = files.inspect(path);
  switch (entry.kind) {
    case 'file':
    case 'special':
      return { path: entry.real, isFolder: false };
    case 'directory':
      return { path: entry.real, isFolder: true };
    default:
      return null;
  }
}

/** A path of which the last name is kept as it is, also if a link has it. */
function withFolderResolved(path: string, files: Files): string {
  const folder = files.inspect(dirname(path));
  return 'real' in folder ? join(folder.real, basename(path)) : path;
}

function missing({ entry, output, root }: AnalysisRequest, opened: readonly Opened[]): Analysis {
  const folder = dirname(entry);
  return {
    diagnostics: [
      {
        code: 'entry-missing',
        message: `there is no file or folder ${quote(entry)}`,
        help: 'name the configuration: a file, or the folder that holds it',
        span: startOf(entry),
        related: [],
      },
    ],
    outputs: [{ path: output ?? join(folder, outputName), text: null }],
    root: root ?? folder,
    filesRead: [],
    surveys: opened.map(surveyOf),
  };
}

function checkEntry(path: string, files: Files): Diagnostic | null {
  if (files.inspect(path).kind !== 'outside') return null;
  return {
    code: 'import-outside-root',
    message: `${quote(path)} is outside of the root ${quote(files.root)}`,
    help: 'name a root above it with `--root`',
    span: startOf(path),
    related: [],
  };
}

/** What the configuration itself tells by `builtins.trace` and `builtins.warn`. */
function told(entry: Span): readonly Diagnostic[] {
  return traces.told.map(({ kind, message, span }) => ({
    code: 'trace',
    message: `${kind}: ${message}`,
    span: span ?? entry,
    related: [],
  }));
}

function startOf(path: string): Span {
  return { source: { path, text: '' }, start: 0, end: 0 };
}
